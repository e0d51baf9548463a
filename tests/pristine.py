"""The tables as the migrations made them, kept aside before a test touches them: a stack takes a copy in a third of a
second instead of migrating for eighteen, and a process that joins the second half reads what the first one wrote down.
Each new test database makes it anew; whoever takes a copy still migrates what it lacks.
"""

import os

import psycopg
import pytest
from django.db import connection
from psycopg import sql

from supportdesk import env, postgres

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "alone")
NAME = f"pristine_{WORKER}"
COPIED = "CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY"
WRITTEN = env.RUN_DIR.parent / "pristine.dump"
FIRST = "gw0"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, request):
    """What is to be used again and is not there is read from what the first process wrote down."""
    request.config.joined = reused(request.config) and WORKER != FIRST and joined(connection.creation)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker, request):
    if request.config.joined or not reused(request.config):
        with django_db_blocker.unblock():
            keep(connection.settings_dict["NAME"])


def reused(config):
    return config.getvalue("reuse_db") and not config.getvalue("create_db")


def joined(creation):
    name = creation._get_test_db_name()
    if not WRITTEN.exists() or WORKER == "alone":
        return False
    try:
        say("CREATE DATABASE {}", name)
    except psycopg.errors.DuplicateDatabase:
        return False
    postgres.call("pg_restore", "--no-owner", "--single-transaction", f"--dbname={name}", str(WRITTEN))
    return True


def keep(made):
    connection.close()
    say("DROP DATABASE IF EXISTS {}", NAME)
    say(COPIED, NAME, made)
    if WORKER == FIRST:
        postgres.call("pg_dump", "--format=custom", f"--dbname={NAME}", f"--file={WRITTEN}")


def create(name):
    """A database of this name: a copy where there is something to copy, else an empty one."""
    try:
        say(COPIED, name, NAME)
    except psycopg.errors.InvalidCatalogName:
        say("CREATE DATABASE {}", name)


def drop(name):
    say("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def say(statement, *names):
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
        server.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
