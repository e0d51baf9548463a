"""Promises that ended, one by one and together. Pure."""

from metrics.facts.models import Apart, What
from tickets.desk.kinds import Kind
from tickets.sla.models import Goal

from .story import credited
from .talking import ENDED

TO_REQUESTER = (Goal.FIRST_RESPONSE, Goal.NEXT_UPDATE, Goal.RESOLUTION)


def facts(story):
    ended = story.of(*ENDED)
    for event, stand in ended:
        yield story.say(
            What.PROMISE,
            event,
            stand,
            goal=event.data.get("goal", ""),
            good=event.kind == Kind.SLA_MET,
            worked=event.data.get("spent"),
            person_id=credited(event),
            apart=excepted(event),
        )
    yield from together(story, [pair for pair in ended if pair[0].data.get("goal") in TO_REQUESTER])


def excepted(event) -> int:
    return Apart.EXCEPTED if event.kind == Kind.SLA_ENDED_EXCEPTED else 0


def together(story, ended):
    """Every promise to the requester, kept or not, told when the last of them ended: what was excepted is not asked
    (DEC-06)."""
    if not ended:
        return
    event, stand = ended[-1]
    asked = [one for one, _ in ended if not excepted(one)]
    good = all(one.kind == Kind.SLA_MET for one in asked)
    apart = 0 if asked else Apart.EXCEPTED
    yield story.say(What.PROMISES, event, stand, good=good, person_id=credited(event), apart=apart)
