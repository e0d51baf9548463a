from django.db import transaction
from django.db.models.functions import Coalesce

from supportdesk import clock
from supportdesk.errors import WrongState
from supportdesk.events.record import record
from tickets.desk.models import Ticket, TicketClock
from tickets.desk.models.ticket import DEFAULT_PRIORITY
from tickets.desk.operations.acting import Acting
from tickets.sla.choose import choose
from tickets.sla.models import Policy
from tickets.sla.queries import policies_in_force

from .. import policy as rules
from ..judging import judge
from ..kinds import Kind
from ..models import RetargetBatch, RetargetRun, RunState

TOGETHER = 250  # tickets that are locked at a time
ASKED = {
    "type": "type__key",
    "priority": "judged",
    "tier": "tier",
    "channel": "channel",
    "queue": "queue__key",
    "organisation_id": "organisation_id",
}


@transaction.atomic
def carry_on(run, *, by):
    """Judge the next few tickets of a run; answers how many. One worker at a time, and what a killed one had begun is
    as if it had never been. Tickets that somebody else holds at this moment come later: nobody waits for a batch."""
    now = clock.now()
    free = RetargetRun.objects.under_way(now).select_for_update(no_key=True, skip_locked=True, of=("self",))
    run = free.select_related("asked_by").filter(pk=run.pk).first()
    if run is None:
        return 0
    if run.state == RunState.QUEUED:
        enlist(run, now)
    batch = run.batches.filter(done=False).order_by("id").first()
    if batch is None:
        end(run, now, by=by)
        return 0
    dealt_with = deal_with(run, batch, now)
    run.done += dealt_with
    run.save(update_fields=["state", "total", "done", "clocks"])
    return dealt_with


def enlist(run, now):
    """Name the tickets, once: those that still have an earlier version, and those that a new one fits."""
    numbers = concerned(run, now)
    parts = (numbers[start : start + TOGETHER] for start in range(0, len(numbers), TOGETHER))
    RetargetBatch.objects.bulk_create([RetargetBatch(run=run, tickets=part) for part in parts], 500)
    run.state, run.total = RunState.RUNNING, len(numbers)


def concerned(run, now) -> list[int]:
    pinned = set(TicketClock.objects.filter(stopped_at=None, policy__in=left(run)).values_list("ticket", flat=True))
    choice, made = policies_in_force(now), set(run.policies)
    judged = Coalesce("priority", "priority_suggested", DEFAULT_PRIORITY)
    rows = Ticket.objects.live().annotate(judged=judged).order_by("pk").values_list("pk", *ASKED.values())
    found = []
    for number, *facts in rows.iterator(2000):
        policy = None if number in pinned else choose(choice, dict(zip(ASKED, facts, strict=True)))
        if number in pinned or (policy is not None and policy.pk in made):
            found.append(number)
    return found


def left(run) -> set[int]:
    """The versions that are left behind."""
    earlier = Policy.objects.filter(key__in=run.keys).exclude(pk__in=run.policies)
    return set(earlier.values_list("pk", flat=True))


def deal_with(run, batch, now) -> int:
    """Judge the tickets of a batch that are free; those that are not make a batch of their own for later."""
    rows = Ticket.objects.filter(pk__in=batch.tickets).order_by("pk").select_related("type", "queue")
    free = list(rows.select_for_update(no_key=True, skip_locked=True, of=("self",)))
    busy = sorted(set(batch.tickets) - {ticket.pk for ticket in free})
    if busy:
        RetargetBatch.objects.create(run=run, tickets=busy)
    live = [ticket for ticket in free if ticket.is_live]
    who = Acting(run.asked_by, run.via, run.key)
    choice, made = policies_in_force(now), set(run.policies)
    run.clocks += judge(live, policies=choice, made=made, left=left(run), now=now, by=who)
    batch.done = True
    batch.save(update_fields=["done"])
    return len(free)


def end(run, now, *, by):
    run.state, run.ended_at = RunState.DONE, now
    run.save(update_fields=["state", "total", "ended_at"])
    record(Kind.RUN_ENDED, run, by=by, at=now, done=run.done, clocks=run.clocks)


@transaction.atomic
def stop_run(run, *, by):
    """Leave the rest as it is. What was judged stays judged: a promise is never taken back in silence."""
    run.lock()
    rules.require(by, "stop_run", run)
    if not run.is_under_way:
        raise WrongState("It is over already.")
    now = clock.now()
    run.state, run.ended_at = RunState.STOPPED, now
    run.save(update_fields=["state", "ended_at"])
    record(Kind.RUN_STOPPED, run, by=by, at=now, done=run.done, total=run.total)
    return run
