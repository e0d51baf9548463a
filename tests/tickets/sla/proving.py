"""How a claim is tried: so many cases in `make test`, more in `make prove`, the first that fails for `make mutants`."""

import os
from functools import wraps
from itertools import count
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings

LONG = 20_000
UNHURRIED = {"deadline": None, "database": None, "suppress_health_check": list(HealthCheck)}
HUNT = os.environ.get("SLA_HUNT")  # a file: say there in which case a claim failed, and look no further
HUNTED = 500


def prove(claim, *drawn, cases, random=False):
    """Try a claim on generated cases: the same ones each time, or with `random` others."""
    if HUNT:
        hunt(claim, drawn)
    else:
        settings(max_examples=cases, derandomize=not random, **UNHURRIED)(given(*drawn)(claim))()


def hunt(claim, drawn):
    number = count(1)

    @wraps(claim)
    def tried(*case, **named):
        this = next(number)
        try:
            claim(*case, **named)
        except Exception:
            report = Path(HUNT)
            if not report.exists():
                report.write_text(f"{claim.__name__} {this}")
            raise

    once = settings(
        max_examples=HUNTED, derandomize=True, phases=[Phase.generate], report_multiple_bugs=False, **UNHURRIED
    )
    once(given(*drawn)(tried))()
