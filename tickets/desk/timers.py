"""The clocks of a ticket: which run, which are held, and what they have to tell.

All of it happens under the ticket's lock, in the transaction of the action that calls.
"""

from supportdesk.events.record import Occurrence, record_all
from tickets.sla import choose, engine
from tickets.sla.models import Goal
from tickets.sla.queries import policies_in_force

from . import configured
from .kinds import Kind
from .models import TicketClock
from .states import Category, Status

FROM_THE_START = (Goal.ACKNOWLEDGE, Goal.FIRST_RESPONSE, Goal.RESOLUTION)
TELLS = {
    "warned": Kind.SLA_WARNED,
    "breached": Kind.SLA_BREACHED,
    "met": Kind.SLA_MET,
    "missed": Kind.SLA_MISSED,
}


def start(ticket, now, *, by) -> None:
    """Start the promises that count from the ticket's first instant (SLA-01)."""
    targets = targets_for(ticket, now)
    clocks = [clock_of(ticket, targets[goal]) for goal in FROM_THE_START if goal in targets]
    tell(ticket, engine.start(clocks, at=now, cause="opened"), by=by)
    remember_due(ticket, clocks)


def meet(ticket, *goals, now, by) -> None:
    """Stop the running clocks of these goals: the promise is kept or was missed."""
    met = [clock for clock in open_clocks(ticket) if clock.goal in goals]
    tell(ticket, engine.act(met, "stop", at=now, cause="met"), by=by)
    remember_due(ticket, open_clocks(ticket))


def promise_update(ticket, now, *, by) -> None:
    """A public update was sent: its clock is met, and the next one starts by the cadence."""
    clocks = open_clocks(ticket)
    last = [clock for clock in clocks if clock.goal == Goal.NEXT_UPDATE]
    tell(ticket, engine.act(last, "stop", at=now, cause="updated"), by=by)
    target = targets_for(ticket, now).get(Goal.NEXT_UPDATE)
    if target is not None:
        clock = clock_of(ticket, target)
        tell(ticket, engine.start([clock], at=now, cause="updated"), by=by)
        remember_open(ticket, clock)
    remember_due(ticket, open_clocks(ticket))


def follow(ticket, now, *, by) -> None:
    """Let the clocks do what the ticket's state demands: run, be held, or stop (SLA-03, D3)."""
    clocks = open_clocks(ticket)
    category = ticket.state_category
    if ticket.status == Status.CANCELLED:
        rungs = engine.act(clocks, "cancel", at=now, cause=ticket.status)
    elif category in (Category.RESOLVED, Category.CLOSED):
        rungs = engine.act(clocks, "stop", at=now, cause=ticket.status)
    elif ticket.status in configured.pausing(now):
        rungs = engine.act(clocks, "hold", at=now, cause=ticket.waiting_reason)
    else:
        rungs = engine.act(clocks, "run", at=now, cause=ticket.status)
    tell(ticket, rungs, by=by)
    remember_due(ticket, clocks)


def resume(ticket, now, *, by) -> None:
    """After a reopen a new resolution clock goes on from the time already spent (SLA-16)."""
    target = targets_for(ticket, now).get(Goal.RESOLUTION)
    last = ticket.clocks.filter(goal=Goal.RESOLUTION).order_by("-id").first()
    if target is None:
        return
    clock = clock_of(ticket, target)
    clock.spent = last.spent if last else 0
    tell(ticket, engine.start([clock], at=now, cause="reopened"), by=by)
    remember_open(ticket, clock)
    remember_due(ticket, open_clocks(ticket))


def go_on(ticket, ended, now, *, by) -> None:
    """After an undo the promises that it had ended go on from the time already spent; what has rung does not ring
    again. Then all of them do what the ticket's state demands."""
    targets = targets_for(ticket, now)
    running = {clock.goal for clock in open_clocks(ticket)}
    clocks = []
    for last in ended:
        if last.goal in targets and last.goal not in running:
            clock = clock_of(ticket, targets[last.goal])
            clock.spent, clock.level, clock.breached_at = last.spent, last.level, last.breached_at
            clocks.append(clock)
    tell(ticket, engine.start(clocks, at=now, cause="undone"), by=by)
    for clock in clocks:
        remember_open(ticket, clock)
    follow(ticket, now, by=by)
    remember_due(ticket, open_clocks(ticket))


def retarget(ticket, now, *, by) -> None:
    """Priority, type, tier or queue changed: running promises count anew from their own start with
    every pause kept, and both due times stand in the log (SLA-11)."""
    clocks = open_clocks(ticket)
    before = {clock.goal: clock.due_at for clock in clocks}
    rungs = engine.retarget(clocks, at=now, cause="retargeted", targets=targets_for(ticket, now))
    tell(ticket, rungs, by=by)
    moved = [clock for clock in clocks if clock.due_at != before[clock.goal]]
    record_all([retargeted(ticket, clock, before[clock.goal], now) for clock in moved], by=by)
    remember_due(ticket, open_clocks(ticket))


def retargeted(ticket, clock, was, now) -> Occurrence:
    data = {"clock": clock.pk, "goal": clock.goal, "was": spoken(was), "due": spoken(clock.due_at)}
    return occurrence(ticket.pk, ticket.organisation_id, Kind.SLA_RETARGETED, now, data)


def tell(ticket, rungs, *, by) -> None:
    """Record what the engine says has happened, each at its own instant."""
    record_all([told(rung, ticket.pk, ticket.organisation_id) for rung in rungs], by=by)


def told(rung, ticket_id, organisation_id) -> Occurrence:
    """The event of one rung, for single acts and for the sweep."""
    data = {"clock": rung.clock.pk, "goal": rung.clock.goal, "share": rung.share, "due": spoken(rung.due_at)}
    return occurrence(ticket_id, organisation_id, TELLS[rung.what], rung.at, data)


def spoken(instant) -> str | None:
    return instant and instant.isoformat()


def occurrence(ticket_id, organisation_id, kind, at, data) -> Occurrence:
    return Occurrence(kind, "ticket", ticket_id, organisation_id, at, data)


def targets_for(ticket, now) -> dict:
    """Goal -> target of the most specific policy in force (SLA-01)."""
    policy = choose.choose(policies_in_force(now), ticket.facts())
    return {target.goal: target for target in policy.targets_cached} if policy else {}


def clock_of(ticket, target) -> TicketClock:
    return TicketClock(
        ticket=ticket,
        goal=target.goal,
        policy_id=target.policy_id,
        target_seconds=target.seconds,
        calendar_id=target.calendar_id,
        pauses=target.pauses,
    )


def open_clocks(ticket) -> list[TicketClock]:
    """The clocks not stopped, read once per transaction and ticket."""
    held = ticket.__dict__.get("_open_clocks")
    if held is None:
        held = ticket.__dict__["_open_clocks"] = list(ticket.clocks.filter(stopped_at=None))
    return [clock for clock in held if clock.stopped_at is None]


def remember_open(ticket, clock) -> None:
    """A clock that this transaction has started itself; what was read before it need not be read again."""
    held = ticket.__dict__.get("_open_clocks")
    if held is not None:
        held.append(clock)


def remember_due(ticket, clocks) -> None:
    """The ticket's own `due_at` is the next due instant among its running clocks."""
    due = [clock.due_at for clock in clocks if clock.stopped_at is None and clock.due_at]
    ticket.due_at = min(due, default=None)
