"""The guards. They hold for the owner of the tables too.

One exception is made here and nowhere at run time: a test runner empties its database between tests, so in a database
named `test_…` the guard against TRUNCATE is switched off when it is made. Changes and deletions are refused there too.
"""

from django.db import migrations

REFUSE = """
CREATE FUNCTION events_append_only() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END $$
"""

BLANK = """
CREATE FUNCTION events_payload_blanking() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
    IF NEW.body IS NULL AND NEW.event_id = OLD.event_id AND NEW.sha256 = OLD.sha256 THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'events_payload may only be blanked' USING ERRCODE = 'insufficient_privilege';
END $$
"""

FLUSHABLE = """
DO $$ BEGIN
    IF starts_with(current_database(), 'test_') THEN
        ALTER TABLE events_event DISABLE TRIGGER keep_all;
        ALTER TABLE events_seal DISABLE TRIGGER keep_all;
        ALTER TABLE events_payload DISABLE TRIGGER keep_all;
    END IF;
END $$
"""


def trigger(name, when, table, *, each="STATEMENT", function="events_append_only"):
    return migrations.RunSQL(
        f"CREATE TRIGGER {name} BEFORE {when} ON {table} FOR EACH {each} EXECUTE FUNCTION {function}()",
        f"DROP TRIGGER {name} ON {table}",
    )


class Migration(migrations.Migration):
    dependencies = [("events", "0001_initial")]

    operations = [
        migrations.RunSQL(REFUSE, "DROP FUNCTION events_append_only"),
        migrations.RunSQL(BLANK, "DROP FUNCTION events_payload_blanking"),
        trigger("keep", "UPDATE OR DELETE", "events_event"),
        trigger("keep", "UPDATE OR DELETE", "events_seal"),
        trigger("keep", "DELETE", "events_payload"),
        trigger("blank", "UPDATE", "events_payload", each="ROW", function="events_payload_blanking"),
        trigger("keep_all", "TRUNCATE", "events_event"),
        trigger("keep_all", "TRUNCATE", "events_seal"),
        trigger("keep_all", "TRUNCATE", "events_payload"),
        migrations.RunSQL(FLUSHABLE, migrations.RunSQL.noop),
    ]
