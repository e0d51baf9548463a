"""Who sent a message, and when: Standard Webhooks. The signature covers id, instant and body. Pure.

A secret is `whsec_` and the base64 of the key."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterable

PREFIX = "whsec_"


def mint() -> str:
    return PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()


def sign(secret: str, message_id: str, instant: int, body: bytes) -> str:
    said = f"{message_id}.{instant}.".encode() + body
    key = base64.b64decode(secret.removeprefix(PREFIX))
    return "v1," + base64.b64encode(hmac.new(key, said, hashlib.sha256).digest()).decode()


def headers(known: Iterable[str], message_id: str, instant: int, body: bytes) -> dict[str, str]:
    """One signature for each secret that holds: while one is exchanged, either is enough for the receiver."""
    return {
        "Webhook-Id": message_id,
        "Webhook-Timestamp": str(instant),
        "Webhook-Signature": " ".join(sign(secret, message_id, instant, body) for secret in known),
    }
