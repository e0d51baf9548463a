"""What of a text stands in the way of keeping it, and what is taken out of it first (SEC-02). Pure: the rules come with
the text.

A `block` stands until the words are changed; a `warning` goes through once the writer has confirmed it by its code."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass

from .detect import Kind, spans
from .mask import LABELS, masked

LEAVE, WARN, MASK = "leave", "warn", "mask"
BLOCK, WARNING = "block", "warning"


@dataclass(frozen=True)
class Finding:
    """What was found, how firm it is, and what to write instead. `begin` and `end` say where."""

    code: str
    level: str
    message: str
    instead: str
    begin: int
    end: int

    def told(self) -> dict:
        return asdict(self)


ONCE_HOW = "send it as a file that opens once."
ONCE = f"If somebody must have it, {ONCE_HOW}"
SAID = {
    Kind.PRIVATE_KEY: (
        "private_key",
        "This holds a private key. Whoever reads it can use it: replace the key.",
        f"Name the key by its fingerprint. {ONCE}",
    ),
    Kind.TOKEN: (
        "token",
        "This looks like an access token.",
        f"Name the token by its first characters, and replace it if it was shown. {ONCE}",
    ),
    Kind.PASSWORD: (
        "password",
        "This looks like a password written out.",
        f"Let the person set one, or use a link that works once. {ONCE}",
    ),
    Kind.CARD: (
        "card_number",
        "This holds a whole card number.",
        "Write the last four digits only: card ending in …",
    ),
    Kind.IBAN: ("iban", "This holds a bank account number.", "Write its country and the last four digits."),
    Kind.EMAIL: ("email", "This holds an e-mail address.", "Name the person."),
    Kind.PHONE: ("phone", "This holds a phone number.", "Name the person."),
    Kind.IP: ("ip", "This holds the address of a machine.", "Name the machine."),
}

Rules = Mapping[Kind, str]
DEFAULTS = {
    Kind.PRIVATE_KEY: BLOCK,
    Kind.TOKEN: WARN,
    Kind.PASSWORD: WARN,
    Kind.CARD: BLOCK,
    Kind.IBAN: WARN,
    Kind.EMAIL: LEAVE,
    Kind.PHONE: LEAVE,
    Kind.IP: LEAVE,
}


def kept(text: str, rules: Rules) -> str:
    """The text as it may be kept: without what the rules mask."""
    return masked(text, [kind for kind in Kind if rules[kind] == MASK])


def findings(text: str, rules: Rules) -> list[Finding]:
    """What is refused or warned of, in its order."""
    looked_for = [kind for kind in Kind if rules[kind] in (BLOCK, WARN)]
    return [found(one.kind, rules, one.begin, one.end) for one in spans(text, looked_for)]


def found(kind: Kind, rules: Rules, begin: int, end: int) -> Finding:
    code, message, instead = SAID[kind]
    return Finding(code, BLOCK if rules[kind] == BLOCK else WARNING, message, instead, begin, end)


def standing(found: Collection[Finding], confirmed: Collection[str] = ()) -> list[Finding]:
    """What still stands in the way: every block, and the warnings that were not confirmed."""
    return [one for one in found if one.level == BLOCK or one.code not in confirmed]


def named(kinds: Collection[str]) -> str:
    """The kinds in words: a private key, a token."""
    return ", ".join(f"{'an' if LABELS[Kind(one)][0] in 'aeI' else 'a'} {LABELS[Kind(one)]}" for one in kinds)
