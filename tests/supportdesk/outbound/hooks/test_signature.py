"""Signatures after Standard Webhooks, held against an example that was made by others."""

import base64
import hmac
from hashlib import sha256

from supportdesk.outbound.hooks import signature


def test_an_example_of_other_implementations():
    secret, body = "whsec_plJ3nmyCDGBKInavdOK15jsl", b'{"event_type":"ping","data":{"success":true}}'
    signed = signature.sign(secret, "msg_loFOjxBNrRLzqYUf", 1731705121, body)
    assert signed == "v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0="


def test_while_a_secret_is_exchanged_either_is_enough():
    old, new = signature.mint(), signature.mint()
    said = signature.headers([new, old], "evt_7", 1_800_000_000, b"{}")
    assert (said["Webhook-Id"], said["Webhook-Timestamp"]) == ("evt_7", "1800000000")
    for secret, given in zip((new, old), said["Webhook-Signature"].split(), strict=True):
        key = base64.b64decode(secret.removeprefix("whsec_"), validate=True)
        assert len(key) == 32
        assert given == "v1," + base64.b64encode(hmac.digest(key, b"evt_7.1800000000.{}", sha256)).decode()
