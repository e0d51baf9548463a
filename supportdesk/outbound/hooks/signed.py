"""Whether a message that came to us was sent by whom it says, and just now. After Standard Webhooks: the signature
covers id, instant and body, so that none of them can be exchanged. Pure."""

import base64
import hashlib
import hmac
import re
from datetime import UTC, datetime, timedelta

TOLERANCE = timedelta(minutes=5)
ID = re.compile(r"[A-Za-z0-9_.:-]{1,100}")
PREFIX = "whsec_"
INSTANT = re.compile(r"\d{1,12}")


class Unsigned(Exception):
    """Why it is not taken, in words for whoever set the sender up. It tells a stranger nothing."""


def sign(secret, message_id, instant, body):
    """`v1,<base64>`."""
    return signed(keys(secret)[0], message_id, instant, body)


def signed(key, message_id, instant, body):
    said = f"{message_id}.{instant}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, said, hashlib.sha256).digest()).decode()


def keys(secret):
    """What stands behind `whsec_` is the key in base64; a sender that takes the whole secret for it is understood too,
    as is a secret from before, that is no base64."""
    whole = secret.encode()
    try:
        return [base64.b64decode(secret.removeprefix(PREFIX), validate=True), whole]
    except ValueError:
        return [whole]


def require_signed(secrets, headers, body, now):
    """The message's id, once one of the secrets made one of its signatures. Raises Unsigned."""
    message_id, instant = headers.get("Webhook-Id", ""), headers.get("Webhook-Timestamp", "")
    given = headers.get("Webhook-Signature", "").split()
    if not ID.fullmatch(message_id) or not INSTANT.fullmatch(instant) or not given:
        raise Unsigned("Send Webhook-Id, Webhook-Timestamp (seconds) and Webhook-Signature (v1,…).")
    wanted = [signed(key, message_id, instant, body) for secret in secrets for key in keys(secret)]
    if not any(hmac.compare_digest(one.encode(), other.encode()) for one in wanted for other in given):
        raise Unsigned("The signature does not fit the body, or the source is not known.")
    if abs(datetime.fromtimestamp(int(instant), UTC) - now) > TOLERANCE:
        raise Unsigned("The timestamp is more than five minutes away from our clock.")
    return message_id


def require_bearer(secrets, headers):
    """For senders that cannot sign: the secret itself in `Authorization: Bearer …`. Raises Unsigned."""
    kind, _, given = headers.get("Authorization", "").partition(" ")
    if kind.lower() != "bearer" or not any(
        hmac.compare_digest(one.encode(), given.strip().encode()) for one in secrets
    ):
        raise Unsigned("Send the secret of the source as Authorization: Bearer …")
