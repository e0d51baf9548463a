"""`Idempotency-Key`: a POST that is sent again gets the answer it had, and happens once.

The key is claimed and its answer kept in the transaction of the action itself: two statements more, and a crash leaves
neither a ticket without its key nor a key without its ticket. Whoever finds the key being worked on waits a little.
"""

import hashlib
import json
import re
import time

from django.db import connection, transaction
from django.http import HttpResponse

from supportdesk.api.errors import Problem, malformed
from supportdesk.api.models import IdempotencyRecord

HEADER = "Idempotency-Key"
FORM = re.compile(r"[\x21-\x7e]{1,255}")
KEPT = ("Location", "ETag", "Content-Type")
PATIENCE = 2.0  # seconds to wait for an equal request that is still running
PAUSE = 0.02
CLAIM = """
WITH known AS MATERIALIZED (
    SELECT EXISTS (
        SELECT FROM api_idempotencyrecord
        WHERE principal = %(principal)s AND key = %(key)s AND created_at >= clock_timestamp() - interval '24 hours'
    ) AS known
), free AS MATERIALIZED (
    SELECT known, NOT known AND pg_try_advisory_xact_lock(
        hashtextextended('idempotency:' || %(principal)s || ':' || %(key)s, 0)
    ) AS free FROM known
), made AS (
    INSERT INTO api_idempotencyrecord AS kept (principal, key, fingerprint, created_at)
    SELECT %(principal)s, %(key)s, %(fingerprint)s, clock_timestamp() FROM free WHERE free
    ON CONFLICT (principal, key) DO UPDATE
    SET fingerprint = excluded.fingerprint, created_at = excluded.created_at, status = NULL, headers = NULL, body = NULL
    WHERE kept.created_at < clock_timestamp() - interval '24 hours'
    RETURNING 1
)
SELECT known OR free, EXISTS (SELECT FROM made) FROM free
"""
KEEP = """
UPDATE api_idempotencyrecord SET status = %s, headers = %s, body = %s WHERE principal = %s AND key = %s
"""
HOLDING = (
    "SELECT principal, key, body FROM api_idempotencyrecord WHERE position(%s::bytea IN body) > 0 FOR NO KEY UPDATE"
)
REWRITE = "UPDATE api_idempotencyrecord SET body = %s WHERE principal = %s AND key = %s"
PURGE = "DELETE FROM api_idempotencyrecord WHERE created_at < clock_timestamp() - interval '24 hours'"


def once(request, act, *, of=None):
    """The answer of `act`, or the one it gave when this key was used before. `of` digests a body that is too large to
    be held, or is gone once it was read."""
    key = key_of(request)
    if key is None:
        return act()
    claimed = {"principal": request.user.pk, "key": key, "fingerprint": fingerprint(request, of)}
    deadline = time.monotonic() + PATIENCE
    while True:
        with transaction.atomic():
            done, made = claim(claimed)
            if made:
                return keep(claimed, act())
            if done:
                return replay(claimed)
        if time.monotonic() > deadline:
            raise Problem(
                409, "idempotency_running", "An equal request is still running.", headers={"Retry-After": "1"}
            )
        time.sleep(PAUSE)


def key_of(request):
    key = request.headers.get(HEADER)
    if key is not None and not FORM.fullmatch(key):
        raise malformed("A key is 1 to 255 printable characters without spaces.", "idempotency_key", header=HEADER)
    return key


def fingerprint(request, of=None):
    """What must be equal when a key comes again: method, address and body."""
    digest = hashlib.sha256(f"{request.method} {request.path}\n".encode())
    digest.update(of() if of else request.body)
    return digest.digest()


def claim(claimed):
    """Whether the key is answered already (or was, by the time it was free), and whether it is ours from now on."""
    with connection.cursor() as cursor:
        cursor.execute(CLAIM, claimed)
        return cursor.fetchone()


def keep(claimed, response):
    headers = {name: response[name] for name in KEPT if name in response}
    values = [response.status_code, json.dumps(headers), response.content, claimed["principal"], claimed["key"]]
    with connection.cursor() as cursor:
        cursor.execute(KEEP, values)
    return response


def replay(claimed):
    kept = IdempotencyRecord.objects.get(principal=claimed["principal"], key=claimed["key"])
    if bytes(kept.fingerprint) != claimed["fingerprint"]:
        message = "This key was used for another request. Use a new key for each."
        where = {"header": HEADER, "code": "idempotency_mismatch", "detail": message}
        raise Problem(422, "idempotency_mismatch", message, [where])
    response = HttpResponse(bytes(kept.body or b""), status=kept.status)
    for name, value in (kept.headers or {}).items():
        response[name] = value
    response["Idempotent-Replayed"] = "true"
    return response


def purge():
    """Forget what is older than a day; answers how many."""
    with connection.cursor() as cursor:
        cursor.execute(PURGE)
        return cursor.rowcount


def take_out(spellings, mark):
    """Out of the answers that are kept for repeated requests, whosever they are (SEC-03); answers of how many."""
    written = {said for text in spellings for said in (text.encode(), json.dumps(text)[1:-1].encode())}
    with connection.cursor() as cursor:
        return sum(rewritten(cursor, said, mark.encode()) for said in written)


def rewritten(cursor, said, mark):
    cursor.execute(HOLDING, [said])
    found = cursor.fetchall()
    for principal, key, body in found:
        cursor.execute(REWRITE, [bytes(body).replace(said, mark), principal, key])
    return len(found)
