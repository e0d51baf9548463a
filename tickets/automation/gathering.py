"""What routing and assigning are decided by, read from the rows."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import Count

from supportdesk.accounts import languages
from supportdesk.accounts.models import Person, Role
from tickets.desk import limits
from tickets.desk.models import Ticket
from tickets.desk.states import LIVE

from .assigning import Candidate
from .models import Availability, RoutingRule, Skill
from .routing import Facts, Rule

DEALT = (Role.JA, Role.AN, Role.SA, Role.ER)  # leads and managers take tickets, they are not dealt any


def facts(ticket) -> Facts:
    values = {
        "type": (ticket.type.key,),
        "tier": (ticket.tier,),
        "channel": (ticket.channel,),
        "region": (ticket.region.key,) if ticket.region_id else (),
        "language": (ticket.requester.language,) if ticket.requester.language else (),
        "organisation": (str(ticket.organisation_id),) if ticket.organisation_id else (),
        "category": tuple(one.key for one in line(ticket.category)),
        "component": (ticket.component.key,) if ticket.component_id else (),
    }
    names = {
        "type": ticket.type.name,
        "tier": ticket.tier,
        "channel": ticket.get_channel_display(),
        "region": ticket.region.name if ticket.region_id else "",
        "language": languages.NAMES[ticket.requester.language],
        "organisation": ticket.organisation.name if ticket.organisation_id else "",
        "category": str(ticket.category or ""),
        "component": ticket.component.name if ticket.component_id else "",
    }
    return Facts(ticket.title, values, names)


def line(category):
    """The category and the one above it: a rule for the upper one holds for all below."""
    return [one for one in (category, category and category.parent) if one]


def rules(at, *, of_queue=None):
    """The rules in force, as rows by their number."""
    found = RoutingRule.objects.in_force(at).select_related("queue").filter(queue__retired_at=None)
    return {row.number: row for row in found if of_queue is None or row.queue_id == of_queue}


def pure(row) -> Rule:
    conditions = {name: tuple(wanted) for name, wanted in row.conditions.items()}
    return Rule(row.number, row.version, row.position, row.queue.name, conditions)


def serving(rows, ticket):
    """Rules whose queue may take this ticket at all."""
    return {number: row for number, row in rows.items() if row.queue.organisation_id in (None, ticket.organisation_id)}


def needed_skills(ticket) -> frozenset[str]:
    named = Skill.objects.filter(categories__in=[one.pk for one in line(ticket.category)])
    if ticket.component_id:
        named = named | Skill.objects.filter(components=ticket.component_id)
    return frozenset(named.values_list("name", flat=True))


def candidates(ticket, now: datetime) -> list[Candidate]:
    """Everybody of the queue's team who is dealt tickets."""
    team = Person.objects.active().filter(memberships__team=ticket.queue.team_id, is_machine=False)
    people = list(team.filter(roles__overlap=list(DEALT)).prefetch_related("skills").order_by("pk"))
    pks = [one.pk for one in people]
    hours = Availability.objects.in_bulk(pks)
    owned = Ticket.objects.filter(owner__in=pks, status__in=LIVE).values_list("owner").annotate(Count("pk"))
    loads, room = dict(owned), limits.held(pks, ticket.queue)
    return [candidate(one, hours.get(one.pk), loads.get(one.pk, 0), room, ticket, now) for one in people]


def candidate(person, hours, load, room, ticket, now):
    held, limit = room.get(person.pk, (0, None))
    return Candidate(
        pk=person.pk,
        name=person.name,
        away=bool(hours and hours.away),
        working=hours is None or at_work(hours, now.astimezone(ZoneInfo(person.zone))),
        sees=Ticket.objects.visible_to(person).filter(pk=ticket.pk).exists(),
        load=load,
        share=hours.share if hours else 100,
        held=held,
        limit=limit,
        skills=frozenset(skill.name for skill in person.skills.all()),
    )


def at_work(hours, local: datetime) -> bool:
    """By the person's own wall clock; hours that end before they begin go over midnight and belong to the day on
    which they began."""
    if hours.starts is None:
        return not hours.days or local.weekday() in hours.days
    over_midnight = hours.ends <= hours.starts
    early = over_midnight and local.time() < hours.ends
    day = (local.weekday() - 1) % 7 if early else local.weekday()
    inside = early or local.time() >= hours.starts if over_midnight else hours.starts <= local.time() < hours.ends
    return inside and (not hours.days or day in hours.days)
