"""What must not be written (SEC-16): asking for a secret, or spelling one out. Pure: a text in, findings out. What is
secret in a text is `supportdesk.privacy`'s to know (SEC-02); who asks for a secret is looked for here."""

import re
from dataclasses import dataclass

from supportdesk.privacy import screening
from supportdesk.privacy.screening import BLOCK, DEFAULTS, Finding


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


def findings(text: str, rules: screening.Rules = DEFAULTS) -> list[Finding]:
    """Everything that stands in the way of this text, in its order."""
    return sorted([*asked(text), *screening.findings(text, rules)], key=lambda one: (one.begin, one.code))


def asked(text):
    for guard, pattern in ASKED:
        for match in pattern.finditer(text):
            if not NEGATED.search(text[max(0, match.start() - REACH) : match.start()]):
                yield Finding(guard.code, guard.level, guard.message, guard.instead, match.start(), match.end())
