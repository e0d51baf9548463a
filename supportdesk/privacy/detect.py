"""What of a text is secret or personal, and where it stands (SEC-02). Pure, and linear in the length of the text: every
repetition has an end, and whatever is looked for beyond its own line is looked for once."""

import ipaddress
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from . import numbers


class Kind(StrEnum):
    """In the order in which one wins over another that begins at the same place."""

    PRIVATE_KEY = "private_key"
    TOKEN = "token"  # noqa: S105 (a kind of secret, and none)
    PASSWORD = "password"  # noqa: S105 (the same)
    CARD = "card"
    IBAN = "iban"
    EMAIL = "email"
    PHONE = "phone"
    IP = "ip"


SECRETS = (Kind.PRIVATE_KEY, Kind.TOKEN, Kind.PASSWORD)
PERSONAL = (Kind.CARD, Kind.IBAN, Kind.EMAIL, Kind.PHONE, Kind.IP)


class Span(NamedTuple):
    begin: int
    end: int
    kind: Kind


KEY = re.compile(r"-----BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----")
KEY_END = re.compile(r"-----END (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----")
KEY_LINES = re.compile(r"(?:[\s>|]{0,8}[A-Za-z0-9+/=]{16,2000}+){0,400}+")
TOKEN = re.compile(
    r"(?<![A-Za-z0-9_])(?:gh[pousr]_[A-Za-z0-9]{30,255}|github_pat_\w{40,255}|glpat-[\w-]{20,255}"
    r"|xox[abeprs]-[\w-]{10,255}|(?:AKIA|ASIA)[0-9A-Z]{16}|[srp]k_live_\w{16,255}|sd_[A-Za-z0-9]{8}_[\w-]{20,255}"
    r"|AIza[\w-]{35}|npm_[A-Za-z0-9]{36}|pypi-[\w-]{40,255}|SG\.[\w-]{16,64}\.[\w-]{16,64}|hf_[A-Za-z0-9]{30,64}"
    r"|sk-[\w-]{20,255}|eyJ[\w-]{8,2048}\.eyJ[\w-]{8,4096}\.[\w-]{8,1024})(?![A-Za-z0-9_])"
)
NAMED_TOKEN = re.compile(
    r"\b(?:bearer|(?:api|access|secret|auth)[ _-]?(?:key|token)|client[ _-]?secret)[\"']?\s{0,3}[:= ]\s{0,3}[\"']?"
    r"(?P<value>(?=[A-Za-z_~+/=.-]{0,60}\d)[A-Za-z0-9_~+/=.-]{20,400})",
    re.IGNORECASE,
)
PASSWORD = re.compile(
    r"\b(?:password|passwd|pwd|passphrase|passcode)[\"']?\s{0,5}(?:is|=|:)\s{0,5}"
    r"(?!(?:in|on|not|no|now|the|a|an|reset|set|wrong|correct|expired|required|too|being|changed|your|and|or|for|at|"
    r"same|still|never|stored|kept|sent|valid|invalid|good|weak|strong|unknown|incorrect|needed)\b)"
    r"[\"'“‘`]?(?!\[(?:private key|token|password|card number|account number|e-mail address|phone number|ip address)\])"
    r"(?P<value>(?=\S{0,199}[\d\W_])\S{6,200})",
    re.IGNORECASE,
)
IN_ADDRESS = re.compile(
    r"(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9+.-]{1,20}://[^\s/:@]{1,100}:(?!\[password\])(?P<value>[^\s/@]{1,200})@"
)
EMAIL = re.compile(
    r"(?<![A-Za-z0-9._%+'-])[A-Za-z0-9._%+'-]{1,128}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}(?![A-Za-z0-9])"
)
PHONE = re.compile(
    r"(?<![\w+.,#/-])(?<!\d )(?:(?:\+|00)[1-9](?:[ ()./-]{0,3}\d){6,14}|\(0\d{1,5}\)(?:[ /-]{0,2}\d){4,10}"
    r"|0\d{2,4}[ /-]\d{3,8}(?:[ -]\d{2,6}){0,2}|\(?\d{3}\)?[ .-]\d{3}[.-]\d{4})(?![\w])(?![.:,]\d)"
)
IP4 = re.compile(r"(?<![\w.-])(?:\d{1,3}\.){3}\d{1,3}(?![\w-])(?!\.\d)")
IP6 = re.compile(r"(?<![\w:.])[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}(?![\w:])")
VERSION = re.compile(r"(?:\bversions?|\brelease|\bbuild|\bv)[ :]{0,3}$", re.IGNORECASE)
BEFORE = 12  # characters before four numbers in which a “version” makes them no address


def spans(text: str, kinds: Iterable[Kind] = tuple(Kind)) -> list[Span]:
    """What was found, in order and without overlap: a secret goes before what is personal, then what begins first."""
    found = [one for kind in kinds for one in LOOK[kind](text)]
    return sorted(apart(sorted(found, key=weight)))


def weight(one: Span) -> tuple:
    return one.kind not in SECRETS, one.begin, list(Kind).index(one.kind)


def apart(found: Iterable[Span]) -> Iterator[Span]:
    """Those that share no sign with one that came before."""
    taken: set[int] = set()
    for one in found:
        places = range(one.begin, one.end)
        if taken.isdisjoint(places):
            taken.update(places)
            yield one


def kinds_in(text: str) -> set[Kind]:
    return {one.kind for one in spans(text)}


def private_keys(text: str) -> Iterator[Span]:
    """The whole block; without its end, the lines that look like one."""
    begins = list(KEY.finditer(text))
    if not begins:
        return
    ends = [match.end() for match in KEY_END.finditer(text)]
    nexts = [match.start() for match in begins[1:]] + [len(text)]
    for begin, following in zip(begins, nexts, strict=True):
        place = bisect_left(ends, begin.end())
        closed = place < len(ends) and ends[place] <= following
        end = ends[place] if closed else lines_end(text, begin.end(), following)
        yield Span(begin.start(), end, Kind.PRIVATE_KEY)


def lines_end(text: str, begin: int, until: int) -> int:
    found = KEY_LINES.match(text, begin, until)
    return found.end() if found else begin


def tokens(text: str) -> Iterator[Span]:
    for match in TOKEN.finditer(text):
        yield Span(match.start(), match.end(), Kind.TOKEN)
    for match in NAMED_TOKEN.finditer(text):
        yield Span(*match.span("value"), Kind.TOKEN)


def passwords(text: str) -> Iterator[Span]:
    for pattern in (PASSWORD, IN_ADDRESS):
        for match in pattern.finditer(text):
            yield Span(*match.span("value"), Kind.PASSWORD)


def cards(text: str) -> Iterator[Span]:
    return (Span(begin, end, Kind.CARD) for begin, end in numbers.cards(text))


def ibans(text: str) -> Iterator[Span]:
    return (Span(begin, end, Kind.IBAN) for begin, end in numbers.ibans(text))


def addresses(text: str) -> Iterator[Span]:
    if "@" in text:
        yield from (Span(*match.span(), Kind.EMAIL) for match in EMAIL.finditer(text))


def phones(text: str) -> Iterator[Span]:
    return (Span(*match.span(), Kind.PHONE) for match in PHONE.finditer(text))


def machines(text: str) -> Iterator[Span]:
    for pattern in (IP4, IP6):
        for match in pattern.finditer(text):
            before = text[max(0, match.start() - BEFORE) : match.start()]
            if is_address(match[0]) and not VERSION.search(before):
                yield Span(*match.span(), Kind.IP)


def is_address(said: str) -> bool:
    try:
        ipaddress.ip_address(said)
    except ValueError:
        return False
    return said != "::"


LOOK = {
    Kind.PRIVATE_KEY: private_keys,
    Kind.TOKEN: tokens,
    Kind.PASSWORD: passwords,
    Kind.CARD: cards,
    Kind.IBAN: ibans,
    Kind.EMAIL: addresses,
    Kind.PHONE: phones,
    Kind.IP: machines,
}
