"""Which Chromium the browser tests use: $CHROMIUM, Debian's, else the one that npm carries, fetched when needed."""

import os
import subprocess
import sys
from functools import cache
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
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
NONE = (
    "No Chromium starts here: `make browser` gets one, or name yours in CHROMIUM (`make test BROWSER=0` leaves it out)."
)


@cache
def find() -> str | None:
    """The path of the first that starts."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named if starts(named) else None
    for path in ("/usr/bin/chromium", str(FETCHED)):
        if starts(path):
            return path
    subprocess.run([TOP / ".ci" / "browser", "--npm"], check=False)
    return str(FETCHED) if starts(str(FETCHED)) else None


def starts(path: str) -> bool:
    words = [path, "--headless", *ARGUMENTS, "--dump-dom", "about:blank"]
    try:
        return subprocess.run(words, capture_output=True, timeout=60).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


if __name__ == "__main__":
    print(find() or sys.exit(NONE))
