"""A process that reads mails for us, with little memory and no way to hurt anybody: it knows neither settings nor
database. Asked by eight bytes that say how many follow; answers with a line of JSON and the bytes of the files."""

import json
import resource
import signal
import struct
import sys

from tickets.intake.mail import letter, mime

LENGTH = struct.Struct(">Q")
MEMORY = 320 * 1024 * 1024  # of all it has mapped, of which it begins with some 40
BROKEN = "It cannot be read."


def answer_of(raw: bytes) -> tuple[dict, list[bytes]]:
    try:
        plain, files = letter.parse(raw).packed()
    except mime.Unreadable as error:
        return {"error": str(error)}, []
    except (MemoryError, RecursionError, ValueError, LookupError, AttributeError, TypeError):
        return {"error": BROKEN}, []
    return {"letter": plain, "sizes": [len(one) for one in files]}, files


def main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    asked, told = sys.stdin.buffer, sys.stdout.buffer
    while head := asked.read(LENGTH.size):
        (length,) = LENGTH.unpack(head)
        said, files = answer_of(asked.read(length))
        line = json.dumps(said).encode()
        told.write(LENGTH.pack(len(line)) + line)
        for one in files:
            told.write(one)
        told.flush()


if __name__ == "__main__":
    main()
