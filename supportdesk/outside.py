"""Speaking with other people's servers, so that one of them that says nothing holds up no more than it must.

A worker has three processes; two of them at most speak with the outside at a time, so that clocks, notices and what
people wait for go on in the third. Whoever finds no place comes again with the next tick."""

import fcntl
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps

# Opened before the worker forks: its processes hold them together, and a lock of one that dies is nobody's.
PLACES = [tempfile.TemporaryFile() for _ in range(2)]  # noqa: SIM115 (open as long as the process lives)


@contextmanager
def place() -> Iterator[bool]:
    """Whether there is a place for this process."""
    mine = next((one for one in PLACES if taken(one)), None)
    try:
        yield mine is not None
    finally:
        if mine:
            fcntl.lockf(mine, fcntl.LOCK_UN)


def taken(one) -> bool:
    try:
        fcntl.lockf(one, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def speaks(task: Callable[[], None]) -> Callable[[], None]:
    """A task that speaks with the outside, where there is a place."""

    @wraps(task)
    def in_its_place() -> None:
        with place() as free:
            if free:
                task()

    return in_its_place
