"""How a ticket ended: for good or not, how long it took, what it left behind. Pure."""

from datetime import timedelta

from metrics.facts.models import Apart, What
from tickets.citations.kinds import Kind as Citing
from tickets.desk.kinds import Kind
from tickets.desk.silence import REOPEN_DAYS
from tickets.desk.states import CATEGORY, Category, Status
from tickets.sla.models import Goal

from .said import seconds
from .story import JOINED, LEFT, credited
from .talking import answers, clock_ended

WINDOW = timedelta(days=REOPEN_DAYS)
ROUNDS = 2  # at most so many round trips are few (FCR, variant c)
OVER = (Category.RESOLVED, Category.CLOSED)
USED = ("solved", "sent")


def facts(story):
    resolutions = story.of(Kind.RESOLVED)
    for event, stand in resolutions:
        yield settled(story, event, stand)
    yield from handed_on(story)
    final = for_good(story, resolutions)
    if final is not None:
        yield from resolved(story, *final)


def for_good(story, resolutions):
    """The last resolution, if it still stands: as long as one knows, that is for good."""
    stands = CATEGORY[Status(story.stands[-1].status)] in OVER and story.stands[-1].status != Status.CANCELLED
    return resolutions[-1] if resolutions and stands else None


def settled(story, event, stand):
    """Every resolution counts, and did not hold when it was reopened within the window; that is credited to whoever
    resolved, in the period in which they did (KPI-11)."""
    back = next((one for one in story.events if one.kind == Kind.REOPENED and after(one, event)), None)
    good = back is not None and back.at - event.at <= WINDOW
    return story.say(What.SETTLED, event, stand, good=good, **about(story, event))


def after(one, event) -> bool:
    return (one.at, one.id) > (event.at, event.id)


def about(story, event):
    return {"person_id": credited(event), "apart": by_whom(story, event)}


def by_whom(story, event) -> int:
    """Silence that stood for the requester's word, a resolution that flowed down from an incident, a machine's."""
    closed = next((one for one in story.events if one.kind == Kind.CLOSED and after(one, event)), None)
    silent = closed is not None and closed.data.get("basis") == "silence"
    return (
        (Apart.SILENCE if silent else 0)
        | (Apart.BULK if with_incident(story, event) else 0)
        | (0 if event.by_person else Apart.MACHINE)
    )


def with_incident(story, event) -> bool:
    """Resolved in an operation, or by a rule, while it belonged to an incident (X7)."""
    links = [one.kind for one in story.events if one.kind in (JOINED, LEFT) and not after(one, event)]
    return bool(links) and links[-1] == JOINED and (event.together or event.via in ("rule", "clock"))


def resolved(story, event, stand):
    took = {"wall": seconds(story.opened.at, event.at)}
    ended = clock_ended(story, Goal.RESOLUTION, event)
    if ended:
        took |= {"worked": ended.data.get("spent"), "good": ended.kind == Kind.SLA_MET}
    own = about(story, event)
    yield story.say(What.RESOLVED, event, stand, **took, **own)
    for goal, good in first_contact(story, event).items():
        yield story.say(What.FIRST_CONTACT, event, stand, goal=goal, good=good, **own)
    lacking = event.data.get("lacking") or []
    yield story.say(What.DOCUMENTED, event, stand, good=not lacking, **own)
    yield story.say(What.KNOWLEDGE, event, stand, good=used_article(story, event), **own)


def first_contact(story, end):
    """The three ways to read "first contact" (DEC-01): no hand-off, no word back, few rounds."""
    before = [one for one in story.events if not after(one, end)]
    held = not any(one.kind == Kind.REOPENED for one in before)
    escalated = any(one.kind == "escalation.submitted" for one in before)
    handed = any(hand_over(one) for one in before)
    rounds, answered = 0, False
    for one in before:
        if answers(story, one):
            answered = True
        elif answered and said_back(one):
            rounds += 1
    return {
        "a": held and not handed and not escalated,
        "b": held and not rounds,
        "c": held and not escalated and rounds <= ROUNDS,
    }


def said_back(event) -> bool:
    return event.kind == Kind.REPLIED and not event.data.get("from_desk", False)


def hand_over(event) -> bool:
    """From one owner to the next; being taken up first is none."""
    giver, owner = event.data.get("giver"), event.data.get("owner")
    return event.kind in (Kind.ASSIGNED, Kind.ACCEPTED) and bool(giver and owner) and giver != owner


def handed_on(story):
    for event, stand in story.of(Kind.ASSIGNED, Kind.ACCEPTED):
        if hand_over(event):
            yield story.say(What.HANDED_ON, event, stand, person_id=credited(event))


def used_article(story, end) -> bool:
    """Cited as what solved it or what was sent, and not taken off again by then."""
    cited: dict[tuple, bool] = {}
    for one in story.events:
        if one.kind in (Citing.CITED, Citing.UNCITED) and not after(one, end) and one.data.get("role") in USED:
            cited[one.data.get("article"), one.data["role"]] = one.kind == Citing.CITED
    return any(cited.values())
