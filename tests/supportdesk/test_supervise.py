"""The processes of the desk are kept running, and leave nothing behind."""

import os
import signal
import socket
import subprocess
import sys
import time

import pytest

from tests.conventions import ROOT

SLEEPERS = """
import sys
from supportdesk import supervise
from supportdesk.supervise import Program
supervise.programs = lambda web, live: {name: Program([sys.executable, "-c", code]) for name, code in [
    ("one", "import time; time.sleep(600)"), ("two", "import time; time.sleep(600)"), *%r]}
supervise.run(logs=False)
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Desk:
    """A supervisor of two sleepers in a folder of its own."""

    def __init__(self, folder, *more):
        self.folder = folder
        self.ports = {"PORT": str(free_port()), "LIVE_PORT": str(free_port())}
        self.supervisor = self.start(*more)

    def start(self, *more):
        environment = os.environ | self.ports | {"SUPPORTDESK_RUN_DIR": str(self.folder)}
        return subprocess.Popen(
            [sys.executable, "-c", SLEEPERS % (list(more),)],
            cwd=ROOT,
            env=environment,
            stderr=subprocess.PIPE,
            text=True,
        )

    def pid(self, name):
        """The process that the pid file names, once there is one."""
        file = self.folder / f"{name}.pid"
        wait_for(lambda: file.exists() and file.read_text())
        return int(file.read_text())


def wait_for(question, seconds=15):
    until = time.monotonic() + seconds
    while not question():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.01)


def runs(process):
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    with open(f"/proc/{process}/stat") as stat:
        return stat.read().rpartition(")")[2].split()[0] != "Z"


@pytest.fixture
def desk(tmp_path):
    made = Desk(tmp_path)
    yield made
    made.supervisor.kill()
    made.supervisor.communicate()


def test_a_killed_process_runs_again_within_two_seconds(desk):
    for name in ("one", "two"):
        old = desk.pid(name)
        os.kill(old, signal.SIGKILL)
        began = time.monotonic()
        wait_for(lambda name=name, old=old: desk.pid(name) != old and runs(desk.pid(name)))
        assert time.monotonic() - began < 2


def test_told_to_stop_it_ends_everything_and_takes_the_pid_files_away(desk):
    children = [desk.pid("one"), desk.pid("two")]
    desk.supervisor.send_signal(signal.SIGTERM)
    assert desk.supervisor.wait(15) == 0
    assert not any(runs(child) for child in children)
    assert not list(desk.folder.glob("one.pid"))


def test_a_killed_supervisor_leaves_no_orphans(desk):
    children = [desk.pid("one"), desk.pid("two")]
    desk.supervisor.kill()
    wait_for(lambda: not any(runs(child) for child in children))


def test_a_second_supervisor_is_refused(desk):
    desk.pid("two")
    second = desk.start()
    _, errors = second.communicate(timeout=20)
    assert second.returncode == 1
    assert "running already" in errors


def test_a_taken_port_is_refused_by_its_number(tmp_path):
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        taken = holder.getsockname()[1]
        environment = os.environ | {"SUPPORTDESK_RUN_DIR": str(tmp_path), "PORT": str(taken)}
        done = subprocess.run(
            [sys.executable, "-m", "supportdesk.supervise", "run"],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
        )
    assert done.returncode == 1
    assert f"Port {taken} is taken" in done.stderr


def test_what_dies_at_once_is_tried_once_a_second(tmp_path):
    tries = tmp_path / "tries"
    tries.touch()
    dying = ("dying", f"open({str(tries)!r}, 'a').write('x')")
    desk = Desk(tmp_path, dying)
    wait_for(lambda: len(tries.read_text()) >= 2)
    time.sleep(1.5)
    desk.supervisor.terminate()
    assert desk.supervisor.wait(15) == 0
    assert 2 <= len(tries.read_text()) <= 5
