"""What a level of a clock means for its ticket: by the ladder of the policy under which it rang."""

from supportdesk.accounts.models import Person
from tickets.sla import ladder
from tickets.sla.models import Policy

from .kinds import Kind
from .mentions import sees

LEVELS = frozenset({Kind.SLA_WARNED, Kind.SLA_BREACHED})
TELL = "tell:"
AT_ONCE = (1, 2)  # of these priorities everybody hears at any hour


def facts(event, ticket) -> dict:
    organisation = ticket.organisation
    return {
        "goal": event.data["goal"],
        "priority": ticket.working_priority,
        "tier": ticket.tier,
        "queue": ticket.queue.key,
        "owned": ticket.owner_id is not None,
        "contractual": organisation is not None and organisation.contractual,
    }


def actions(event, ticket) -> list[str]:
    """What the ladder says to this event."""
    share = ladder.BREACH if event.kind == Kind.SLA_BREACHED else event.data["share"]
    return ladder.actions(climbed(event, share), share, facts(event, ticket))


def climbed(event, share):
    """Events of before there were ladders name no policy: theirs was the standard one."""
    number = event.data.get("policy")
    return Policy.objects.version(number).climbed if number else ladder.standard([share])


def told(event, ticket) -> list[str]:
    """Who hears of it: `owner`, `lead`, `manager`, `members`, `team:3`, `person:12`."""
    return [action.removeprefix(TELL) for action in actions(event, ticket) if action.startswith(TELL)]


def doing(event, ticket) -> list[str]:
    """What else the ladder does."""
    return [action for action in actions(event, ticket) if not action.startswith(TELL)]


def channel(role, ticket) -> list[int]:
    """The people behind `members`, `team:3` or `person:12`, as far as they may know of the ticket."""
    kind, _, number = role.partition(":")
    people = Person.objects.active().order_by("pk")
    if kind == "person":
        chosen = people.filter(pk=int(number))
    else:
        chosen = people.filter(memberships__team=int(number) if number else ticket.queue.team_id)
    return [one.pk for one in chosen if sees(one, ticket)]


def waits_for_hours(event, ticket) -> bool:
    return event.kind in LEVELS and ticket.working_priority not in AT_ONCE
