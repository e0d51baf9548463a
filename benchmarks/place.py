"""Where the benchmark works: servers of its own, one database for each size, and a desk in front of each.

PostgreSQL is the embedded one with fsync on, 1 GB of shared buffers and pg_stat_statements. A loaded database is kept
as a template and copied, so that every run begins with the same rows in the same places.
"""

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import psycopg

from supportdesk import embedded
from supportdesk.env import BASE_DIR

RUN_DIR = Path(os.environ.get("SUPPORTDESK_RUN_DIR", BASE_DIR / ".run")) / "bench"
MACHINE = {
    "shared_buffers": "1GB",
    "max_wal_size": "8GB",
    "maintenance_work_mem": "512MB",
    "shared_preload_libraries": "pg_stat_statements",
    "max_connections": "200",
}
FIRST_PORT = 18200


class Place:
    """One database of one size, and the environment in which a process works with it."""

    def __init__(self, size, name, number=0, more=None):
        self.size, self.name, self.more = size, name, more or {}
        self.port, self.live_port = FIRST_PORT + 2 * number, FIRST_PORT + 2 * number + 1
        self.url = server() + "/" + name
        self.run_dir = RUN_DIR / name

    @property
    def environment(self):
        return os.environ | {
            "SUPPORTDESK_ENV": "development",
            "DATABASE_URL": self.url,
            "REDIS_URL": embedded.redis(RUN_DIR),
            "REDIS_PREFIX": f"{self.name}:",
            "SECRET_KEY": "for-benchmarks-only-" + "0123456789" * 4,
            "SUPPORTDESK_RUN_DIR": str(self.run_dir),
            "PORT": str(self.port),
            "LIVE_PORT": str(self.live_port),
            "LOG_LEVEL": "WARNING",
            "API_RATE": "10000000",
            **self.more,
        }

    def inside(self, *words, **more):
        """Run `benchmarks.inside` with this database; its answer."""
        command = [sys.executable, "-m", "benchmarks.inside", *map(str, words)]
        environment = self.environment | more
        done = subprocess.run(command, cwd=BASE_DIR, env=environment, stdout=subprocess.PIPE, text=True, check=True)
        return json.loads(done.stdout.splitlines()[-1])

    def connect(self, **options):
        return psycopg.connect(self.url, autocommit=True, **options)

    @contextmanager
    def desk(self):
        """The real thing in front of it: web, live, worker and beat under the supervisor."""
        self.run_dir.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "supportdesk.supervise", "run", "--logs"]
        with (self.run_dir / "supervise.log").open("w") as log:
            process = subprocess.Popen(command, cwd=BASE_DIR, env=self.environment, stdout=log, stderr=log)
        try:
            await_port(self.port, process)
            await_port(self.live_port, process)
            yield process
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(40)

    def pid(self, name):
        return int((self.run_dir / f"{name}.pid").read_text())


def await_port(port, process):
    until = time.monotonic() + 60
    while not answers(port):
        if process.poll() is not None or time.monotonic() > until:
            sys.exit(f"Nothing answers on port {port}; see the logs in {RUN_DIR}.")
        time.sleep(0.1)


def answers(port):
    connection = HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", "/healthz", headers={"Host": "localhost"})
        return connection.getresponse().status < 500
    except OSError:
        return False
    finally:
        connection.close()


# The server and its databases


def server():
    """The address of the benchmark's own PostgreSQL, without a database."""
    embedded.OPTIONS.update(MACHINE)
    return embedded.postgres(RUN_DIR, durable=True).rpartition("/")[0]


def postmaster():
    return int((embedded.home(RUN_DIR) / "pgdata" / "postmaster.pid").read_text().split()[0])


def do(statement, *values):
    with psycopg.connect(f"{server()}/postgres", autocommit=True) as connection:
        cursor = connection.execute(statement, values or None)
        return cursor.fetchall() if cursor.description else []


def exists(name):
    return bool(do("SELECT 1 FROM pg_database WHERE datname = %s", name))


def drop(name):
    do(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def copy(original, name):
    drop(name)
    do(f'CREATE DATABASE "{name}" TEMPLATE "{original}" STRATEGY FILE_COPY')


def stop():
    embedded.stop(RUN_DIR)
