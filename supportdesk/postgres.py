"""PostgreSQL's own programs, pointed at the desk's database."""

import os
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.management.base import CommandError
from django.db import connection

from supportdesk import embedded

HEAD = 4096  # bytes: the settings stand first
TOO_NEW = b"SET transaction_timeout = 0;"  # since 17
NAMES = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD", "dbname": "PGDATABASE"}


def program(name: str) -> Path:
    """The wheel's where there is one, for it is the newest; else the one on the path."""
    for folder in embedded.found():
        if (folder / name).exists():
            return folder / name
    installed = shutil.which(name)
    if not installed:
        raise CommandError(f"{name} is not on this machine: install PostgreSQL's client programs.")
    return Path(installed)


def call(name: str, *words: str) -> None:
    """Run it, and raise CommandError with its own words when it fails."""
    done = subprocess.run([program(name), *words], env=address(), text=True, stderr=subprocess.PIPE, check=False)
    if done.returncode:
        raise CommandError(f"{name}: {done.stderr.strip()}")


def address() -> dict[str, str]:
    """The address goes through the environment, so that no password shows in a list of processes."""
    given = connection.get_connection_params()
    named = {variable: str(given[key]) for key, variable in NAMES.items() if given.get(key)}
    return os.environ | named | {"PGOPTIONS": ""}


def load(file: Path, *words: str) -> None:
    """Read an archive into the database in one transaction, also one that a newer PostgreSQL than the server's wrote:
    a setting of the archive that an older server does not know is left out. Needs room for its text beside the file."""
    with TemporaryDirectory(dir=file.parent) as folder:
        script = Path(folder) / "archive.sql"
        call("pg_restore", "--no-owner", "--exit-on-error", *words, f"--file={script}", str(file))
        with script.open("r+b") as text:
            head = text.read(HEAD)
            text.seek(0)
            text.write(head.replace(TOO_NEW, b"-- " + TOO_NEW[3:]))
        once = ("--single-transaction", "--set=ON_ERROR_STOP=1", "--output=/dev/null")
        call("psql", "--no-psqlrc", "--quiet", *once, f"--file={script}")
