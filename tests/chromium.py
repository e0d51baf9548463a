"""Which Chromium the browser tests use: $CHROMIUM, Debian's, else the one that npm carries, fetched when needed.

Of Debian's the headless shell comes first: the same engine without a browser's window, which costs as much as a page.
"""

import os
import subprocess
import sys
from functools import cache
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
DEBIAN = ("/usr/bin/chromium-headless-shell", "/usr/bin/chromium")
FETCHED = TOP / ".tools" / "chromium" / "chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
TRY = """
import sys
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    playwright.chromium.launch(executable_path=sys.argv[1], args=sys.argv[2:]).new_page().set_content("here")
"""
NONE = (
    "No Chromium starts here: `make browser` gets one, or name yours in CHROMIUM (`make test BROWSER=0` leaves it out)."
)


@cache
def find() -> str | None:
    """The path of the first that starts."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named if starts(named) else None
    for path in (*DEBIAN, str(FETCHED)):
        if starts(path):
            return path
    subprocess.run([TOP / ".ci" / "browser", "--npm"], check=False)
    return str(FETCHED) if starts(str(FETCHED)) else None


def starts(path: str) -> bool:
    """Does it open a page? Asked in a process of its own, which can be given up."""
    if not Path(path).exists():
        return False
    try:
        return (
            subprocess.run([sys.executable, "-c", TRY, path, *ARGUMENTS], capture_output=True, timeout=60).returncode
            == 0
        )
    except subprocess.TimeoutExpired:
        return False


if __name__ == "__main__":
    print(find() or sys.exit(NONE))
