"""A clock as the eye finds it: how long, how close, and the word for it. The same everywhere."""

from dataclasses import dataclass
from datetime import datetime

from supportdesk.times import instant, span
from tickets.sla.models import Policy
from tickets.sla.models.clock import AT_RISK, SOON

from ..states import WaitingReason, paused

SHARED = ("running", "soon", "risk", "paused")
TICKING = ("running", "soon", "risk", "breached")
WORDS = {
    "running": "left",
    "soon": "due soon",
    "risk": "at risk",
    "breached": "over",
    "met": "met",
    "missed": "missed",
    "excepted": "excepted",
}
GOALS = {
    "acknowledge": ("Take", "Acknowledge"),
    "first_response": ("Reply", "First response"),
    "next_reply": ("Answer", "Next reply"),
    "next_update": ("Update", "Next update"),
    "resolution": ("Resolve", "Resolution"),
    "ownership": ("Own", "Ownership"),
    "ask": ("Ask", "Answer awaited"),
}


@dataclass(frozen=True)
class Deadline:
    goal: str
    label: str
    name: str
    state: str
    word: str
    time: str
    title: str
    share: int | None
    due_at: datetime | None
    policy: str

    @property
    def ticking(self):
        return self.state in TICKING


def deadline(clock, now):
    used = clock.share(now)
    state = state_of(clock, now, used)
    ticking = state in TICKING
    policy = Policy.objects.version(clock.policy_id)
    return Deadline(
        goal=clock.goal,
        label=GOALS[clock.goal][0],
        name=GOALS[clock.goal][1],
        state=state,
        word=paused(clock.held_reason) if state == "paused" else WORDS[state],
        time=span((clock.due_at - now).total_seconds()) if ticking else "",
        title=f"{title_of(clock, state)}. {policy}",
        share=min(100, round(used)) if state in SHARED else None,
        due_at=clock.due_at,
        policy=policy.name,
    )


def state_of(clock, now, used):
    """Shape, word and colour hang on this; a clock that a sweep has not reached yet shows what is so."""
    if clock.stopped_at:
        return "excepted" if clock.is_excepted(now) else "missed" if clock.breached_at else "met"
    if clock.since is None:
        return "paused"
    if clock.breached_at or clock.due_at <= now:
        return "breached"
    if used >= AT_RISK:
        return "risk"
    return "soon" if used >= SOON else "running"


def title_of(clock, state):
    name = GOALS[clock.goal][1]
    if state == "paused":
        over = ", over time" if clock.breached_at else ""
        named = f", promised for {instant(clock.due_at)}" if clock.due_at and not over else ""
        reason = clock.held_reason
        why = f" ({WaitingReason(reason).label})" if reason in WaitingReason.values else ""
        return f"{name}: paused{why}{over}, time does not count{named}"
    if state in ("met", "missed", "excepted"):
        return f"{name}: {state} {instant(clock.stopped_at)}"
    return f"{name}: due {instant(clock.due_at)}"
