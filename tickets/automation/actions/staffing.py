from django.db import transaction

from supportdesk import clock
from supportdesk.errors import Refused
from supportdesk.events.record import record

from .. import policy
from ..kinds import Kind
from ..models import Availability, QueueStrategy, Skill, Strategy


@transaction.atomic
def set_strategy(queue, *, by, kind):
    """How this queue gives out its tickets (D8, C 64)."""
    queue.lock()
    policy.require(by, "change_routing", queue)
    if kind not in Strategy.values:
        raise Refused(f"That is no way to give out tickets: {', '.join(Strategy.values)}.", field="strategy")
    strategy, _ = QueueStrategy.objects.update_or_create(queue=queue, defaults={"kind": kind})
    record(Kind.STRATEGY_SET, queue, by=by, at=clock.now(), strategy=kind)
    return strategy


@transaction.atomic
def keep_skill(name, *, by, people=(), categories=(), components=()):
    """A skill, who has it and what needs it; one of that name is changed."""
    policy.require(by, "keep_skills", None)
    if not name.strip():
        raise Refused("A skill needs a name.", field="name", missing=("name",))
    for person in people:
        if not person.serves or person.sits_lightly:
            raise Refused(f"{person} does not work on tickets.", field="people")
    skill, _ = Skill.objects.get_or_create(name=name.strip())
    skill.people.set(people)
    skill.categories.set(categories)
    skill.components.set(components)
    named = {"people": [one.pk for one in people], "categories": [one.pk for one in categories]}
    named |= {"components": [one.pk for one in components]}
    record(Kind.SKILL_KEPT, skill, by=by, at=clock.now(), text={"name": skill.name}, **named)
    return skill


@transaction.atomic
def drop_skill(skill, *, by):
    """Nothing needs it any more."""
    policy.require(by, "keep_skills", None)
    record(Kind.SKILL_DROPPED, skill, by=by, at=clock.now(), text={"name": skill.name})
    skill.delete()


@transaction.atomic
def set_availability(person, *, by, away=False, starts=None, ends=None, days=(), share=100):
    """Whether somebody takes tickets now, and their hours, days and share of a place (D8)."""
    person.lock()
    policy.require(by, "set_availability", person)
    if (starts is None) != (ends is None):
        raise Refused("Say when the day begins and when it ends, or neither.", field="ends" if starts else "starts")
    if not 1 <= share <= 100:
        raise Refused("A share is 1 to 100 per cent of a place.", field="share")
    if not set(days) <= set(range(7)):
        raise Refused("Days are numbered from 0, Monday, to 6, Sunday.", field="days")
    values = {"away": away, "starts": starts, "ends": ends, "days": sorted(set(days)), "share": share}
    kept, _ = Availability.objects.update_or_create(person=person, defaults=values)
    record(Kind.AVAILABILITY_SET, person, by=by, at=clock.now(), away=away, share=share)
    return kept
