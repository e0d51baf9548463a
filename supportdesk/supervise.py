"""Keeps the desk's processes running: a dead one is started again within two seconds.

up | down | stop      in the background; `stop` also ends the embedded servers
run                   in the foreground, until SIGINT or SIGTERM
only NAME             becomes that one process: what a container runs
"""

import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from threading import Thread
from typing import NamedTuple, TextIO

from supportdesk import embedded
from supportdesk.env import BASE_DIR, RUN_DIR, env
from supportdesk.process import die_with_parent

FOLDER = RUN_DIR if "SUPPORTDESK_RUN_DIR" in os.environ else BASE_DIR / "run"
PORT = env.int("PORT", default=8000)
LIVE_PORT = env.int("LIVE_PORT", default=8001)
MAIL_PORT = env.int("MAIL_PORT", default=0)
BIND = env.str("BIND", default="127.0.0.1")
PATIENCE = 25  # seconds a process has to end by itself
SHORT_LIFE = 5  # seconds; whoever lived less waits a second before the next try
ROOT_IS_FINE = "ignore:You're running the worker"
WATCHED = {signal.SIGCHLD, signal.SIGTERM, signal.SIGINT, signal.SIGHUP}


class Program(NamedTuple):
    """One process of the desk: its words, and what its environment adds where nothing else was said."""

    words: list[str]
    defaults: dict[str, str] = {}

    def environment(self) -> dict[str, str]:
        return self.defaults | os.environ


def programs(web_socket: int, live_socket: int) -> dict[str, Program]:
    python = [sys.executable, "-m"]
    celery = [sys.executable, "-W", ROOT_IS_FINE, "-m", "celery", "--quiet", "-A", "supportdesk.worker"]
    web = ["gunicorn", "supportdesk.wsgi", "-c", "python:supportdesk.gunicorn", "-b", f"fd://{web_socket}"]
    live = ["uvicorn", "supportdesk.asgi:application", "--fd", str(live_socket), "--lifespan", "off", "--no-access-log"]
    quiet = ["--ws", "none", "--no-access-log", "--log-level", "warning", "--timeout-graceful-shutdown", "2"]
    limits = {"DB_STATEMENT_TIMEOUT": "15000"}
    return {
        "web": Program([*python, *web], limits | {"PROMETHEUS_MULTIPROC_DIR": str(FOLDER / "metrics")}),
        "live": Program([*python, *live, *quiet], limits),
        "worker": Program([*celery, "worker", "-c", "3", "-l", "warning", "--without-gossip", "--without-mingle"]),
        "beat": Program([*python, "supportdesk.beat"]),
    }


def mail_program() -> dict[str, Program]:
    """The listener for mail, where a port is named for it."""
    if not MAIL_PORT:
        return {}
    return {"mail": Program([sys.executable, "manage.py", "listen_for_mail", "--fd", str(listen(MAIL_PORT))])}


def listen(port: int) -> int:
    """A socket that outlives the process behind it: while that one starts again, people wait and are not refused."""
    heard = socket.socket()
    heard.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        heard.bind((BIND, port))
    except OSError:
        sys.exit(f"Port {port} is taken. Stop what runs there, or choose other ports with PORT and LIVE_PORT.")
    heard.listen(1024)
    heard.set_inheritable(True)
    return heard.detach()


class Child:
    """A program that runs, or that will run again at `due`."""

    def __init__(self, name: str, program: Program, output: TextIO | None):
        self.name, self.program, self.output = name, program, output
        self.process: subprocess.Popen | None = None
        self.began = 0.0
        self.due: float | None = 0.0

    def start(self) -> None:
        self.process = subprocess.Popen(
            self.program.words,
            env=self.program.environment(),
            cwd=BASE_DIR,
            stdin=subprocess.DEVNULL,
            stdout=self.output,
            stderr=self.output,
            close_fds=False,
            preexec_fn=as_child,
        )
        self.began, self.due = time.monotonic(), None
        pid_file(self.name).write_text(str(self.process.pid))

    def bury(self) -> None:
        """Notice that it died, and say when it starts again."""
        if self.process and self.process.poll() is not None and self.due is None:
            lived = time.monotonic() - self.began
            say(f"{self.name} ended with {self.process.returncode} after {lived:.0f} s: starting it again")
            self.due = time.monotonic() + (1 if lived < SHORT_LIFE else 0)

    def end(self, how: signal.Signals) -> None:
        if self.process and self.process.poll() is None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, how) if how == signal.SIGKILL else self.process.send_signal(how)


def as_child() -> None:
    """A group of its own, so that Ctrl-C reaches the supervisor only; and no life after the supervisor's death."""
    os.setpgid(0, 0)
    die_with_parent(signal.SIGTERM)
    signal.pthread_sigmask(signal.SIG_SETMASK, [])


def say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


def pid_file(name: str) -> Path:
    return FOLDER / f"{name}.pid"


def run(*, logs: bool, meanwhile: Callable[[], None] | None = None) -> None:
    """Start everything and keep it running until somebody says stop."""
    with the_only_one():
        signal.pthread_sigmask(signal.SIG_BLOCK, WATCHED)
        if meanwhile:
            Thread(target=meanwhile, daemon=True).start()
        shutil.rmtree(FOLDER / "metrics", ignore_errors=True)
        (FOLDER / "metrics").mkdir()
        children = [
            Child(name, program, (FOLDER / f"{name}.log").open("a") if logs else None)
            for name, program in (programs(listen(PORT), listen(LIVE_PORT)) | mail_program()).items()
        ]
        try:
            watch(children)
        finally:
            end_all(children)


def watch(children: list[Child]) -> None:
    while True:
        for child in children:
            child.bury()
            if child.due is not None and child.due <= time.monotonic():
                child.start()
        due = [child.due for child in children if child.due is not None]
        rest = max(0.0, min(due) - time.monotonic()) if due else 60.0
        heard = signal.sigtimedwait(WATCHED, rest)
        if heard and heard.si_signo != signal.SIGCHLD:
            return


def end_all(children: list[Child]) -> None:
    """First those who make work, then those who do it."""
    for child in reversed(children):
        child.end(signal.SIGTERM)
    until = time.monotonic() + PATIENCE
    for child in children:
        if child.process:
            with suppress(subprocess.TimeoutExpired):
                child.process.wait(max(0, until - time.monotonic()))
            child.end(signal.SIGKILL)
        pid_file(child.name).unlink(missing_ok=True)


@contextmanager
def the_only_one() -> Iterator[None]:
    """Hold the supervisor's own pid file; a second supervisor is refused."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with pid_file("supervise").open("a+") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            sys.exit("The desk is running already: `make down` stops it.")
        held.truncate(0)
        held.write(str(os.getpid()))
        held.flush()
        yield


def supervisor() -> int | None:
    """The running supervisor's process, if there is one."""
    if not pid_file("supervise").exists():
        return None
    with pid_file("supervise").open() as held:
        try:
            fcntl.flock(held, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return int(held.read())
    return None


def up() -> None:
    """Start the supervisor in the background and wait until the web answers."""
    if supervisor():
        sys.exit("The desk is running already: `make down` stops it.")
    for port in (PORT, LIVE_PORT):
        os.close(listen(port))
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / "supervise.log").open("a") as log:
        command = [sys.executable, "-m", "supportdesk.supervise", "run", "--logs"]
        process = subprocess.Popen(command, cwd=BASE_DIR, stdout=log, stderr=log, start_new_session=True)
    until = time.monotonic() + 60
    while not answers(PORT):
        if process.poll() is not None or time.monotonic() > until:
            sys.exit(f"The desk does not answer; see the logs in {FOLDER}.")
        time.sleep(0.1)
    say(f"The desk answers at http://{BIND}:{PORT}; logs and pid files are in {FOLDER}.")


def answers(port: int) -> bool:
    host = "127.0.0.1" if BIND == "0.0.0.0" else BIND
    connection = HTTPConnection(host, port, timeout=30)
    try:
        connection.request("GET", "/healthz", headers={"Host": "localhost"})
        return connection.getresponse().status < 500
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def down() -> None:
    process = supervisor()
    if process is None:
        say("The desk is not running.")
        return
    os.kill(process, signal.SIGTERM)
    embedded.wait(lambda: supervisor() is None, "the desk did not end", PATIENCE + 10)
    say("The desk is down.")


def only(name: str) -> None:
    web_socket = listen(PORT) if name == "web" else 0
    live_socket = listen(LIVE_PORT) if name == "live" else 0
    program = (mail_program() if name == "mail" else programs(web_socket, live_socket))[name]
    Path(program.environment().get("PROMETHEUS_MULTIPROC_DIR", FOLDER)).mkdir(parents=True, exist_ok=True)
    os.execve(program.words[0], program.words, program.environment())


def main(words: list[str]) -> None:
    match words:
        case ["up"]:
            up()
        case ["run", *options]:
            run(logs="--logs" in options)
        case ["down"]:
            down()
        case ["stop"]:
            down()
            embedded.stop(RUN_DIR)
        case ["only", name]:
            only(name)
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
