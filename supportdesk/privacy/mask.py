"""A text without what must not go out with it (SEC-02). Pure."""

from collections.abc import Iterable

from .detect import Kind, spans

LABELS = {
    Kind.PRIVATE_KEY: "private key",
    Kind.TOKEN: "token",
    Kind.PASSWORD: "password",
    Kind.CARD: "card number",
    Kind.IBAN: "account number",
    Kind.EMAIL: "e-mail address",
    Kind.PHONE: "phone number",
    Kind.IP: "IP address",
}


def masked(text: str, kinds: Iterable[Kind] = tuple(Kind)) -> str:
    """What is found stands as its kind in brackets, the rest as it was. Masking twice is masking once: what comes to
    light only when its neighbour is gone goes too."""
    kinds = tuple(kinds)
    while found := spans(text, kinds):
        pieces, place = [], 0
        for begin, end, kind in found:
            pieces += [text[place:begin], f"[{LABELS[kind]}]"]
            place = end
        text = "".join([*pieces, text[place:]])
    return text
