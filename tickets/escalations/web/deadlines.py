"""What an escalation owes next, as the eye finds it: the same chip as everywhere."""

from typing import NamedTuple

from supportdesk.times import instant, span
from tickets.sla.models import State

STATES = {State.RUNNING: "running", State.DUE_SOON: "soon", State.AT_RISK: "risk"}
WORDS = {"running": "left", "soon": "due soon", "risk": "at risk", "breached": "over"}
LABELS = {
    "acknowledge": "Acknowledge",
    "ownership": "Accept",
    "first_response": "Answer",
    "resolution": "In all",
    "ask": "Follow-up",
    "next_update": "Next word",
    "next_reply": "Support's answer",
}


class Due(NamedTuple):
    label: str
    state: str
    word: str
    time: str
    title: str
    share: int | None
    due_at: object
    ticking: bool = True


def chip(clock, now):
    """Of a clock that runs."""
    state = STATES.get(clock.state(now), "breached")
    label = LABELS.get(clock.goal, clock.get_goal_display())
    share = None if state == "breached" else min(100, round(clock.share(now)))
    time = span((clock.due_at - now).total_seconds())
    return Due(label, state, WORDS[state], time, f"{label}: due {instant(clock.due_at)}", share, clock.due_at)
