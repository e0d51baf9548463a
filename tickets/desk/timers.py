"""The clocks of a ticket: which run, which are held, and what they have to tell.

All of it happens under the ticket's lock, in the transaction of the action that calls.
"""

from supportdesk.accounts.actor import system
from supportdesk.events.record import Occurrence, record_all
from tickets.sla import engine
from tickets.sla.models import Goal, Policy
from tickets.sla.models.policy import Reopen

from . import configured
from .clocks import clock_of, open_clocks, open_of, promised, remember_due, remember_open, targets_for
from .kinds import Kind
from .models import TicketClock
from .states import Category, Status

FROM_THE_START = (Goal.ACKNOWLEDGE, Goal.FIRST_RESPONSE, Goal.RESOLUTION, Goal.OWNERSHIP)
TAKEN = (Goal.ACKNOWLEDGE,)
ANSWERED = (Goal.FIRST_RESPONSE, Goal.NEXT_REPLY)
TELLS = {
    "warned": Kind.SLA_WARNED,
    "breached": Kind.SLA_BREACHED,
    "met": Kind.SLA_MET,
    "missed": Kind.SLA_MISSED,
    "excepted": Kind.SLA_ENDED_EXCEPTED,
}
BY_TIME = ("warned", "breached")


def start(ticket, now, *, by) -> None:
    """Start the promises that count from the ticket's first instant (SLA-01)."""
    targets = targets_for(ticket, now)
    clocks = [clock_of(ticket, targets[goal]) for goal in FROM_THE_START if goal in targets]
    tell(ticket, engine.start(clocks, at=now, cause="opened"), by=by)
    ticket.__dict__["_open_clocks"] = clocks
    remember_due(ticket)


def begin(ticket, clocks, now, *, cause, by) -> None:
    """Start these clocks of a ticket that is at work already; where it waits, they wait too."""
    tell(ticket, engine.start(clocks, at=now, cause=cause), by=by)
    for clock in clocks:
        remember_open(ticket, clock)
    if clocks and ticket.status in configured.pausing(now):
        tell(ticket, hold(ticket, clocks, now), by=by)
    remember_due(ticket)


def meet(ticket, *goals, now, by) -> None:
    """Stop the running clocks of these goals: the promise is kept or was missed."""
    tell(ticket, engine.act(open_of(ticket, *goals), "stop", at=now, cause="met"), by=by)
    remember_due(ticket)


def expect_reply(ticket, now, *, by, cause="asked", spent=0.0) -> list[TicketClock]:
    """Somebody on the requester's side waits for an answer. The oldest question counts: while an answer is owed
    already, the next one changes nothing. `spent` is what was waited elsewhere. Answers the clock that this starts."""
    target = promised(ticket, now).get(Goal.NEXT_REPLY)
    started = [clock_of(ticket, target, spent=spent)] if target is not None and not open_of(ticket, *ANSWERED) else []
    begin(ticket, started, now, cause=cause, by=by)
    return started


def withdraw(ticket, pks, now, *, by) -> None:
    """Clocks that something started and that its undo ends again."""
    open_ones = [clock for clock in open_clocks(ticket) if clock.pk in pks] if pks else []
    tell(ticket, engine.act(open_ones, "cancel", at=now, cause="undone"), by=by)
    remember_due(ticket)


def promise_update(ticket, now, *, by, promise=None) -> None:
    """A public update was sent: its clock is met, and the next one starts by the cadence, due at the promise if that
    is sooner (SLA-05)."""
    target = promised(ticket, now).get(Goal.NEXT_UPDATE)
    last = open_of(ticket, Goal.NEXT_UPDATE)
    tell(ticket, engine.act(last, "stop", at=now, cause="updated"), by=by)
    clocks = [clock_of(ticket, target, promised_at=promise)] if target is not None else []
    begin(ticket, clocks, now, cause="updated", by=by)


def promise_only(ticket, promise, now, *, by) -> None:
    """A word that is no update names the instant of the next one: the clock that runs is due by then, and where none
    runs one starts."""
    running = open_of(ticket, Goal.NEXT_UPDATE)
    tell(ticket, engine.promise(running, at=now, cause="promised", named=promise), by=by)
    if not running:
        promise_update(ticket, now, by=by, promise=promise)
    remember_due(ticket)


def follow(ticket, now, *, by) -> None:
    """Let the clocks do what the ticket's state demands: run, be held, or stop (SLA-03, D3)."""
    clocks = open_clocks(ticket)
    category = ticket.state_category
    if ticket.status == Status.CANCELLED:
        rungs = engine.act(clocks, "cancel", at=now, cause="merged" if ticket.merged_into_id else ticket.status)
    elif category in (Category.RESOLVED, Category.CLOSED):
        rungs = engine.act(clocks, "stop", at=now, cause=ticket.status)
    elif ticket.status in configured.pausing(now):
        rungs = hold(ticket, clocks, now)
    else:
        rungs = engine.act(clocks, "run", at=now, cause=ticket.status)
    tell(ticket, rungs, by=by)
    remember_due(ticket)


def hold(ticket, clocks, now):
    """Each interval keeps its declared reason, whom it waits for, and until when that was expected (SLA-03)."""
    waits = {"status": ticket.status, "party": ticket.waiting_for, "until": spoken(ticket.waiting_until)}
    return engine.act(clocks, "hold", at=now, cause=ticket.waiting_reason, data=waits)


def resume(ticket, now, *, by) -> None:
    """After a reopen a new resolution clock goes on from the time already spent, or starts afresh, as the policy says
    (SLA-16). Whoever owns it, a new span of its team begins."""
    targets = targets_for(ticket, now)
    clocks = [clock_of(ticket, targets[goal]) for goal in (Goal.RESOLUTION, Goal.OWNERSHIP) if goal in targets]
    last = ticket.clocks.filter(goal=Goal.RESOLUTION, cancelled=False).order_by("-id").first()
    for clock in clocks:
        resumes = Policy.objects.version(clock.policy_id).reopen == Reopen.RESUME
        if clock.goal == Goal.RESOLUTION and last and resumes:
            clock.spent = last.spent
    begin(ticket, clocks, now, cause="reopened", by=by)


def go_on(ticket, ended, now, *, by) -> None:
    """After an undo the promises that it had ended go on from the time already spent; what has rung does not ring
    again. Then all of them do what the ticket's state demands."""
    targets = targets_for(ticket, now)
    running = {clock.goal for clock in open_clocks(ticket)}
    wanted = [last for last in ended if last.goal in targets and last.goal not in running]
    clocks = [carried(ticket, last, targets) for last in wanted]
    tell(ticket, engine.start(clocks, at=now, cause="undone"), by=by)
    for clock, last in zip(clocks, wanted, strict=True):
        remember_open(ticket, clock)
        tell(ticket, granted_again(clock, last, now), by=by)
    follow(ticket, now, by=by)


def granted_again(clock, last, now):
    """What people had granted to the promise that goes on, as far as it has not ended."""
    rungs = []
    if last.override and last.override.until > now:
        rungs += engine.override([clock], at=now, cause="undone", **last.override._asdict())
    if last.excepted_until and last.excepted_until > now:
        rungs += engine.except_until([clock], at=now, cause="undone", until=last.excepted_until)
    return rungs


def carried(ticket, last, targets) -> TicketClock:
    clock = clock_of(ticket, targets[last.goal], promised_at=last.promised_at)
    clock.spent, clock.level, clock.breached_at, clock.team_id = last.spent, last.level, last.breached_at, last.team_id
    return clock


def retarget(ticket, now, *, by) -> None:
    """Priority, type, tier or queue changed: running promises count anew from their own start with
    every pause kept, and both due times stand in the log (SLA-11). A team that gave the ticket away has kept or missed
    its own promise, and that of the next begins: a burnt clock is not handed over."""
    left = [clock for clock in open_of(ticket, Goal.OWNERSHIP) if clock.team_id != ticket.queue.team_id]
    tell(ticket, engine.act(left, "stop", at=now, cause="transferred"), by=by)
    targets = targets_for(ticket, now)
    clocks = open_clocks(ticket)
    before = {clock.goal: clock.due_at for clock in clocks}
    tell(ticket, engine.retarget(clocks, at=now, cause="retargeted", targets=targets), by=by)
    moved = [clock for clock in clocks if clock.due_at != before[clock.goal]]
    record_all([retargeted(ticket, clock, before[clock.goal], now) for clock in moved], by=by)
    own = targets.get(Goal.OWNERSHIP)
    if own and ticket.is_live and "queue" in ticket._put and not open_of(ticket, Goal.OWNERSHIP):
        begin(ticket, [clock_of(ticket, own)], now, cause="transferred", by=by)
    remember_due(ticket)


def override(ticket, clock, now, *, by, due, until) -> None:
    tell(ticket, engine.override([clock], at=now, cause="override", due=due, until=until), by=by)
    remember_due(ticket)


def revoke(ticket, clock, now, *, by) -> None:
    tell(ticket, engine.revoke([clock], at=now, cause="revoked"), by=by)
    remember_due(ticket)


def except_until(ticket, clock, now, *, by, until) -> None:
    cause = "exception" if until else "exception ended"
    tell(ticket, engine.except_until([clock], at=now, cause=cause, until=until), by=by)


def retargeted(ticket, clock, was, now) -> Occurrence:
    data = {"clock": clock.pk, "goal": clock.goal, "was": spoken(was), "due": spoken(clock.due_at)}
    return occurrence(ticket.pk, ticket.organisation_id, Kind.SLA_RETARGETED, now, data)


def tell(ticket, rungs, *, by) -> None:
    """Record what the engine says has happened, each at its own instant: what rang was rung by time, whoever came
    after it; what was met is credited to whoever did it."""
    for late in (True, False):
        said = [rung for rung in rungs if (rung.what in BY_TIME) == late]
        who = system("clock") if late and by.via != "import" else by
        record_all([told(rung, ticket.pk, ticket.organisation_id) for rung in said], by=who)


def told(rung, ticket_id, organisation_id) -> Occurrence:
    """The event of one rung, for single acts and for the sweep."""
    data = {"clock": rung.clock.pk, "goal": rung.clock.goal, "share": rung.share, "due": spoken(rung.due_at)}
    data["policy"] = rung.policy_id
    if rung.what not in BY_TIME:
        data["spent"] = int(rung.clock.spent)
    return occurrence(ticket_id, organisation_id, TELLS[rung.what], rung.at, data)


def spoken(instant) -> str | None:
    return instant and instant.isoformat()


def occurrence(ticket_id, organisation_id, kind, at, data) -> Occurrence:
    return Occurrence(kind, "ticket", ticket_id, organisation_id, at, data)
