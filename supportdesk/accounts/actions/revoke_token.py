from django.db import transaction

from supportdesk import clock
from supportdesk.accounts import policy
from supportdesk.accounts.kinds import Kind
from supportdesk.errors import WrongState
from supportdesk.events.record import record


@transaction.atomic
def revoke_token(token, *, by):
    """End a token at once. Whoever holds it may, and whoever administers the API."""
    token.lock()
    policy.require(by, "revoke_token", token)
    if token.revoked_at:
        raise WrongState("This token was revoked already.")
    token.revoked_at = clock.now()
    token.save(update_fields=["revoked_at"])
    record(Kind.REVOKED, token, by=by, at=token.revoked_at, person=token.person_id, prefix=token.prefix)
