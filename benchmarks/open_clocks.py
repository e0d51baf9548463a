"""A million open clocks, made in sets beside a template's own; and what is done to a thousand of them.

Each open clock is a copy of one that an action has started; its ticket is a copy of that one's, without words. All run,
and all stand before their breach, one due after the other. The first few thousand have a history of six moments.
"""

import statistics
import time

from django.db import connection, transaction

from supportdesk.accounts.actor import system
from tickets.desk.actions.ring_due import ring_due
from tickets.desk.models import TicketClock
from tickets.sla import engine, ledger
from tickets.sla.models import Policy, Target

FIRST = 100_000_000  # the numbers of the copies begin here
HISTORIES = 5_000
CHUNK = 1_000
MOMENTS = ("run", 0), ("hold", 60), ("run", 120), ("hold", 180), ("run", 240), ("warned", 300)


def copied(table, changed):
    """INSERT … SELECT of copies of one row of a table; `changed`: column -> what stands there instead."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT column_name FROM information_schema.columns WHERE table_name = %s", [table])
        columns = [name for (name,) in cursor.fetchall()]
    values = ", ".join(changed.get(name, f"one.{name}") for name in columns)
    return (
        f"INSERT INTO {table} ({', '.join(columns)}) SELECT {values} "
        f"FROM generate_series(1, %s) AS n CROSS JOIN (SELECT * FROM {table} WHERE id = %s) AS one"
    )


@transaction.atomic
def fill(number):
    """So many open clocks in all, each on a ticket of its own goal by goal: four to a ticket."""
    number = int(number)
    goals = ["acknowledge", "first_response", "next_update", "resolution"]
    clock = TicketClock.objects.filter(stopped_at=None, since__isnull=False, goal="resolution").first()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE desk_ticketclock SET alarm_at = NULL WHERE alarm_at IS NOT NULL")
        ticket = {"id": f"{FIRST} + n", "source_key": "NULL"}
        cursor.execute(copied("desk_ticket", ticket), [number // 4, clock.ticket_id])
        due = "now() + n * interval '10 ms'"
        begun = "now() - interval '3 hours'"
        row = {
            "id": f"{FIRST} + n",
            "ticket_id": f"{FIRST} + 1 + (n - 1) / 4",
            "goal": f"(ARRAY{goals}::varchar[])[1 + (n - 1) %% 4]",
            "since": "now() - interval '3 hours' + interval '240 s'",
            "started_at": begun,
            "due_at": due,
            "alarm_at": due,
            "level": "90",
            "breached_at": "NULL",
            "spent": "120",
            "pauses": "true",
        }
        cursor.execute(copied("desk_ticketclock", row), [number, clock.pk])
        histories(cursor, clock)
    return number


def histories(cursor, clock):
    terms = f"""'{{"target": {clock.target_seconds}, "calendar": {clock.calendar_id}}}'::jsonb"""
    for what, after in MOMENTS:
        share, data = ("50", "'{}'::jsonb") if what == "warned" else ("NULL", terms if after == 0 else "'{}'::jsonb")
        cursor.execute(
            "INSERT INTO desk_ticketmoment (clock_id, what, at, cause, policy_id, share, data) "
            f"SELECT {FIRST} + n, %s, now() - interval '3 hours' + %s * interval '1 s', '', %s, {share}, {data} "
            "FROM generate_series(1, %s) AS n",
            [what, after, clock.policy_id, HISTORIES],
        )


def tidy():
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (FREEZE, ANALYZE) desk_ticket, desk_ticketclock, desk_ticketmoment")
        cursor.execute("CHECKPOINT")
    return TicketClock.objects.filter(alarm_at__isnull=False).count()


REARM = (
    "UPDATE desk_ticketclock SET level = 90, breached_at = NULL, alarm_at = due_at WHERE id > %s AND alarm_at IS NULL"
)


def ring_rounds(rounds):
    """Several times the next thousand become due and are rung as the clock does it, committed; milliseconds each. What
    rang in an earlier run stands before its breach again."""
    by, found = system("clock"), []
    with connection.cursor() as cursor:
        cursor.execute(REARM, [FIRST])
        cursor.execute("VACUUM (ANALYZE) desk_ticketclock")
    due = TicketClock.objects.filter(alarm_at__isnull=False).order_by("alarm_at")
    for _ in range(int(rounds)):
        instant = due.values_list("alarm_at", flat=True)[CHUNK - 1]
        began, spent = time.perf_counter(), time.process_time()
        assert ring_due(by=by, now=instant) == CHUNK
        found.append((1000 * (time.perf_counter() - began), 1000 * (time.process_time() - spent)))
    return {"ms": [round(wall, 1) for wall, _ in found], "cpu": [round(cpu, 1) for _, cpu in found]}


def replay_and_retarget():
    """Thousands of clocks with a history each: replayed from their ledgers, then promised anew."""
    with connection.cursor() as cursor:
        cursor.execute(REARM, [FIRST])
    rows = list(TicketClock.objects.filter(pk__gt=FIRST, pk__lte=FIRST + HISTORIES).order_by("pk"))
    began, spent = time.perf_counter(), time.process_time()
    for begin in range(0, len(rows), CHUNK):
        past = ledger.histories(rows[begin : begin + CHUNK])
        for row in rows[begin : begin + CHUNK]:
            assert ledger.replay(past[row.pk]).target == row.target_seconds
    replayed = len(rows) / (time.perf_counter() - began), len(rows) / (time.process_time() - spent)
    promised = {target.goal: target for target in longer(rows[0]).targets.all()}
    began, spent = time.perf_counter(), time.process_time()
    for begin in range(0, len(rows), CHUNK):
        with transaction.atomic():
            engine.retarget(rows[begin : begin + CHUNK], at=rows[0].due_at, cause="retargeted", targets=promised)
    moved = len(rows) / (time.perf_counter() - began), len(rows) / (time.process_time() - spent)
    return {"replay": replayed, "retarget": moved, "clocks": len(rows)}


def longer(clock):
    """Another promise for all four goals, longer than every instant in the benchmark."""
    policy = Policy.objects.create(
        key="bench-longer", name="Longer", channel="walk_up", effective_from=clock.started_at
    )
    for goal in ("acknowledge", "first_response", "next_update", "resolution"):
        Target.objects.create(policy=policy, goal=goal, seconds=30 * 86_400, calendar_id=clock.calendar_id)
    return policy


def wait_for(seconds):
    """So many clocks, one of them due in each quarter of a second from two seconds on; how they are told is another
    process's work."""
    number = 4 * int(seconds)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE desk_ticketclock SET alarm_at = NULL WHERE alarm_at IS NOT NULL")
        cursor.execute(
            "UPDATE desk_ticketclock SET level = 90, breached_at = NULL, due_at = at, alarm_at = at "
            "FROM (SELECT id AS chosen, now() + interval '2 s' + row_number() OVER (ORDER BY id) * interval '250 ms' "
            "AS at FROM desk_ticketclock WHERE stopped_at IS NULL AND since IS NOT NULL "
            "AND ticket_id IN (SELECT id FROM desk_ticket WHERE owner_id IS NOT NULL) LIMIT %s) AS them "
            "WHERE id = chosen",
            [number],
        )
        number = cursor.rowcount
        cursor.execute("SELECT clock_timestamp()::text")
        return {"number": number, "since": cursor.fetchone()[0]}


LATENESS = """
SELECT extract(epoch FROM event.recorded_at - event.at), count(notice.id),
       extract(epoch FROM min(notice.created_at) - event.at)
FROM events_event AS event LEFT JOIN outbound_notification AS notice ON notice.event_id = event.id
WHERE event.kind = 'sla.breached' AND event.recorded_at > %s GROUP BY event.id
"""
AGAIN = """
SELECT count(*) FROM (
    SELECT 1 FROM events_event WHERE kind = 'sla.breached' AND recorded_at > %s
    GROUP BY data->>'clock' HAVING count(*) > 1
) AS again
"""


def lateness(since):
    """Of each breach since then: how late it was rung, and how late somebody heard of it."""
    with connection.cursor() as cursor:
        cursor.execute(LATENESS, [since])
        rows = cursor.fetchall()
    told = sorted(float(late) for _, _, late in rows if late is not None)
    rung = sorted(float(late) for late, _, _ in rows)
    with connection.cursor() as cursor:
        cursor.execute(AGAIN, [since])
        (again,) = cursor.fetchone()
    return {
        "breaches": len(rows),
        "told": len(told),
        "twice": again,
        "earliest": min(rung, default=None),
        "median": statistics.median(told) if told else None,
        "p99": told[int(len(told) * 0.99)] if told else None,
        "most": told[-1] if told else None,
    }
