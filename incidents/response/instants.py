"""What an instant that somebody names must be like. Pure refusals, in words, with the field."""

from supportdesk.errors import Refused

from .states import STAMPS, State
from .workflow import stamps_before

LABELS = {stamp: state.label.lower() for state, stamp in STAMPS.items()}


def past(at, now, *, field):
    """Nothing that is written down lies ahead."""
    if at is not None and at > now:
        raise Refused("That lies in the future.", field=field)


def of_move(incident, target, at, now):
    """The instant of a step: none before the incident began, none before the step before it."""
    if at is None:
        return now
    past(at, now, field="at")
    if at < incident.started_at:
        raise Refused(f"The incident had not begun then: it began {said(incident.started_at)}.", field="at")
    before = [(stamp, got) for stamp in stamps_before(target) if (got := getattr(incident, stamp))]
    stamp, latest = max(before, key=lambda one: one[1], default=("", at))
    if at < latest:
        raise Refused(f"It was {LABELS[stamp]} only at {said(latest)}; this cannot have been before.", field="at")
    return at


def of_start(started_at, now, *, detected_at=None, restored_at=None):
    """The estimate of when it began: before it was noticed, and before it was over."""
    if started_at is None:
        raise Refused("Say when it began, at least roughly.", field="started_at", missing=("started_at",))
    past(started_at, now, field="started_at")
    if restored_at and started_at > restored_at:
        raise Refused("It cannot have begun after it was restored.", field="started_at")
    if detected_at and started_at > detected_at:
        raise Refused("It cannot have begun after it was noticed.", field="started_at")


def said(at):
    return f"{at:%Y-%m-%d %H:%M} UTC"


def verified_from(incident, watch):
    """From when on the recovery can be verified (INC-27)."""
    since = getattr(incident, STAMPS[State.MONITORING])
    return since + watch if since else None
