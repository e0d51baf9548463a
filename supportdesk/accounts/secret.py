"""The text form of a token: sd_<8 characters to find it by>_<the secret>. Only the digest of the whole is kept."""

import hashlib
import hmac
import re
import secrets
import string

ALPHABET = string.ascii_letters + string.digits
FORM = re.compile(r"sd_([A-Za-z0-9]{8})_[A-Za-z0-9]{40}")


def mint():
    """A new token: its prefix and its whole text. Forty letters and digits are 238 bits."""
    prefix = letters(8)
    return prefix, f"sd_{prefix}_{letters(40)}"


def letters(count):
    return "".join(secrets.choice(ALPHABET) for _ in range(count))


def prefix_of(text):
    """The part to look it up by, or None if this is no token of ours."""
    found = FORM.fullmatch(text)
    return found and found[1]


def digest(text):
    """Plain SHA-256: the secret is random and long, so there is nothing to slow a guesser down for."""
    return hashlib.sha256(text.encode()).hexdigest()


def same(text, kept):
    return hmac.compare_digest(digest(text), kept)
