"""The real thing for the tests of this folder: a database of its own, and everything under the supervisor."""

import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import httpx2

from tests import pristine

ROOT = Path(__file__).parents[2]
MEMBERS = ("web", "live", "worker", "beat")
OF_THE_TESTS = ("DJANGO_ALLOW_ASYNC_UNSAFE", "PYTEST_CURRENT_TEST", "PROMETHEUS_MULTIPROC_DIR")
PREPARE = """
import django
from django.core.management import call_command
django.setup()
call_command("migrate", verbosity=0)
call_command("seed_trial", seed=7)
"""


def free_ports(number):
    """Ports nobody holds just now; held together for a moment so that they differ."""
    probes = [socket.create_server(("127.0.0.1", 0)) for _ in range(number)]
    ports = [probe.getsockname()[1] for probe in probes]
    for probe in probes:
        probe.close()
    return ports


def until(question, seconds=30, *, every=0.02):
    """The first answer that is not nothing, and how long it took."""
    began = time.monotonic()
    while not (answer := question()):
        assert time.monotonic() - began < seconds, "waited in vain"
        time.sleep(every)
    return answer, time.monotonic() - began


def alive(process):
    """Does it run: a zombie waits for its parent only."""
    try:
        state = Path(f"/proc/{process}/stat").read_text()
    except FileNotFoundError:
        return False
    return state.rpartition(")")[2].split()[0] != "Z"


class Desk:
    """Web, live, worker and beat on ports of their own, as `make up` starts them."""

    def __init__(self, folder):
        self.folder = folder
        self.name = f"stack_{os.getpid()}"
        web, live, self.mail_port, self.sink_port = free_ports(4)
        self.url, self.live_url = f"http://localhost:{web}", f"http://localhost:{live}"
        self.environment = {name: value for name, value in os.environ.items() if name not in OF_THE_TESTS} | {
            "SUPPORTDESK_ENV": "development",
            "SUPPORTDESK_RUN_DIR": str(folder),
            "DATABASE_URL": urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{self.name}").geturl(),
            "REDIS_PREFIX": f"{self.name}-",
            "SECRET_KEY": secrets.token_urlsafe(60),
            "PORT": str(web),
            "LIVE_PORT": str(live),
            "MAIL_PORT": str(self.mail_port),
            "EMAIL_URL": f"smtp://127.0.0.1:{self.sink_port}",
            "WEBHOOK_NETWORKS": "127.0.0.0/8",
            "SITE_URL": self.url,
            "LIVE_URL": self.live_url,
            "MFA_REQUIRED_ROLES": "OA",
            "LOG_LEVEL": "WARNING",
            "REPLY_HOLD": "0",
        }
        self.supervisor = None
        self.people = {}

    # Its life

    def open(self):
        pristine.create(self.name)
        done = self.run([sys.executable, "-c", PREPARE])
        self.trial = json.loads(done.stdout)
        self.people = {
            (house["name"].split()[0].lower(), person["email"].partition("@")[0]): person
            for house in self.trial["organisations"]
            for person in house["people"]
        }
        with (self.folder / "supervise.log").open("a") as log:
            words = [sys.executable, "-m", "supportdesk.supervise", "run", "--logs"]
            self.supervisor = subprocess.Popen(words, cwd=ROOT, env=self.environment, stdout=log, stderr=log)
        for address in (self.url, self.live_url):
            until(lambda address=address: self.answers(address), 60)
        self.api("rob").open("The first one wakes the worker")
        until(lambda: self.waiting() == 0, 60)
        return self

    def close(self):
        if self.supervisor:
            for how in (signal.SIGCONT, signal.SIGTERM):
                self.supervisor.send_signal(how)
            self.supervisor.wait(40)
        pristine.drop(self.name)

    def run(self, words):
        done = subprocess.run(words, cwd=ROOT, env=self.environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr[-3000:]
        return done

    def answers(self, address):
        with suppress(httpx2.TransportError):
            return httpx2.get(f"{address}/healthz", timeout=30).status_code == 200

    def waiting(self):
        """How much the relay owes."""
        return httpx2.get(f"{self.url}/readyz", timeout=30).json()["outbox"]["waiting"]

    # Its processes

    def pid(self, member):
        return int((self.folder / f"{member}.pid").read_text())

    def runs_anew(self, member, old):
        """The new process of this member, once there is one."""
        with suppress(FileNotFoundError, ValueError):
            new = self.pid(member)
            return new if new != old and alive(new) else None

    # Its people

    def person(self, name):
        """By the names that all tests use; all but Sue are of Northern Railways."""
        return self.people[PEOPLE[name]]

    def api(self, name):
        return Api(self.url, self.person(name)["token"])


PEOPLE = {
    "joe": ("northern", "ja"),
    "ann": ("northern", "an"),
    "sam": ("northern", "sa"),
    "tess": ("northern", "tl"),
    "olga": ("northern", "oa"),
    "rob": ("northern", "rq"),
    "rita": ("northern", "rq2"),
    "sue": ("southern", "rq"),
}


class Api:
    """A client of the REST interface, at the other end of a real wire."""

    def __init__(self, url, token):
        headers = {"Authorization": f"Bearer {token}"}
        self.client = httpx2.Client(base_url=f"{url}/api/v1/", headers=headers, timeout=30)

    def open(self, title, **more):
        """A new ticket, as the API tells of it."""
        words = {"title": title, "body": "Since this morning.", "type": "incident"} | more
        answer = self.client.post("tickets", json=words)
        assert answer.status_code == 201, answer.text
        return answer.json()

    def get(self, path):
        answer = self.client.get(path)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def post(self, path, body, **headers):
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.post(path, json=body, headers=named)

    def patch(self, path, body, **headers):
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.patch(path, json=body, headers=named)

    def do(self, path, body, **headers):
        """A change that must succeed, on the ticket as it is now where the path names one."""
        ticket = path.split("/")[1]
        tag = self.client.get(f"tickets/{ticket}").headers["ETag"]
        answer = self.post(path, body, **({"If_Match": tag} | headers))
        assert answer.status_code < 300, answer.text
        return answer.json()
