"""Our side of the child: one for each process, begun when it is needed, ended when a mail was too much for it."""

import atexit
import json
import os
import sys
from contextlib import suppress
from subprocess import PIPE, Popen
from threading import Timer

from supportdesk.env import BASE_DIR

from .child import BROKEN, LENGTH
from .letter import Letter
from .mime import Unreadable

PATIENCE = 10.0  # seconds for one mail
LARGE = 4 * 1024 * 1024  # bytes after which a child has earned its rest: what it took it would keep
TOO_MUCH = f"Reading it took more than {PATIENCE:.0f} seconds or too much memory."


class Reader:
    def __init__(self) -> None:
        self.process: Popen | None = None

    def read(self, raw: bytes, patience: float = PATIENCE) -> Letter:
        """What this mail says. Raises Unreadable, also when the child died of it."""
        process = self.begun()
        watch = Timer(patience, process.kill)
        watch.start()
        try:
            told, files = self.asked(process, raw)
        except (OSError, EOFError):
            self.end()
            raise Unreadable(TOO_MUCH) from None
        finally:
            watch.cancel()
        if len(raw) > LARGE:
            self.end()
        if "letter" not in told:
            raise Unreadable(told.get("error", BROKEN))
        return Letter.unpacked(told["letter"], files)

    def asked(self, process, raw):
        process.stdin.write(LENGTH.pack(len(raw)))
        process.stdin.write(raw)
        process.stdin.flush()
        (length,) = LENGTH.unpack(exactly(process.stdout, LENGTH.size))
        told = json.loads(exactly(process.stdout, length))
        return told, [exactly(process.stdout, size) for size in told.get("sizes", ())]

    def begun(self) -> Popen:
        if self.process is None or self.process.poll() is not None:
            words = [sys.executable, "-m", "tickets.intake.mail.child"]
            bare = {"PATH": os.environ.get("PATH", "")}  # what it reads is a stranger's: it inherits no secret
            self.process = Popen(words, cwd=BASE_DIR, env=bare, stdin=PIPE, stdout=PIPE)
        return self.process

    def end(self) -> None:
        if self.process:
            self.process.kill()
            with suppress(OSError):
                self.process.communicate()
            self.process = None


def exactly(pipe, length: int) -> bytes:
    content = pipe.read(length)
    if len(content) < length:
        raise EOFError
    return content


reader = Reader()
atexit.register(reader.end)
