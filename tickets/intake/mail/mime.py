"""The parts of a mail, out of its bytes. Pure and our own: the standard library's reader can be made to take minutes
and gigabytes by one small mail. Whatever a sender decides the number of has an end here."""

import binascii
import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import unquote_to_bytes

KILOBYTE = 1024
LARGEST_BLOCK = 256 * KILOBYTE  # all headers of one part
LARGEST_HEADER = 64 * KILOBYTE
HEADERS, PARTS, DEPTH, WORDS, PARAMETERS = 1000, 1000, 50, 100, 50
BLANK = re.compile(rb"\r?\n\r?\n")
FIELD = re.compile(r"[!-9;-~]{1,200}")
PARAMETER = re.compile(r';\s*([\w.!#$&+^|~*-]{1,60})\s*=\s*("(?:[^"\\]|\\.)*"|[^;\s"]*)')
WORD = re.compile(r"=\?([\w.:-]{1,40})(?:\*[\w-]{0,20})?\?([bBqQ])\?([^?\s]{0,4000})\?=")
BETWEEN_WORDS = re.compile(r"(?<=\?=)\s+(?==\?)")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
CHARSET = re.compile(r"[a-z0-9][a-z0-9._-]{0,39}")
# Names that are no way of writing text, or cost more than its length to read.
NO_CHARSETS = {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem", "utf-7"}


class Unreadable(Exception):
    """What is wrong with it, in words for whoever looks at it."""


@dataclass(frozen=True)
class Part:
    """One leaf: its headers, and where its content stands in the mail."""

    headers: dict[str, list[str]]
    type: str
    parameters: dict[str, str]
    begin: int
    end: int

    def header(self, name: str) -> str:
        return first(self.headers, name)

    @property
    def disposition(self) -> str:
        return self.header("content-disposition").partition(";")[0].strip().lower()

    @property
    def filename(self) -> str:
        told = parameters(self.header("content-disposition")).get("filename") or self.parameters.get("name", "")
        return decoded(told)

    def content(self, raw: bytes) -> bytes:
        body, encoding = raw[self.begin : self.end], self.header("content-transfer-encoding").strip().lower()
        try:
            if encoding == "base64":
                return binascii.a2b_base64(body)
            return binascii.a2b_qp(body) if encoding == "quoted-printable" else body
        except binascii.Error:
            return body

    def text(self, raw: bytes, most: int) -> str:
        return plain(readable(self.content(raw)[:most], self.parameters.get("charset", "")))


def first(headers: dict[str, list[str]], name: str) -> str:
    return headers.get(name, [""])[0]


def headers_of(raw: bytes, begin: int, end: int) -> tuple[dict[str, list[str]], int]:
    """The headers that begin here, by their names in small letters, and where the body begins."""
    if raw[begin : begin + 1] == b"\n" or raw[begin : begin + 2] == b"\r\n":
        return {}, raw.index(b"\n", begin) + 1
    blank = BLANK.search(raw, begin, min(end, begin + LARGEST_BLOCK + 4))
    if blank is None and end - begin > LARGEST_BLOCK:
        raise Unreadable(f"Its header is larger than {LARGEST_BLOCK // KILOBYTE} kB.")
    block = raw[begin : blank.start() if blank else end]
    return fields(block), blank.end() if blank else end


def fields(block: bytes) -> dict[str, list[str]]:
    lines: list[list[bytes]] = []
    for line in block.split(b"\n"):
        if line[:1] in (b" ", b"\t") and lines:
            lines[-1].append(line.strip())
        else:
            lines.append([line.strip()])
    if len(lines) > HEADERS:
        raise Unreadable(f"It has more than {HEADERS:,} headers.")
    found: dict[str, list[str]] = {}
    for words in lines:
        name, colon, value = b" ".join(words).partition(b":")
        if len(value) > LARGEST_HEADER:
            raise Unreadable(f"One of its headers is larger than {LARGEST_HEADER // KILOBYTE} kB.")
        said = name.decode("latin-1").strip().lower()
        if colon and FIELD.fullmatch(said):
            found.setdefault(said, []).append(CONTROL.sub("", readable(value, "")).strip())
    return found


def parameters(value: str) -> dict[str, str]:
    """What stands behind the first semicolon; pieces and other alphabets (RFC 2231) are put together."""
    pieces: dict[str, list[str]] = {}
    for number, found in enumerate(PARAMETER.finditer(value)):
        if number == PARAMETERS:
            break
        name, said = found[1].lower(), found[2]
        if said.startswith('"'):
            said = re.sub(r"\\(.)", r"\1", said[1:-1])
        plain_name = name.partition("*")[0]
        pieces.setdefault(plain_name, []).append(percent(said) if name.endswith("*") else said)
    return {name: "".join(said) for name, said in pieces.items()}


def percent(said: str) -> str:
    """`utf-8'en'na%C3%AFve` and its continuations."""
    charset, quote, rest = said.partition("'")
    text = rest.partition("'")[2] if quote else said
    return readable(unquote_to_bytes(text), charset if quote else "")


def leaves(raw: bytes) -> Iterator[Part]:
    """The parts that hold something, in their order. A mail within the mail is one of them and is not opened."""
    waiting, seen = [(0, len(raw), 0)], 0
    while waiting:
        begin, end, depth = waiting.pop()
        seen += 1
        if seen > PARTS:
            raise Unreadable(f"It has more than {PARTS:,} parts.")
        headers, body = headers_of(raw, begin, end)
        kind = first(headers, "content-type") or "text/plain"
        about = parameters(kind)
        inner = within(raw, body, end, about.get("boundary", "")) if kind.lower().startswith("multipart/") else []
        if inner and depth == DEPTH:
            raise Unreadable(f"It has parts in parts, more than {DEPTH} deep.")
        if inner:
            waiting.extend((left, right, depth + 1) for left, right in reversed(inner))
        else:
            yield Part(headers, kind.partition(";")[0].strip().lower(), about, body, end)


def within(raw: bytes, begin: int, end: int, boundary: str) -> list[tuple[int, int]]:
    """Where the parts between these boundaries begin and end."""
    if not 0 < len(boundary) <= 200:
        return []
    line = re.compile(rb"\n--" + re.escape(boundary.encode("utf-8")) + rb"(--)?[ \t]*(?=\r?\n|\Z)")
    marks: list[tuple[int, int]] = []
    for found in line.finditer(raw, max(0, begin - 1), end):
        stop = found.start() - (raw[found.start() - 1 : found.start()] == b"\r")
        marks.append((stop, found.end()))
        if len(marks) > PARTS + 1:
            raise Unreadable(f"It has more than {PARTS:,} parts.")
        if found[1]:
            break
    else:
        marks.append((end, end))
    return [(past_line(raw, left, right), right) for (_, left), (right, _) in pairwise(marks)]


def past_line(raw: bytes, at: int, end: int) -> int:
    return min(raw.find(b"\n", at, end) + 1 or end, end)


def decoded(value: str) -> str:
    """Words of other alphabets, the first hundred of them, as they are read; on one line."""
    return " ".join(WORD.sub(word, BETWEEN_WORDS.sub("", value), count=WORDS).split())


def word(found: re.Match[str]) -> str:
    charset, way, said = found.groups()
    try:
        if way in "bB":
            content = binascii.a2b_base64(said + "=" * (-len(said) % 4))
        else:
            content = binascii.a2b_qp(said, header=True)
    except (binascii.Error, ValueError):
        return found[0]
    return CONTROL.sub("", readable(content, charset))


def readable(content: bytes, charset: str) -> str:
    """Text in every case: what the sender named, else UTF-8, else what most old programs meant."""
    for name in (charset.strip().lower(), "utf-8"):
        try:
            if CHARSET.fullmatch(name) and (known := codecs.lookup(name)).name not in NO_CHARSETS:
                return content.decode(known.name)
        except (LookupError, UnicodeError, ValueError):
            continue
    return content.decode("cp1252", errors="replace")


def plain(text: str) -> str:
    """Lines that end as ours do, without what cannot be kept or seen."""
    return CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
