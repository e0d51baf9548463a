"""What is unset gets something of this machine's own; what production needs, it must be given."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from supportdesk import embedded
from tests.conventions import ROOT

SHOW = "import os; from supportdesk import boot; print(os.environ['DATABASE_URL'], os.environ['REDIS_URL'])"
NOT_OURS = ("DATABASE_URL", "REDIS_URL", "SECRET_KEY", "SUPPORTDESK_ENV", "DJANGO_ALLOW_ASYNC_UNSAFE")


def start(*words, **environment):
    """Run Python in the project with nothing set but what is said here."""
    bare = {name: value for name, value in os.environ.items() if name not in NOT_OURS}
    return subprocess.Popen(
        [sys.executable, *words],
        cwd=ROOT,
        env=bare | environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def finish(process):
    output, errors = process.communicate(timeout=90)
    return process.returncode, output, errors


@pytest.fixture(scope="module")
def run_dir(tmp_path_factory):
    """A run directory that `nobody` cannot reach: the hard case for root's servers."""
    folder = tmp_path_factory.mktemp("run")
    yield folder
    embedded.stop(folder)
    shutil.rmtree(embedded.home(folder))
    shutil.rmtree(embedded.sockets(folder))


def postmaster(run_dir):
    """The process of this run directory's PostgreSQL."""
    return int((embedded.home(run_dir) / "pgdata" / "postmaster.pid").read_text().split()[0])


@pytest.fixture(scope="module")
def both(run_dir):
    """Two processes that came at the same time, with nothing set."""
    processes = [start("-c", SHOW, SUPPORTDESK_RUN_DIR=str(run_dir)) for _ in range(2)]
    return [finish(process) for process in processes]


def test_unset_addresses_become_servers_that_are_named_at_the_start(both, run_dir):
    code, output, errors = both[0]
    assert code == 0, errors
    database, broker = output.split()
    assert database.startswith("postgresql://")
    assert broker.startswith("unix://")
    assert f"embedded PostgreSQL in {run_dir}" in errors
    assert f"embedded Valkey in {run_dir}" in errors


def test_two_that_start_at_once_share_the_servers(both, run_dir):
    assert [code for code, _, _ in both] == [0, 0], both
    assert both[0][1] == both[1][1]
    before = postmaster(run_dir)
    assert embedded.postgres(run_dir, durable=False) == both[0][1].split()[0]
    assert postmaster(run_dir) == before


def test_addresses_that_are_set_are_left_alone(tmp_path):
    given = {"DATABASE_URL": "postgresql://elsewhere/desk", "REDIS_URL": "redis://elsewhere", "SECRET_KEY": "given"}
    code, output, errors = finish(start("-c", SHOW, SUPPORTDESK_RUN_DIR=str(tmp_path), **given))
    assert (code, output.split(), errors) == (0, [given["DATABASE_URL"], given["REDIS_URL"]], "")
    assert list(tmp_path.iterdir()) == []


def test_nobody_else_reaches_the_sockets_or_the_secret(both, run_dir):
    assert embedded.sockets(run_dir).stat().st_mode & 0o077 == 0
    assert (run_dir / "secret_key").stat().st_mode & 0o077 == 0


def test_stopping_ends_both_and_starting_again_finds_the_data(run_dir):
    url, broker = embedded.postgres(run_dir, durable=False), embedded.redis(run_dir)
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE kept ()")
    embedded.stop(run_dir)
    assert not embedded.answers(url)
    assert not embedded.listens(Path(broker.removeprefix("unix://")))
    with psycopg.connect(embedded.postgres(run_dir, durable=False)) as connection:
        assert connection.execute("SELECT count(*) FROM kept").fetchone() == (0,)


def test_a_frozen_broker_is_left_where_it_is(run_dir):
    url = embedded.redis(run_dir)
    held = embedded.home(run_dir) / "valkey.pid"
    process = int(held.read_text())
    os.kill(process, signal.SIGSTOP)
    try:
        assert embedded.redis(run_dir) == url
        assert int(held.read_text()) == process
    finally:
        os.kill(process, signal.SIGCONT)


def test_a_server_whose_data_was_deleted_makes_room_for_a_new_one(run_dir):
    embedded.postgres(run_dir, durable=False)
    old = postmaster(run_dir)
    shutil.rmtree(embedded.home(run_dir) / "pgdata")
    assert embedded.answers(embedded.postgres(run_dir, durable=False))
    assert postmaster(run_dir) != old


def test_after_a_restart_of_the_machine_nobody_is_ended_who_got_the_number_of_a_server(run_dir):
    """A sudden end leaves the lock and the socket behind; the data is new, as on a fresh checkout."""
    embedded.postgres(run_dir, durable=False)
    lock, socket = (embedded.sockets(run_dir) / f".s.PGSQL.5432{ending}" for ending in (".lock", ""))
    words = lock.read_text()
    embedded.stop(run_dir)
    socket.touch()
    with subprocess.Popen(["sleep", "60"]) as innocent:
        lock.write_text(words.replace(words.split()[0], str(innocent.pid), 1))
        shutil.rmtree(embedded.home(run_dir) / "pgdata")
        try:
            assert embedded.answers(embedded.postgres(run_dir, durable=False))
            assert innocent.poll() is None
        finally:
            innocent.kill()


def test_after_a_restart_of_the_machine_the_number_of_a_server_may_be_that_of_another(run_dir):
    """The data is kept and so are its locks; whoever runs under that number by now keeps no database shut."""
    embedded.postgres(run_dir, durable=False)
    locks = [embedded.home(run_dir) / "pgdata/postmaster.pid", embedded.sockets(run_dir) / ".s.PGSQL.5432.lock"]
    words = [lock.read_text() for lock in locks]
    embedded.stop(run_dir)
    with subprocess.Popen(["sleep", "60"], **embedded.as_owner()) as other:
        for lock, text in zip(locks, words, strict=True):
            lock.write_text(text.replace(text.split()[0], str(other.pid), 1))
        try:
            assert embedded.answers(embedded.postgres(run_dir, durable=False))
            assert other.poll() is None
        finally:
            other.kill()


def test_a_socket_folder_of_somebody_else_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(embedded, "stem", lambda run_dir: tmp_path.name)
    there = Path("/tmp") / f"sd-{tmp_path.name}"
    there.symlink_to(tmp_path)
    with pytest.raises(PermissionError, match="somebody else"):
        embedded.sockets(tmp_path)
    there.unlink()


SAFE = {
    "SUPPORTDESK_ENV": "production",
    "DATABASE_URL": "postgresql:///nobody",
    "REDIS_URL": "redis://localhost:1",
    "SITE_URL": "https://desk.test",
    "ALLOWED_HOSTS": "desk.test",
    "FILES_DIR": "/nowhere",
    "SECRET_KEY": "mT0aT-7jzLpq9wRkXv3yUeHs5bGdNc1fQiOa8tJm2rPxWzKlYuVhEoDn4g",
}


@pytest.mark.parametrize("name", ["DATABASE_URL", "REDIS_URL", "FILES_DIR", "SECRET_KEY"])
def test_production_refuses_to_start_without(name, tmp_path):
    given = {key: value for key, value in SAFE.items() if key != name}
    code, _, errors = finish(start("manage.py", "check", SUPPORTDESK_RUN_DIR=str(tmp_path), **given))
    assert code != 0
    assert name in errors.splitlines()[-1]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEBUG", "1"),
        ("SECRET_KEY", "too-short"),
        ("SECRET_KEY", "change-me-" * 8),
        ("SITE_URL", "http://desk.test"),
        ("SUPPORTDESK_TEST_CLOCK", "1"),
    ],
)
def test_production_refuses_to_start_with(name, value, tmp_path):
    code, _, errors = finish(start("manage.py", "check", SUPPORTDESK_RUN_DIR=str(tmp_path), **SAFE | {name: value}))
    assert code != 0
    assert name in errors.splitlines()[-1]


def test_production_starts_with_everything_set(tmp_path):
    code, _, errors = finish(
        start("manage.py", "check", "--deploy", "--fail-level", "WARNING", SUPPORTDESK_RUN_DIR=str(tmp_path), **SAFE)
    )
    assert code == 0, errors
