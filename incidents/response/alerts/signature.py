"""Whether an alert was sent by whom it says, and just now. After Standard Webhooks: the signature covers id, instant
and body, so that none of them can be exchanged. Pure."""

import base64
import hashlib
import hmac
import re
from datetime import UTC, datetime, timedelta

TOLERANCE = timedelta(minutes=5)
ID = re.compile(r"[A-Za-z0-9_.:-]{1,100}")
INSTANT = re.compile(r"\d{1,12}")


class Unsigned(Exception):
    """Why it is not taken, in words for whoever set the sender up. It tells a stranger nothing."""


def sign(secret, message_id, instant, body):
    """`v1,<base64>`."""
    said = f"{message_id}.{instant}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(secret.encode(), said, hashlib.sha256).digest()).decode()


def require_signed(secrets, headers, body, now):
    """The message's id, once one of the secrets made one of its signatures. Raises Unsigned."""
    message_id, instant = headers.get("Webhook-Id", ""), headers.get("Webhook-Timestamp", "")
    given = headers.get("Webhook-Signature", "").split()
    if not ID.fullmatch(message_id) or not INSTANT.fullmatch(instant) or not given:
        raise Unsigned("Send Webhook-Id, Webhook-Timestamp (seconds) and Webhook-Signature (v1,…).")
    wanted = [sign(secret, message_id, instant, body) for secret in secrets]
    if not any(hmac.compare_digest(one.encode(), other.encode()) for one in wanted for other in given):
        raise Unsigned("The signature does not fit the body, or the source is not known.")
    if abs(datetime.fromtimestamp(int(instant), UTC) - now) > TOLERANCE:
        raise Unsigned("The timestamp is more than five minutes away from our clock.")
    return message_id
