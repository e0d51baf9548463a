"""A longer history for the figures: what is over, once more for each week further back."""

# Table -> its number, and the columns that name a ticket or an event
TABLES = {
    "desk_ticket": ("id", {}),
    "events_event": ("id", {"subject_id": "desk_ticket"}),
    "facts_fact": ("id", {"subject_id": "desk_ticket", "event_id": "events_event"}),
    "facts_stay": ("id", {"ticket_id": "desk_ticket", "event_id": "events_event"}),
}
OVER = {
    "desk_ticket": "row.status = 'closed'",
    "events_event": "row.subject = 'ticket' AND row.subject_id IN (SELECT id FROM first_ticket)",
    "facts_fact": "row.subject = 'ticket' AND row.subject_id IN (SELECT id FROM first_ticket)",
    "facts_stay": "row.ticket_id IN (SELECT id FROM first_ticket)",
}


def grow(connection, done, weeks):
    """From so many weeks of history to so many; answers how many tickets there are then. What is open is not copied:
    there is one present."""
    with connection.transaction():
        connection.execute("SET LOCAL session_replication_role = replica")
        if not done:
            keep_first(connection)
        for table, (number, named) in TABLES.items():
            connection.execute(insertion(connection, table, number, named), {"since": done + 1, "until": weeks - 1})
    for table in TABLES:
        connection.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")
    connection.execute("VACUUM (FREEZE, ANALYZE)")
    return connection.execute("SELECT count(*) FROM desk_ticket").fetchone()[0]


def keep_first(connection):
    """What the prototypes were, and how far each copy's numbers are moved."""
    connection.execute("CREATE TABLE first_ticket AS SELECT id FROM desk_ticket WHERE status = 'closed'")
    steps = ", ".join(f"(SELECT max(id) FROM {table}) AS {table}" for table in TABLES)
    connection.execute(f"CREATE TABLE first_step AS SELECT {steps}")
    connection.execute("ANALYZE first_ticket, first_step")


def insertion(connection, table, number, named):
    columns = connection.execute(
        "SELECT column_name, data_type FROM information_schema.columns "
        "WHERE table_name = %s AND table_schema = 'public' AND is_generated = 'NEVER'",
        [table],
    ).fetchall()
    moved = {number: table} | named
    values = [value(name, kind, moved) for name, kind in columns]
    return f"""
        INSERT INTO {table} ({", ".join(name for name, _ in columns)})
        SELECT {", ".join(values)}
        FROM generate_series(%(since)s::int, %(until)s::int) AS n CROSS JOIN first_step AS step
        CROSS JOIN {table} AS row
        WHERE row.{number} <= step.{table} AND {OVER[table]}
        ORDER BY n DESC, row.{number}
    """


def value(name, kind, moved):
    if name in moved:
        return f"row.{name} + n * step.{moved[name]}"
    return f"row.{name} - n * interval '7 days'" if kind == "timestamp with time zone" else f"row.{name}"
