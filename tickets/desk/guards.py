"""What must not be written (SEC-16): asking for a secret, or spelling one out. Pure: a text in, findings out.

A `block` stands until the words are changed; a `warning` goes through once the writer has confirmed it by its code."""

import re
from dataclasses import asdict, dataclass

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


@dataclass(frozen=True)
class Guard:
    code: str
    level: str
    message: str
    instead: str


PASSWORD_REQUEST = Guard(
    "password_request",
    BLOCK,
    "This asks for a password. Nobody at the desk ever does.",
    "You can set a new password yourself under “Forgotten your password?”; we never need to know it.",
)
CARD_REQUEST = Guard(
    "card_request",
    BLOCK,
    "This asks for the data of a payment card.",
    "Please tell us only the last four digits of the card.",
)
CARD_NUMBER = Guard(
    "card_number", BLOCK, "This holds a whole card number.", "Write the last four digits only: card ending in …"
)
PRIVATE_KEY = Guard(
    "private_key",
    BLOCK,
    "This holds a private key. Whoever reads it can use it: replace the key.",
    "Name the key by its fingerprint.",
)
TOKEN = Guard(
    "token",
    WARNING,
    "This looks like an access token.",
    "Name the token by its first characters, and replace it if it was shown.",
)
PASSWORD = Guard(
    "password",
    WARNING,
    "This looks like a password written out.",
    "Let the person set one, or use a link that works once.",
)

ASKABLE = (
    r"(?:passwords?|passcodes?|passphrases?|pass\s?words?|pin(?:\s(?:code|number))?|credentials?"
    r"|one[- ]time codes?|otp)"
)
CARD = (
    r"(?:(?:full |whole |complete |credit |debit |payment |bank )*card (?:numbers?|data|details)|cvv|cvc|security code)"
)
GIVE = (
    r"(?:send|tell|give|share|provide|e-?mail|text|forward|reply with|write|let (?:us|me) (?:know|have)|confirm"
    r"|state|supply)"
)
WANT = r"(?:what(?:'s|’s| is| are| was)|which is|i need|we need|we require|need|may i have|can i have|could i have)"
WHOSE = r"(?:(?:us|me|over|it|with|back|also|please|the|your|users?'?s?|current|login|log-in|account|old|new|full) )*"
OTHER = (
    r"(?!\s+(?:resets?|changes?|policy|manager|pads?|position|field|prompt|page|link|hint|box|rules?|expiry|expires"
    r"|length))"
)
NEGATED = re.compile(
    r"\b(?:never|not|don't|don’t|without|no need to|nobody|cannot|won't|won’t)\b[^.!?,;:\n]{0,40}$", re.IGNORECASE
)
REACH = 60  # characters before an ask in which a “never” turns it round


def asks_for(what: str) -> re.Pattern:
    return re.compile(rf"\b(?:{GIVE}|{WANT}) {WHOSE}{what}\b{OTHER}", re.IGNORECASE)


ASKED = ((PASSWORD_REQUEST, asks_for(ASKABLE)), (CARD_REQUEST, asks_for(CARD)))
HELD = (
    (PRIVATE_KEY, re.compile(r"-----BEGIN (?:[A-Z]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----")),
    (
        TOKEN,
        re.compile(
            r"\b(?:gh[pousr]_[A-Za-z0-9]{30,}|github_pat_\w{40,}|glpat-[\w-]{20,}|xox[abprs]-[\w-]{10,}|AKIA[0-9A-Z]{16}"
            r"|sk_live_\w{16,}|sd_[A-Za-z0-9]{8}_[\w-]{20,}|eyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,})\b"
        ),
    ),
    (
        PASSWORD,
        re.compile(
            r"\b(?:password|passwd|pwd|passphrase|passcode)\s*(?:is|=|:)\s*"
            r"(?!(?:in|on|not|no|now|the|a|an|reset|set|wrong|correct|expired|required|too|being|changed|your|and|or|for|at|"
            r"same|still|never|stored|kept|sent|valid|invalid|good|weak|strong|unknown|incorrect|needed)\b)"
            r"[\"'“‘`]?(?=\S*[\d\W_])\S{6,}",
            re.IGNORECASE,
        ),
    ),
)
DIGITS = re.compile(r"(?<![\d.,#-])\d(?:[ -]?\d){12,18}(?![\d])")
ISSUERS = re.compile(r"4|5[1-5]|2[2-7]|3[47]|3[068]|6011|64[4-9]|65|35")


def findings(text: str) -> list[Finding]:
    """Everything that stands in the way of this text, in its order."""
    return sorted([*asked(text), *held(text), *cards(text)], key=lambda one: (one.begin, one.code))


def asked(text):
    for guard, pattern in ASKED:
        for match in pattern.finditer(text):
            if not NEGATED.search(text[max(0, match.start() - REACH) : match.start()]):
                yield found(guard, match)


def held(text):
    return [found(guard, match) for guard, pattern in HELD for match in pattern.finditer(text)]


def cards(text):
    for match in DIGITS.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        if ISSUERS.match(digits) and luhn(digits):
            yield found(CARD_NUMBER, match)


def luhn(digits: str) -> bool:
    """The check sum of card numbers: from the right every second digit counts twice, as the sum of its digits."""
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def found(guard, match) -> Finding:
    return Finding(guard.code, guard.level, guard.message, guard.instead, match.start(), match.end())


def standing(text: str, confirmed=()) -> list[Finding]:
    """What still stands in the way: every block, and the warnings that were not confirmed."""
    return [one for one in findings(text) if one.level == BLOCK or one.code not in confirmed]
