"""What the stories need that cross from one process to another: servers of our own, on the test's own database."""

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import redis
from django.db import connection
from django.test import Client

from supportdesk import embedded
from tests.supportdesk.api.clients import Api
from tickets.sla import presets

ROOT = Path(__file__).parents[2]
PYTHON = [sys.executable, "-W", "ignore:You're running the worker"]
WORKER = [*PYTHON, "-m", "celery", "--quiet", "-A", "supportdesk.worker", "worker", "-c", "3", "-l", "warning"]
PROGRAMS = {
    "worker": [*WORKER, "--without-gossip", "--without-mingle"],
    "beat": [*PYTHON, "-m", "supportdesk.beat"],
    "quick beat": [*PYTHON, "-m", "tests.walks.quick_beat"],
    "worker with a wrong clock": [*PYTHON, "-m", "tests.walks.wrong_clock"],
}


@pytest.fixture
def until():
    """Wait for something that another process does."""

    def wait(ready, seconds=20, for_what="it"):
        end = time.monotonic() + seconds
        while not ready():
            assert time.monotonic() < end, f"{for_what} never came"
            time.sleep(0.05)

    return wait


class Valkey:
    """A broker of our own, to be frozen and killed at will."""

    def __init__(self, folder):
        self.socket = folder / "v.sock"
        self.folder = folder
        self.process = None

    @property
    def url(self):
        return f"unix://{self.socket}"

    def start(self):
        words = [embedded.valkey(), "--port", "0", "--unixsocket", self.socket, "--save", "", "--dir", self.folder]
        self.process = subprocess.Popen([str(word) for word in words], stdout=subprocess.DEVNULL)
        client = redis.Redis(unix_socket_path=str(self.socket))
        for _ in range(200):
            try:
                return client.ping()
            except redis.ConnectionError:
                time.sleep(0.05)
        raise RuntimeError("Valkey did not start")

    def freeze(self):
        self.process.send_signal(signal.SIGSTOP)

    def thaw(self):
        self.process.send_signal(signal.SIGCONT)

    def kill(self):
        self.thaw()
        self.process.kill()
        self.process.wait()


@pytest.fixture
def valkey(tmp_path):
    server = Valkey(tmp_path)
    server.start()
    yield server
    server.kill()


@pytest.fixture
def desk(transactional_db):
    """The tables as a fresh installation has them: a test before may have emptied them all."""
    presets.install()


@pytest.fixture
def process(desk, valkey, tmp_path):
    """`process("worker")` starts one of the desk's own programs; what still runs is stopped at the end."""
    started = []
    database = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    ours = {"DATABASE_URL": database, "REDIS_URL": valkey.url, "LOG_LEVEL": "WARNING", "PYTHONPATH": str(ROOT)}

    def start(name, *more, **environment):
        words = [*PROGRAMS.get(name, []), *more]
        log = (tmp_path / f"{name.replace(' ', '-')}.log").open("a")
        environment = os.environ | ours | environment
        one = subprocess.Popen(words, cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True)
        started.append(one)
        return one

    yield start
    for one in started:
        kill(one)


def kill(process):
    """The program and its children, at once and without a word."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@pytest.fixture(name="kill")
def kill_(process):
    return kill


@pytest.fixture
def at(settings, tmp_path):
    """`at(instant)`: from now on the desk's clock goes on from there."""
    settings.TEST_CLOCK, settings.RUN_DIR, settings.ALLOWED_HOSTS = True, tmp_path, ["localhost"]

    def go_on_from(instant):
        (tmp_path / "clock").write_text(str((instant - datetime.now(UTC)).total_seconds()))

    return go_on_from


@pytest.fixture
def rest(printing, service_desk, incident):
    """`rest(ann)`: Ann's program."""

    def program(person, **options):
        one = Api(person, **options)
        one.client.defaults["SERVER_NAME"] = "localhost"
        return one

    return program


@pytest.fixture
def filed(rest, rob):
    """`filed(ann, type="question")`: a ticket for Rob, filed by Ann's program; what the desk answered."""

    def file(who, **more):
        letter = {
            "title": "VPN drops",
            "body": "-",
            "type": "incident",
            "queue": "service-desk",
            "requester": rob.email,
        }
        answer = rest(who).post("/tickets", letter | more)
        assert answer.status_code == 201, answer.content
        return answer.json()

    return file


@pytest.fixture
def browse():
    """`browse(ann)`: Ann's browser, without script."""

    def sign_in(person):
        browser = Client(SERVER_NAME="localhost")
        browser.force_login(person)
        return browser

    return sign_in
