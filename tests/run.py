"""`make test`: the suite in two runs of pytest, which says on its last line what it left out.

Each run has as many processes as there are cores, and each process servers of its own. What starts servers or a browser
comes second, in the databases that the first has made, and what shares a stack stays in one process (`grouping.py`). It
waits as often as it works, so that there is one process more.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

import dovecot
from chromium import NONE, find
from halves import second

ROOT = Path(__file__).parent.parent
NOTHING_CHOSEN = 5
MOST_WORKERS = 4


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--without-browser", action="store_true")
    given, more = parser.parse_known_args()
    if not given.without_browser:
        path = find()
        if path is None:
            print(NONE, file=sys.stderr)
            return 1
        os.environ["CHROMIUM"] = path
    files = [] if any(not word.startswith("-") for word in more) else second()
    alone = "services and not browser" if given.without_browser else "(services or browser)"
    codes = [
        run(*side_by_side(), "--create-db", "--reuse-db", "-m", "not prove and not browser and not services", *more),
        run(*side_by_side("--dist", "loadfile", more=1), "--reuse-db", "-m", f"not prove and {alone}", *more, *files),
    ]
    if given.without_browser:
        print("Left out: the browser tests (BROWSER=0).", flush=True)
    if dovecot.find() is None:
        print(f"Left out: mail fetched from a Dovecot. {dovecot.NONE}", flush=True)
    if set(codes) == {NOTHING_CHOSEN}:
        return NOTHING_CHOSEN
    return max(code for code in codes if code != NOTHING_CHOSEN)


def side_by_side(*how, more=0) -> list[str]:
    """Servers named by the environment are one for all: then one process has them."""
    if "DATABASE_URL" in os.environ or "REDIS_URL" in os.environ:
        return []
    return ["-n", str(min((os.cpu_count() or 1) + more, MOST_WORKERS)), *how]


def run(*arguments) -> int:
    return subprocess.run([sys.executable, "-m", "pytest", "-q", *arguments], cwd=ROOT).returncode


if __name__ == "__main__":
    sys.exit(main())
