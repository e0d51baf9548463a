from zoneinfo import ZoneInfo

from django.db import connection, transaction

from supportdesk import clock
from supportdesk.catalogue.models import Queue
from supportdesk.events.record import record
from tickets.sla.course import Fate
from tickets.sla.whatif import relive

from ..drafts import drafted, stay_behind
from ..kinds import Kind
from ..models import Difference, State, WhatIf
from ..reading import pasts
from ..worlds import World

TOGETHER = 500  # tickets

# Every ticket with a clock that ran in the span. Each half reads an index: those not stopped, and those stopped since.
ENLIST = """
WITH concerned AS (
    SELECT ticket_id FROM desk_ticketclock WHERE stopped_at IS NULL AND started_at < %(until)s
    UNION
    SELECT ticket_id FROM desk_ticketclock WHERE stopped_at >= %(since)s AND started_at < %(until)s
), numbered AS (
    SELECT ticket_id, (row_number() OVER (ORDER BY ticket_id) - 1) / %(together)s AS batch FROM concerned
), made AS (
    INSERT INTO promises_batch (what_if_id, tickets, done)
    SELECT %(what_if)s, array_agg(ticket_id ORDER BY ticket_id), false FROM numbered GROUP BY batch ORDER BY batch
    RETURNING cardinality(tickets) AS tickets
)
SELECT coalesce(sum(tickets), 0) FROM made
"""


@transaction.atomic
def answer_some(what_if, *, by):
    """Look at the next tickets of a what-if; answers how many. What a killed worker had begun is as if it had never
    been, so each ticket is looked at exactly once. One worker at a time: whoever comes second has nothing to do."""
    taken = WhatIf.objects.under_way().select_for_update(no_key=True, skip_locked=True, of=("self",))
    what_if = taken.filter(pk=what_if.pk).first()
    if what_if is None:
        return 0
    if what_if.state == State.QUEUED:
        enlist(what_if)
    batch = what_if.batches.filter(done=False).order_by("id").first()
    if batch:
        look_at(what_if, batch)
    if not what_if.batches.filter(done=False).exists():
        end(what_if, by)
    what_if.save()
    return len(batch.tickets) if batch else 0


def enlist(what_if):
    given = {"what_if": what_if.pk, "since": what_if.since, "until": what_if.until, "together": TOGETHER}
    with connection.cursor() as cursor:
        cursor.execute(ENLIST, given)
        (what_if.total,) = cursor.fetchone()
    what_if.state = State.RUNNING


def look_at(what_if, batch):
    draft = drafted(what_if.draft, what_if.created_at)
    world = World(draft, what_if.since, what_if.until, stay_behind(what_if.draft))
    question, queues = world.question(also_open=what_if.also_open), dict(Queue.objects.values_list("key", "pk"))
    found: list[Difference] = []
    for past in pasts(batch.tickets, what_if.until):
        fates = relive([kept.life for kept in past.clocks], past.facts, question)
        what_if.clocks += len(past.clocks)
        for kept in past.clocks:
            was = kept.life.breached_at
            fate = fates.get(kept.life.number, Fate(was, kept.due_at))
            before, after = (at is not None and what_if.since <= at for at in (was, fate.breached_at))
            what_if.kept += before and after
            if before != after:
                found.append(difference(what_if, past, kept, fate, queues, gained=after))
    Difference.objects.bulk_create(found)
    what_if.gained += sum(one.gained for one in found)
    what_if.lost += sum(not one.gained for one in found)
    what_if.done += len(batch.tickets)
    batch.done = True
    batch.save(update_fields=["done"])


def difference(what_if, past, kept, fate, queues, *, gained):
    """One breach more or fewer, where the ticket lay when it came or would have come."""
    at = fate.breached_at if gained else kept.life.breached_at
    local = at.astimezone(ZoneInfo(what_if.zone))
    facts = next(known.facts for known in reversed(past.facts) if known.at <= at)
    return Difference(
        what_if=what_if,
        ticket_id=past.ticket,
        clock_id=kept.life.number,
        queue_id=queues[facts["queue"]],
        goal=kept.life.goal,
        gained=gained,
        at=at,
        was_due=kept.due_at,
        due=fate.due_at,
        weekday=local.weekday(),
        hour=local.hour,
    )


def end(what_if, by):
    what_if.state, what_if.ended_at = State.DONE, clock.now()
    counts = {"tickets": what_if.done, "gained": what_if.gained, "lost": what_if.lost}
    record(Kind.ANSWERED, what_if, by=by, at=what_if.ended_at, **counts)
