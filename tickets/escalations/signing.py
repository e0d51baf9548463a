"""What a tracker sends is signed: `t=<seconds>,v1=<hex>`, HMAC-SHA-256 over the seconds, a full stop and the body.
Pure."""

import hmac
from hashlib import sha256

TOLERANCE = 300  # seconds between two clocks


def sign(secret: str, at: int, body: bytes) -> str:
    return f"t={at},v1={digest(secret, at, body)}"


def digest(secret: str, at: int, body: bytes) -> str:
    return hmac.new(secret.encode(), b"%d." % at + body, sha256).hexdigest()


def wrong(secret: str, header: str, body: bytes, now: float) -> str:
    """What is wrong with a signature, or nothing."""
    parts = dict(part.partition("=")[::2] for part in header.split(","))
    at, given = parts.get("t", ""), parts.get("v1", "")
    if not (at.isascii() and at.isdecimal() and len(at) <= 12) or not given.isascii():
        return "It is not signed."
    if abs(now - int(at)) > TOLERANCE:
        return "The signature is too old, or from the future."
    return "" if hmac.compare_digest(digest(secret, int(at), body), given) else "The signature does not fit."
