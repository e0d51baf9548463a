"""For a migration: the words of a revision stand. Only what became of it is added later."""

STANDS = """
CREATE FUNCTION articles_revision_stands() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
    IF (to_jsonb(NEW) - 'outcome' - 'settled_at') IS DISTINCT FROM (to_jsonb(OLD) - 'outcome' - 'settled_at') THEN
        RAISE EXCEPTION 'the words of a revision are never changed' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER stands BEFORE UPDATE ON articles_revision FOR EACH ROW EXECUTE FUNCTION articles_revision_stands();
"""
GONE = "DROP TRIGGER stands ON articles_revision; DROP FUNCTION articles_revision_stands;"
