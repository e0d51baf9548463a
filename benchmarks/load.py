"""Loading: prototypes once, then for each size a template, then for each run a copy of that."""

import subprocess
import sys
import time

import psycopg

from . import copies, place
from .words import PROTOTYPES as NUMBER

PROTOTYPES = "bench_prototypes"
SAMPLE = 200  # clocks that are held against their ledger


def forget(sizes):
    """Load anew: the prototypes too, for the actions may have changed."""
    for name in (PROTOTYPES, *map("bench_{}".format, sizes), *map("bench_{}_lean".format, sizes)):
        place.drop(name)


def template(size, *, lean=False):
    """The name of the loaded database of this size; made if there is none. A lean one has tickets and clocks alone."""
    name = f"bench_{size}{'_lean' if lean else ''}"
    if not usable(name, size):
        began = time.monotonic()
        prototypes()
        half = f"{name}_half"
        place.copy(PROTOTYPES, half)
        with psycopg.connect(f"{place.server()}/{half}", autocommit=True) as connection:
            copies.multiply(connection, size, NUMBER, copies.LEAN if lean else copies.TABLES)
        told = place.Place(size, half).inside("settle", 0 if lean else SAMPLE, EVENT_NUDGE="0")
        with psycopg.connect(f"{place.server()}/{half}", autocommit=True) as connection:
            connection.execute("VACUUM (FREEZE, ANALYZE)")
        place.do(f'ALTER DATABASE "{half}" RENAME TO "{name}"')
        print(f"loaded {told} in {time.monotonic() - began:.0f} s", flush=True)
    return name


def usable(name, size):
    """Is it there, and of today's tables? One that is not is dropped, to be loaded anew."""
    if not place.exists(name):
        return False
    its = place.Place(size, name)
    command = [sys.executable, "manage.py", "migrate", "--check", "--verbosity", "0"]
    asked = subprocess.run(command, cwd=place.BASE_DIR, env=its.environment, capture_output=True, check=False)
    if asked.returncode == 0:
        return True
    print(f"{name} has the tables of an older version: it is loaded anew", flush=True)
    place.drop(name)
    return False


def prototypes():
    if usable(PROTOTYPES, NUMBER):
        return
    half = f"{PROTOTYPES}_half"
    place.drop(half)
    place.do(f'CREATE DATABASE "{half}"')
    its = place.Place(NUMBER, half)
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
        cwd=place.BASE_DIR,
        env=its.environment,
        check=True,
    )
    its.inside("play", EVENT_NUDGE="0")
    place.do(f'ALTER DATABASE "{half}" RENAME TO "{PROTOTYPES}"')
