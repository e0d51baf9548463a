"""What a mail is apart from its way here: a digest of what its writer sent. Pure."""

import hashlib
import re

EMPTY = re.compile(rb"\r?\n\r?\n")
UNFOLDED = re.compile(rb"\r?\n(?![ \t])")
# Put on top by servers on the way: the same mail that comes twice comes with others.
TRACE = re.compile(
    rb"(?:received|return-path|delivered-to|x-original-to|envelope-to|authentication-results|arc-[a-z-]+|received-spf"
    rb"|x-received|x-spam-[a-z-]+|x-virus-[a-z-]+)[ \t]*:",
    re.IGNORECASE,
)
LOOKED_AT = 256 * 1024


def digest(raw: bytes) -> str:
    """Line ends do not count either: IMAP and SMTP servers write them their own way."""
    blank = EMPTY.search(raw, 0, LOOKED_AT)
    head, body = (raw[: blank.start()], raw[blank.end() :]) if blank else (b"", raw)
    own = [line.strip() for line in UNFOLDED.split(head) if not TRACE.match(line)]
    told = hashlib.sha256(b"\n".join(own).replace(b"\r\n", b"\n"))
    told.update(b"\n\n")
    told.update(body.replace(b"\r\n", b"\n").rstrip())
    return told.hexdigest()
