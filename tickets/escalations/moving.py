"""What every act on an escalation shares: from state to state, with its instants."""

from datetime import timedelta

from supportdesk.accounts.models import Person

from . import configured, packet, situations, timers, workflow
from .models import Escalation, Stay
from .states import WITH_RECEIVER, State


def begin(escalation: Escalation, now, *, by) -> None:
    escalation.state, escalation.state_since, escalation.began_at = State.DRAFT, now, now
    escalation.save()
    Stay.objects.create(escalation=escalation, state=State.DRAFT, since=now, by=by.person)


def move(escalation: Escalation, name: str, now, *, by, words="") -> None:
    """Along one arrow of the workflow: the stay that ends and the one that begins share their instant, and the clocks
    do what the new state demands. Nothing is written of the row itself: `keep` does that."""
    target = workflow.target(escalation.state, name)
    if target is None:
        return
    escalation.stays.filter(until=None).update(until=now)
    Stay.objects.create(escalation=escalation, state=target, since=now, by=by.person, words=words)
    escalation.state, escalation.state_since = target, now
    escalation.remind_at = now + gap(now) if target in WITH_RECEIVER else None
    timers.follow(escalation, now, by=by)


def gap(now) -> timedelta:
    return timedelta(hours=configured.reminder_hours(now))


def keep(escalation: Escalation) -> None:
    escalation.version += 1
    escalation.save()


def about(escalation: Escalation) -> dict:
    """What every event of it says. It is told on the ticket: its timeline and its wall hold for the escalation too."""
    return {"escalation": escalation.pk, "state": escalation.state, "target": escalation.target}


def values(escalation: Escalation) -> dict[str, dict[str, str]]:
    return {one.field: one.parts for one in escalation.fields.all()}


def assessed(escalation: Escalation, said=None) -> packet.Assessment:
    said = values(escalation) if said is None else said
    return packet.assess(said, situations.of(escalation, said))


def reckon(escalation: Escalation) -> packet.Assessment:
    """Completeness and predicted score as they stand on the row."""
    found = assessed(escalation)
    escalation.percent, escalation.score = found.percent, found.score
    return found


def officers(ticket) -> list[Person]:
    """The security officers who may know of this ticket."""
    ours = Person.objects.active().filter(roles__contains=["SO"])
    return [one for one in ours.order_by("pk") if one.organisation_id in (None, ticket.organisation_id)]
