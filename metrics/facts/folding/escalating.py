"""Escalations of a ticket: how whole they were, what was said of them. Pure."""

from metrics.facts.models import What
from tickets.desk.kinds import Kind
from tickets.escalations.kinds import Kind as Escalation
from tickets.escalations.states import Target

from .ending import about, for_good
from .story import credited

HIGHER = (Target.TIER, Target.ENGINEERING)
HUNDRED = 100


def facts(story):
    submitted = story.of(Escalation.SUBMITTED)
    for event, stand in submitted:
        whole = not event.data.get("gaps") and event.data.get("percent") == HUNDRED
        packet = {"good": whole, "value": HUNDRED * event.data.get("percent", 0)}
        yield story.say(What.PACKET, event, stand, goal=target(event), person_id=credited(event), **packet)
    senders = {event.data.get("escalation"): credited(event) for event, _ in submitted}
    yield from handled(story, submitted)
    yield from decided(story, senders)
    yield from last_words(story, Escalation.RATED, What.RATED, rated, senders)
    yield from last_words(story, Escalation.JUDGED, What.JUDGED, judged, senders)


def target(event) -> str:
    return event.data.get("target") or ""


def handled(story, submitted):
    """A ticket is handled once: when it is first sent on, else when it is resolved (KPI-12, 13)."""
    for goal, wanted in (("any", HIGHER), (Target.ENGINEERING.value, (Target.ENGINEERING,))):
        sent = next((pair for pair in submitted if target(pair[0]) in wanted), None)
        final = sent or for_good(story, story.of(Kind.RESOLVED))
        if final is not None:
            own = {"person_id": credited(final[0])} if sent else about(story, final[0])
            yield story.say(What.HANDLED, *final, goal=goal, good=sent is not None, **own)


def decided(story, senders):
    """The first decision on each: accepted at once is good, after a return or declined is not (KPI-16). Whether it was
    rated at all says how much its rating speaks for (ESC-18)."""
    returned, over = set(), set()
    scored = {event.data.get("escalation") for event, _ in story.of(Escalation.RATED)}
    for event, stand in story.of(Escalation.RETURNED, Escalation.ACCEPTED, Escalation.DECLINED):
        number = event.data.get("escalation")
        if event.kind == Escalation.RETURNED:
            returned.add(number)
        elif number not in over:
            over.add(number)
            good = event.kind == Escalation.ACCEPTED and number not in returned
            person = senders.get(number)
            about = {"goal": target(event), "person_id": person}
            yield story.say(What.DECIDED, event, stand, good=good, **about)
            yield story.say(What.RECEIVED, event, stand, good=number in scored, **about)


def last_words(story, kind, what, measured, senders):
    """Said again, the last word counts."""
    last = {event.data.get("escalation"): (event, stand) for event, stand in story.of(kind)}
    for number, (event, stand) in last.items():
        person = senders.get(number, event.data.get("sender"))
        yield story.say(what, event, stand, goal=target(event), person_id=person, **measured(event))


def rated(event):
    value = round(HUNDRED * event.data.get("rating", 0))
    return {"value": value, "good": value >= 4 * HUNDRED}


def judged(event):
    return {"good": bool(event.data.get("avoidable"))}
