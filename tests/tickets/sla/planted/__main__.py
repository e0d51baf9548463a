"""`make mutants`: does the proof notice each fault, and after how many cases?

Each fault is planted in a copy of the sources, and the property tests run there. A fault that survives fails the run,
and so does one whose text is not in the sources any more. Words on the command line choose faults by name.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from .faults import FAULTS

ROOT = Path(__file__).parents[4]
COPIED = ("supportdesk", "tickets", "kb", "incidents", "metrics", "templates", "tests", "docs", "frontend")
SUITES = ("tests/tickets/sla/test_worktime_properties.py", "tests/tickets/sla/test_lives.py")
NOTHING_FAILED, SOMETHING_FAILED = 0, 1


def main() -> int:
    chosen = [fault for fault in FAULTS if not sys.argv[1:] or any(word in fault.name for word in sys.argv[1:])]
    with tempfile.TemporaryDirectory() as folder:
        copy = copied(Path(folder))
        if not is_green(copy):
            print("Without any fault the proof fails already: mend that first.")
            return 1
        survived = [fault for fault in chosen if not is_caught(fault, copy)]
    print(f"{len(chosen) - len(survived)} of {len(chosen)} faults caught")
    return 1 if survived else 0


def copied(folder):
    for name in COPIED:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "node_modules"))
    for name in ("pyproject.toml", "manage.py"):
        shutil.copy(ROOT / name, folder)
    return folder


def is_green(copy):
    """As it is, nothing fails; this also makes the database that the others use."""
    for suite in SUITES:
        done = run(copy, suite)
        if done.returncode != NOTHING_FAILED:
            print(done.stdout[-3000:], done.stderr[-1000:])
            return False
    return True


def is_caught(fault, copy):
    source = (copy / fault.path).read_text()
    (copy / fault.path).write_text(fault.planted(source))
    try:
        for suite in SUITES[fault.rings :]:
            report = copy / "report"
            report.unlink(missing_ok=True)
            began = time.monotonic()
            done = run(copy, suite, report)
            if done.returncode not in (NOTHING_FAILED, SOMETHING_FAILED) or (done.returncode and not report.exists()):
                print(f"{fault.name}: the run itself broke\n{done.stdout[-3000:]}")
                return False
            if report.exists():
                claim, number = report.read_text().split()
                print(f"{fault.name}: {claim}, case {number}, {time.monotonic() - began:.0f} s", flush=True)
                return True
    finally:
        (copy / fault.path).write_text(source)
    print(f"{fault.name}: SURVIVED", flush=True)
    return False


def run(copy, suite, report=None):
    """One suite in its fast form; with a report as a hunt, which ends at the first case that fails and says which."""
    environment = os.environ | {"SUPPORTDESK_RUN_DIR": str(run_dir())} | ({"SLA_HUNT": str(report)} if report else {})
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "--reuse-db", suite]
    return subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True)


def run_dir():
    """The servers of the copy are those of the original."""
    return Path(os.environ.get("SUPPORTDESK_RUN_DIR", ROOT / ".run" / "test"))


if __name__ == "__main__":
    sys.exit(main())
