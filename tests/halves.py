"""The suite runs in two halves; the second, of browsers and servers, need not read the files of the first."""

import re
from pathlib import Path

TESTS = Path(__file__).parent
MARKS = {"browser", "services"}
SAID = re.compile(r"pytest\.mark\.(" + "|".join(MARKS) + r")\b")


def second() -> list[str]:
    """The files whose text says the mark, and the folders whose conftest does."""
    saying = [file for file in TESTS.rglob("*.py") if file.parent != TESTS and SAID.search(file.read_text())]
    return sorted({str(file.parent if file.name == "conftest.py" else file) for file in saying})


def astray(items) -> list[str]:
    """Marked tests that the second half would not come by."""
    chosen = tuple(second())
    marked = [item for item in items if any(item.get_closest_marker(mark) for mark in MARKS)]
    return [item.nodeid for item in marked if not str(item.path).startswith(chosen)]
