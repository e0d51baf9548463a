"""Reports of one and the same thing, and what requesters said afterwards. Pure."""

from incidents.problems.kinds import Kind as Problem
from incidents.response.kinds import Kind as Incident
from metrics.facts.models import What
from tickets.desk.kinds import Kind
from tickets.desk.states import LinkKind

from .ending import about, after
from .story import credited

LINKS = {Kind.MERGED, Incident.JOINED, Problem.TICKET_LINKED, Problem.ERROR_LINKED}
FOUND = {Incident.FLAGGED, Problem.FLAGGED}
KINDS = (LinkKind.DUPLICATE_OF, LinkKind.RELATED)
# The surveys stand above and tell it on the ticket; what is above is heard, not imported.
SENT, SAID = "ticket.survey_sent", "ticket.survey_answered"
SCORES = {5: (100, 400), 2: (100, 100)}  # scale -> hundredths of a point, and from where on an answer is positive


def facts(story):
    yield from related(story)
    yield from surveyed(story)


def related(story):
    """Linked to what it repeats, or only found to repeat something: once for each ticket (KPI-19)."""
    found = [pair for pair in story.pairs() if linked(pair[0]) or pair[0].kind in FOUND]
    if found:
        event, stand = found[0]
        good = any(linked(one) for one, _ in found)
        yield story.say(What.RELATED, event, stand, good=good, person_id=credited(event))


def linked(event) -> bool:
    by_kind = event.kind == Kind.LINKED and event.data.get("kind") in KINDS and not event.data.get("from_other")
    return event.kind in LINKS or by_kind


def surveyed(story):
    """Whom the answer is about is whoever had resolved it last when it was asked; asked twice, each counts."""
    answers = {event.data.get("survey"): (event, stand) for event, stand in story.of(SAID)}
    for event, stand in story.of(SENT):
        number, scale = event.data.get("survey"), event.data.get("scale")
        credit = resolver(story, event)
        yield story.say(What.ASKED, event, stand, goal=str(scale), good=number in answers, **credit)
        if number in answers:
            said, then = answers[number]
            unit, positive = SCORES[scale]
            value = unit * said.data.get("score", 0)
            yield story.say(What.ANSWERED, said, then, goal=str(scale), value=value, good=value >= positive, **credit)


def resolver(story, asked):
    before = [one for one, _ in story.of(Kind.RESOLVED) if not after(one, asked)]
    return about(story, before[-1]) if before else {}
