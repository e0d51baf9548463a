"""PostgreSQL's own programs, pointed at the desk's database."""

import os
import shutil
import subprocess
from pathlib import Path

from django.core.management.base import CommandError
from django.db import connection

from supportdesk import embedded

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
    """Run it. The address goes through the environment, so that no password shows in a list of processes."""
    given = connection.get_connection_params()
    address = {variable: str(given[key]) for key, variable in NAMES.items() if given.get(key)}
    variables = os.environ | address | {"PGOPTIONS": ""}
    done = subprocess.run([program(name), *words], env=variables, text=True, stderr=subprocess.PIPE, check=False)
    if done.returncode:
        raise CommandError(f"{name}: {done.stderr.strip()}")
