"""`make test`: one run of pytest over the whole suite, which says on its last line what it left out."""

import argparse
import os
import subprocess
import sys
from pathlib import Path

from chromium import NONE, find


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--without-browser", action="store_true")
    given, more = parser.parse_known_args()
    chosen = "not prove"
    if given.without_browser:
        chosen += " and not browser"
    else:
        path = find()
        if path is None:
            print(NONE, file=sys.stderr)
            return 1
        os.environ["CHROMIUM"] = path
    command = [sys.executable, "-m", "pytest", "-q", "-m", chosen, *more]
    code = subprocess.run(command, cwd=Path(__file__).parent.parent).returncode
    if given.without_browser:
        print("Left out: the browser tests (BROWSER=0).", flush=True)
    return code


if __name__ == "__main__":
    sys.exit(main())
