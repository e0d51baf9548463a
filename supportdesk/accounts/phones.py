"""Phone numbers: how they may be written, and that the log holds none (SEC-06)."""

import re

from supportdesk.accounts.mask import covered
from supportdesk.errors import Refused

FORM = re.compile(r"\+?[\d ()/.-]{5,39}")


def sound(given):
    said = " ".join(given.split())
    if said and not (FORM.fullmatch(said) and sum(sign.isdigit() for sign in said) >= 5):
        raise Refused("Write a phone number in digits, such as +49 30 123456.", field="phone")
    return said


def unspoken(changes):
    """What is told of changes: of a phone number that it changed."""
    return {name: [*map(covered, pair)] if name == "phone" else pair for name, pair in changes.items()}
