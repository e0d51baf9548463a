"""What a file is, by its content alone: never by its name, nor by what the sender called it."""

import re
from pathlib import Path

import puremagic

from .store import CHUNK

BINARY = "application/octet-stream"
TEXT = "text/plain"
TEXTS = (TEXT, "application/json")
MARKUP = re.compile(rb"<(!doctype|html|head|body|script|svg|iframe|style|math|\?xml|[a-z]+:[a-z])", re.IGNORECASE)
HAR = re.compile(rb'\{\s*"log"\s*:\s*\{.{0,4000}?"(creator|entries|pages)"', re.DOTALL)
SECRET_HEADER = re.compile(rb'"name"\s*:\s*"(set-cookie2?|cookie|authorization|proxy-authorization|x-api-key)"', re.I)
OVERLAP = 64
ARCHIVE = b"PK\x03\x04"  # office papers too: what is in it is nobody's business here


def detect(path: Path) -> str:
    """A media type. Anything that a browser might take for markup is called by that name, whatever it begins with."""
    with path.open("rb") as file:
        head = file.read(CHUNK)
    if head.startswith(ARCHIVE):
        return "application/zip"
    if MARKUP.search(head):
        return "image/svg+xml" if b"<svg" in head.lower() else "text/html"
    if is_text(head):
        return "application/json" if head.lstrip()[:1] in (b"{", b"[") else TEXT
    try:
        found = puremagic.from_string(head, mime=True)
    except (puremagic.PureError, ValueError):
        return BINARY
    return found[:100] or BINARY


def is_text(head: bytes) -> bool:
    if b"\x00" in head:
        return False
    try:
        head[: len(head) - 4 if len(head) == CHUNK else None].decode("utf-8", errors="strict")
    except UnicodeDecodeError as error:
        return len(head) == CHUNK and error.start > CHUNK - 8
    return True


def is_text_file(path: Path) -> bool:
    return detect(path) in TEXTS


def is_har(path: Path) -> bool:
    with path.open("rb") as file:
        return bool(HAR.match(file.read(CHUNK).lstrip()))


def names_secrets(path: Path) -> bool:
    """Whether a recording of requests has headers that let their reader in (T-09)."""
    kept = b""
    with path.open("rb") as file:
        while piece := file.read(CHUNK):
            if SECRET_HEADER.search(kept + piece):
                return True
            kept = piece[-OVERLAP:]
    return False
