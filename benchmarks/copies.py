"""Many tickets from few, in sets: each copy has its own ids, its own instants and its own words.

Closed ones are moved by whole weeks, so that working time stays what it was; three quarters of the open ones by a few
seconds, so that their clocks still run. Then the real sweep rings what has become due. Triggers and indexes wait until
the rows stand: the first copies have passed them all.
"""

import random

from . import words

PHRASES = 4000
WEEKS = 104
# What names another row in the log's data, and the table whose ids it moves with
NAMED = {"message": "desk_message", "clock": "desk_ticketclock", "resolution": "desk_resolution"}
TABLES = {
    "desk_ticket": {"id": "desk_ticket"},
    "desk_message": {"id": "desk_message", "ticket_id": "desk_ticket"},
    "desk_text": {"id": "desk_text", "ticket_id": "desk_ticket"},
    "desk_resolution": {"id": "desk_resolution", "ticket_id": "desk_ticket"},
    "desk_ticketclock": {"id": "desk_ticketclock", "ticket_id": "desk_ticket"},
    "desk_ticketmoment": {"id": "desk_ticketmoment", "clock_id": "desk_ticketclock"},
    "events_event": {"id": "events_event", "subject_id": "desk_ticket"},
    "events_payload": {"event_id": "events_event"},
}
LEAN = ("desk_ticket", "desk_ticketclock")
# From a row to the ticket it belongs to, which says how far its instants move
TICKET_OF = {
    "desk_ticket": "row.id",
    "desk_ticketmoment": "(SELECT ticket_id FROM desk_ticketclock clock WHERE clock.id = row.clock_id)",
    "events_event": "row.subject_id",
    "events_payload": "NULL::bigint",
}
LEFT_OUT = {"events_event": "row.subject = 'ticket'", "events_payload": "row.event_id IN (SELECT id FROM moved_event)"}


def multiply(connection, size, prototypes, tables=TABLES, seed=7):
    """From the prototypes that stand in the database to `size` tickets, as far as these tables hold them."""
    number = size // prototypes
    with connection.transaction():
        connection.execute("SET LOCAL session_replication_role = replica")
        connection.execute("SET LOCAL work_mem = '256MB'")
        prepare(connection, number, seed)
        indexes = take_indexes(connection)
        for table in tables:
            connection.execute(insertion(connection, table, TABLES[table]))
        for definition in indexes:
            connection.execute(definition)
        if "desk_text" in tables:
            plant(connection, size)
    reset_sequences(connection)
    connection.execute("VACUUM (FREEZE, ANALYZE)")


def prepare(connection, number, seed):
    """Temporary tables: the copies with the ids they add, and a phrase for each text."""
    draw = random.Random(seed)
    connection.execute("CREATE TEMP TABLE phrase (id int PRIMARY KEY, words text, document tsvector) ON COMMIT DROP")
    with connection.cursor().copy("COPY phrase (id, words) FROM STDIN") as rows:
        for each in range(PHRASES):
            rows.write_row((each, words.phrase(draw)))
    connection.execute("UPDATE phrase SET document = setweight(to_tsvector('english', words), 'C')")
    steps = ", ".join(
        f"(SELECT coalesce(max(id), 0) FROM {table}) AS {table}" for table in TABLES if table != "events_payload"
    )
    connection.execute(f"CREATE TEMP TABLE step ON COMMIT DROP AS SELECT {steps}")
    connection.execute(f"CREATE TEMP TABLE copy ON COMMIT DROP AS SELECT n FROM generate_series(1, {number - 1}) AS n")
    connection.execute(
        "CREATE TEMP TABLE moved_event ON COMMIT DROP AS SELECT id FROM events_event WHERE subject = 'ticket'"
    )
    connection.execute(
        "CREATE TEMP TABLE open_ticket ON COMMIT DROP AS SELECT id FROM desk_ticket WHERE status <> 'closed'"
    )
    connection.execute("ANALYZE phrase, step, copy, moved_event, open_ticket")


def insertion(connection, table, moved):
    """INSERT … SELECT of every copy of every row."""
    columns = connection.execute(
        "SELECT column_name, data_type FROM information_schema.columns "
        "WHERE table_name = %s AND table_schema = 'public'",
        [table],
    ).fetchall()
    texts = table in ("desk_message", "desk_text")
    values = [value(table, name, kind, moved) for name, kind in columns]
    joined = f"JOIN phrase ON phrase.id = abs(hashint8(row.id + n * step.{table})) % {PHRASES}" if texts else ""
    ticket = TICKET_OF.get(table, "row.ticket_id")
    return f"""
        INSERT INTO {table} ({", ".join(name for name, _ in columns)})
        SELECT {", ".join(values)}
        FROM copy CROSS JOIN step CROSS JOIN {table} AS row
        CROSS JOIN LATERAL (SELECT {back(ticket)} AS back) AS shift
        {joined}
        WHERE {LEFT_OUT.get(table, "true")}
        ORDER BY n, row.{next(iter(moved))}
    """


def back(ticket):
    """How far a copy lies before its original."""
    seconds = "n % 4 <> 0 AND EXISTS (SELECT FROM open_ticket WHERE open_ticket.id = " + ticket + ")"
    return f"CASE WHEN {seconds} THEN n * interval '0.1 s' ELSE (n % {WEEKS}) * interval '7 days' END"


def value(table, name, kind, moved):
    if name in moved:
        return f"row.{name} + n * step.{moved[name]}"
    if kind == "timestamp with time zone":
        return f"row.{name} - back"
    special = {
        ("desk_ticket", "rank"): "round((rank - 1.02 * extract(epoch FROM back) / 3600)::numeric, 4)::float",
        ("desk_ticket", "title"): "left(title || ' (' || n || ')', 250)",
        ("desk_message", "body"): "body || ' ' || phrase.words",
        ("desk_text", "document"): "row.document || phrase.document",
        ("events_event", "data"): renumbered(),
    }
    return special.get((table, name), f"row.{name}")


def renumbered():
    """The log's data with the ids of the copies."""
    one = "CASE WHEN data ? '{0}' THEN jsonb_build_object('{0}', (data->>'{0}')::bigint + n * step.{1}) ELSE '{{}}' END"
    parts = [one.format(key, table) for key, table in NAMED.items()]
    return " || ".join(["data", *parts])


def take_indexes(connection):
    """Drop the plain indexes of these tables; answers how to make them again."""
    found = connection.execute(
        "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename = ANY(%s) AND NOT EXISTS "
        "(SELECT FROM pg_constraint WHERE conname = indexname) AND indexdef NOT LIKE 'CREATE UNIQUE%%'",
        [list(TABLES)],
    ).fetchall()
    for name, _ in found:
        connection.execute(f'DROP INDEX "{name}"')
    return [definition for _, definition in found]


def plant(connection, size):
    """The rare word, in a message of so many tickets."""
    wanted = max(10, size // 5000)
    where = f"id IN (SELECT 1 + ({size} / {wanted}) * n FROM generate_series(0, {wanted - 1}) AS n)"
    connection.execute(f"UPDATE desk_message SET body = body || ' The log names {words.RARE}.' WHERE {where}")
    more = f"setweight(to_tsvector('english', 'The log names {words.RARE}.'), 'C')"
    connection.execute(f"UPDATE desk_text SET document = document || {more} WHERE {where}")


def reset_sequences(connection):
    for table in TABLES:
        if table != "events_payload":
            connection.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")
