"""Rows of the requirements and the tests that are named for them (tests/data/rows.csv).

A test proves a row when its docstring begins with the row's id. `shown` rows name such tests; a row that is only partly
built says what is still open, and why. The first test of a row goes through a page, REST or a command, on the real
database, and asserts what the row says happens then.
"""

import ast
import csv
import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
TABLE = TESTS / "data" / "rows.csv"
ROW = re.compile(r"(?:T|SLA|ROLE|SEC|INT|COM|KB|ESC|INC|PRB|MET)-\d+")
IDS = re.compile(rf"{ROW.pattern}(?:, {ROW.pattern})*")
DOORS = {"web", "api", "walks", "stack", "browser", "commands"}
PROMISED = {
    "T": [1, 3, 4, 5, 6, 7, 9, 10, 12, 13, 17, 18, 19, 21, 23, 24, 27, 28, 29, 30, 39, 41, 43, 52, 54, 59],
    "SLA": [1, 2, 3, 4, 6, 7, 11, 12, 13, 15],
    "ROLE": [1, 2, 3, 4, 5, 6, 7],
    "SEC": [2, 3, 4, 5, 6, 13, 19, 20],
    "INT": [3, 4, 11, 22],
    "COM": [14, 16],
    "KB": [1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 17, 18, 19, 20, 23, 27],
    "MET": [3, 4, 15, 18],
    "PRB": [1, 2, 4, 5, 6, 7, 8, 9],
    "INC": [1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 17, 18, 19, 21, 22, 26, 27, 28],
}
PROMISED_ROWS = [f"{kind}-{number:02}" for kind, numbers in PROMISED.items() for number in numbers]


@cache
def named():
    """Row -> the tests whose docstring begins with it, alone or with others."""
    found = defaultdict(set)
    for file in sorted(TESTS.rglob("test_*.py")):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
                match = IDS.match(ast.get_docstring(node) or "")
                for row in ROW.findall(match[0]) if match else ():
                    found[row].add(f"{file.relative_to(TESTS)}::{node.name}")
    return found


def table():
    with TABLE.open(newline="") as file:
        return list(csv.DictReader(file))


LINES = table()
ROWS = {line["row"]: line for line in LINES}


def test_every_row_that_is_promised_stands_in_the_table_once():
    assert [row for row in PROMISED_ROWS if row not in ROWS] == []
    assert len(LINES) == len(ROWS)


@pytest.mark.parametrize("row", sorted(ROWS))
def test_every_row_has_tests_or_a_reason(row):
    tests, still_open = ROWS[row]["tests"].split(), ROWS[row]["still open"]
    assert tests or still_open, f"{row} is neither shown nor said to be open"
    assert set(tests) <= named()[row], f"{row} names tests that are gone or do not begin with its id"
    assert bool(tests) == bool(named()[row]), f"{row} has tests that the table does not know: {sorted(named()[row])}"


@pytest.mark.parametrize("row", [row for row in sorted(ROWS) if ROWS[row]["tests"]])
def test_the_first_test_of_a_row_goes_in_by_the_door(row):
    """What a row promises is asked of the page or of REST; tests of the parts inside stand behind it."""
    first = ROWS[row]["tests"].split()[0]
    assert DOORS & set(Path(first.partition("::")[0]).parts), f"{row} is first shown by {first}, which uses no door"


def test_no_test_is_named_for_a_row_by_a_slip_of_the_pen():
    """An id in a docstring is written as the requirements write it: two digits at least."""
    assert [row for row in named() if not re.fullmatch(r"[A-Z]+-\d{2,}", row)] == []
