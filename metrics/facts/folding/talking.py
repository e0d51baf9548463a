"""What was said, and how soon: notice, first reply, and what came back after it. Pure."""

from metrics.facts.models import What
from tickets.desk.kinds import Kind
from tickets.sla.models import Goal

from .said import seconds
from .story import credited

NOTICED = {Kind.TRIAGED, Kind.ASSIGNED, Kind.ACCEPTED, Kind.REPLIED, Kind.MOVED, Kind.RESOLVED}
ENDED = (Kind.SLA_MET, Kind.SLA_MISSED, Kind.SLA_ENDED_EXCEPTED)


def facts(story):
    yield story.say(What.CREATED, story.opened, story.stands[0])
    yield from first(story, What.ACKNOWLEDGED, Goal.ACKNOWLEDGE, notices)
    yield from first(story, What.FIRST_RESPONSE, Goal.FIRST_RESPONSE, answers)


def first(story, what, goal, counts):
    """The first event that counts, with the seconds that its promise had used by then."""
    found = next(((event, stand) for event, stand in story.pairs() if counts(story, event)), None)
    if found is None:
        return
    event, stand = found
    ended = clock_ended(story, goal, event)
    measured = {"wall": seconds(story.opened.at, event.at)}
    if ended:
        measured |= {"worked": ended.data.get("spent"), "good": ended.kind == Kind.SLA_MET}
    yield story.say(what, event, stand, person_id=credited(event), **measured)


def notices(story, event) -> bool:
    """Somebody of the desk did something with it that the requester or a colleague can see."""
    said = event.kind == Kind.REPLIED and not event.data.get("from_desk", False)
    taken = event.kind != Kind.ASSIGNED or event.data.get("owner") is not None
    return event.kind in NOTICED and event.by_person and taken and not said and not own(story, event)


def answers(story, event) -> bool:
    """A substantial reply by a person: an acknowledgement is none, and a machine's is none (DEC-03)."""
    return (
        event.kind == Kind.REPLIED
        and event.by_person
        and event.data.get("from_desk", False)
        and event.data.get("substantial", True)
    )


def own(story, event) -> bool:
    return event.actor_id == story.requester_id


def clock_ended(story, goal, by):
    """The promise of this goal that ended by this event: it is told just before, at the same instant; one that is told
    afterwards ended by something else."""
    before = story.events[: story.events.index(by)]
    ended = [one for one in before if one.kind in ENDED and one.data.get("goal") == goal]
    return ended[-1] if ended else None
