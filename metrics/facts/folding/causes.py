"""What the events of a problem say: how long from the first evidence to a fix. Pure."""

from incidents.problems.kinds import Kind
from incidents.problems.states import State
from metrics.facts.happened import ordered
from metrics.facts.models import What

from .said import Around, Said, seconds
from .story import credited

KINDS = {Kind.OPENED, Kind.MOVED, Kind.RECURRED, Kind.MERGED}
OUT = (State.DECLINED, State.MERGED, State.RISK_ACCEPTED)


def fold(events):
    told = ordered(events)
    opened = next((event for event in told if event.kind == Kind.OPENED), None)
    if opened is None:
        return [], []
    told = told[told.index(opened) :]
    return ([] if out(told) else list(fixed(told, opened))), []


def out(told) -> bool:
    """Declined and merged ones are not measured."""
    moves = [event for event in told if event.kind in (Kind.MOVED, Kind.MERGED)]
    return bool(moves) and (moves[-1].kind == Kind.MERGED or moves[-1].data.get("state") in OUT)


def fixed(told, opened):
    """Every deployed fix, from the acceptance and from the first evidence: one that did not hold is followed by the
    next, which took longer."""
    accepted = None
    for event in told:
        state = event.data.get("state") if event.kind == Kind.MOVED else None
        if state == State.ACCEPTED:
            accepted = accepted or event
        if state == State.FIX_DEPLOYED:
            since = {"accepted": accepted.at} if accepted else {}
            for goal, begin in {**since, "evidence": opened.at}.items():
                took = seconds(begin, event.at)
                yield Said(What.FIXED, goal, event.id, event.at, Around(), person_id=credited(event), wall=took)
