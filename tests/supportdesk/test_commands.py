"""The operator's commands, run as the operator runs them."""

import io
import json
import os
import subprocess
import sys
import tarfile
from io import StringIO
from urllib.parse import quote

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from supportdesk import packing
from supportdesk.accounts.models import Organisation, Person
from supportdesk.files import store
from tests.attached import LOG
from tests.conventions import ROOT
from tests.factories import OrganisationFactory


def manage(*words, **environment):
    return subprocess.run(
        [sys.executable, "manage.py", *words], cwd=ROOT, env=os.environ | environment, capture_output=True, text=True
    )


@pytest.fixture
def empty():
    """The URL of a database with nothing in it, on the server of the tests."""
    given = connection.get_connection_params()
    name = f"restored_{os.getpid()}"
    words = {key: given[key] for key in ("host", "port", "user", "password") if given.get(key)}
    with psycopg.connect(**words, dbname="postgres", autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        port = f":{words['port']}" if "port" in words else ""
        who = quote(words["user"]) + (f":{quote(words['password'])}" if "password" in words else "")
        yield f"postgresql://{who}@{quote(words['host'], safe='')}{port}/{name}"
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.mark.django_db(transaction=True)
def test_a_backup_restored_elsewhere_is_the_same_desk(tmp_path, empty, ann, acme):
    file = tmp_path / "desk.backup"
    call_command("backup", file, stdout=StringIO())
    assert file.stat().st_mode & 0o077 == 0
    done = manage("restore", str(file), DATABASE_URL=empty)
    assert done.returncode == 0, done.stderr
    with psycopg.connect(empty) as restored:
        people = restored.execute("SELECT email FROM accounts_person ORDER BY id").fetchall()
        (following,) = restored.execute("SELECT nextval('accounts_organisation_id_seq')").fetchone()
    assert people == list(Person.objects.order_by("pk").values_list("email"))
    assert following == Organisation.objects.order_by("-pk").first().pk + 1
    assert manage("migrate", "--check", DATABASE_URL=empty).returncode == 0


@pytest.mark.django_db(transaction=True)
def test_a_restore_puts_back_what_was_and_only_when_told_to_replace(tmp_path, acme):
    file = tmp_path / "desk.backup"
    call_command("backup", file, stdout=StringIO())
    later = OrganisationFactory(name="Later")
    with pytest.raises(CommandError, match="not empty"):
        call_command("restore", file)
    assert Organisation.objects.filter(pk=later.pk).exists()
    call_command("restore", file, "--replace", stdout=StringIO())
    assert list(Organisation.objects.values_list("name", flat=True)) == ["Acme"]


@pytest.mark.django_db
def test_a_backup_takes_along_what_people_attached(tmp_path, settings, uploaded, ann):
    file = tmp_path / "desk.backup"
    kept = uploaded(ann)
    call_command("backup", file, stdout=StringIO())
    settings.FILES_DIR = tmp_path / "elsewhere"
    assert packing.beside(file).stat().st_mode & 0o077 == 0
    packing.unpack(file)
    assert store.path_of(kept.key).read_bytes() == LOG


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["../evil", "/tmp/evil", "ab/../../evil", "ab/.."])
def test_an_archive_that_would_write_elsewhere_is_refused_before_anything_is_read(tmp_path, acme, name):
    file = tmp_path / "desk.backup"
    call_command("backup", file, stdout=StringIO())
    with tarfile.open(packing.beside(file), "w") as archive:
        archive.addfile(tarfile.TarInfo(name), io.BytesIO())
    with pytest.raises(CommandError, match="no backup writes"):
        call_command("restore", file, "--replace")
    assert Organisation.objects.get() == acme


def test_what_is_no_backup_is_refused_and_changes_nothing(tmp_path, acme):
    strange = tmp_path / "strange"
    strange.write_text("this is no backup")
    for file, reason in ((strange, "not empty"), (tmp_path / "missing", "no file")):
        with pytest.raises(CommandError, match=reason):
            call_command("restore", file)
    assert Organisation.objects.count() == 1


def test_a_file_that_is_no_backup_is_named_by_the_program_that_reads_it(tmp_path, empty):
    strange = tmp_path / "strange"
    strange.write_text("this is no backup")
    done = manage("restore", str(strange), DATABASE_URL=empty)
    assert done.returncode == 1
    assert "pg_restore" in done.stderr


def test_routes_say_who_may_come_and_how():
    output = StringIO()
    call_command("routes", "--json", stdout=output)
    routes = {route["path"]: route for route in json.loads(output.getvalue())}
    assert routes["/healthz"]["anonymous"]
    assert routes["/healthz"]["view"] == "supportdesk.health.healthz"
    assert not routes["/"]["anonymous"]
    assert "GET" in routes["/accounts/login/"]["methods"]
