"""A chat of another program's, as it speaks to the desk."""

import json
import time

from django.test import Client

from supportdesk.outbound.hooks import signed


def chatted(key, secret, said, message="msg_1"):
    """What the desk answers to this message, which is an object or bytes."""
    sent, instant = said if isinstance(said, bytes) else json.dumps(said).encode(), str(int(time.time()))
    signature = signed.sign(secret, message, instant, sent)
    given = {"Webhook-Id": message, "Webhook-Timestamp": instant, "Webhook-Signature": signature}
    return Client().post(f"/api/v1/chats/{key}", sent, content_type="application/json", headers=given)
