"""When the next update of an incident is due, as the eye finds it: the same chip as everywhere."""

from typing import NamedTuple

from supportdesk.times import instant, span
from tickets.sla.models import State

from ..states import Audience

STATES = {State.RUNNING: "running", State.DUE_SOON: "soon", State.AT_RISK: "risk", State.BREACHED: "breached"}
WORDS = {"running": "left", "soon": "due soon", "risk": "at risk", "breached": "over"}


class Due(NamedTuple):
    name: str
    state: str
    word: str
    time: str
    title: str
    share: int | None
    due_at: object
    ticking: bool = True


def chip(clock, now):
    """Of a clock that runs."""
    state = STATES[clock.state(now)]
    name = f"{Audience(clock.audience).label} update"
    share = None if state == "breached" else min(100, round(clock.share(now)))
    time = span((clock.due_at - now).total_seconds())
    return Due(name, state, WORDS[state], time, f"{name}: due {instant(clock.due_at)}", share, clock.due_at)
