"""The rows of a ticket's clocks: which stand open, under which targets the next one starts. No events."""

from datetime import UTC

from supportdesk.accounts.models import Person
from tickets.sla import choose
from tickets.sla.models import Goal, Policy
from tickets.sla.queries import policies_in_force

from .models import TicketClock


def targets_for(ticket, now) -> dict:
    """Goal -> target of the most specific policy in force (SLA-01)."""
    policy = choose.choose(policies_in_force(now), ticket.facts())
    return {target.goal: target for target in policy.targets_cached} if policy else {}


def promised(ticket, now) -> dict:
    """Goal -> target of the version that the ticket's open clocks are judged by: what is published meanwhile judges
    tickets that come after it (SLA-10). Costs no statement while a clock is open."""
    newest = max(open_clocks(ticket), key=lambda clock: clock.pk, default=None)
    if newest is None:
        return targets_for(ticket, now)
    return {target.goal: target for target in Policy.objects.version(newest.policy_id).targets_cached}


def clock_of(ticket, target, **more) -> TicketClock:
    """A new row, not yet started; a team's own promise names the team."""
    if target.goal == Goal.OWNERSHIP:
        more = {"team_id": ticket.queue.team_id} | more
    return TicketClock(
        ticket=ticket,
        goal=target.goal,
        policy_id=target.policy_id,
        target_seconds=target.seconds,
        calendar_id=target.calendar_id,
        pauses=target.pauses,
        **more,
    )


def open_clocks(ticket) -> list[TicketClock]:
    """The clocks not stopped, read once per transaction and ticket."""
    held = ticket.__dict__.get("_open_clocks")
    if held is None:
        held = ticket.__dict__["_open_clocks"] = list(ticket.clocks.filter(stopped_at=None))
    return [clock for clock in held if clock.stopped_at is None]


def open_of(ticket, *goals) -> list[TicketClock]:
    return [clock for clock in open_clocks(ticket) if clock.goal in goals]


def remember_open(ticket, clock) -> None:
    """A clock that this transaction has started itself; what was read before it need not be read again."""
    held = ticket.__dict__.get("_open_clocks")
    if held is not None:
        held.append(clock)


def remember_due(ticket) -> None:
    """The ticket's own `due_at` is the next due instant among its open clocks."""
    due = [clock.due_at for clock in open_clocks(ticket) if clock.due_at]
    ticket.due_at = min(due, default=None)


def in_utc(instant) -> str:
    """One instant is one text: what was granted for it is found again."""
    return instant.astimezone(UTC).isoformat()


def speaks_for_requester(person: Person, ticket) -> bool:
    """A participant that is not ours. Whoever is unknown to the ticket never changes a clock."""
    if person.pk == ticket.requester_id:
        return True
    if person.serves:
        return False
    same_house = ticket.organisation_id is not None and person.organisation_id == ticket.organisation_id
    return same_house or ticket.co_requesters.contains(person)
