"""For migrations: a table that only grows. The function is made by `sla` 0001, on which such a migration depends."""

from django.db import migrations

FUNCTION = """
CREATE FUNCTION sla_append_only() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END $$
"""


def append_only(table: str) -> migrations.RunSQL:
    """Let the database refuse every UPDATE and DELETE of a row of this table."""
    return migrations.RunSQL(
        f"CREATE TRIGGER keep BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION sla_append_only()",
        f"DROP TRIGGER keep ON {table}",
    )
