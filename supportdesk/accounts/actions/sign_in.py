from django.db import transaction

from supportdesk import clock
from supportdesk.accounts.kinds import Kind
from supportdesk.events.record import record


@transaction.atomic
def signed_in(person, *, by, methods):
    """Note a completed sign-in and how it was proved: password, mfa, passkey."""
    record(Kind.SIGNED_IN, person, by=by, at=clock.now(), methods=methods)


@transaction.atomic
def sign_in_failed(person, *, by):
    """Note a refused password for an account that exists. Guesses at unknown addresses only reach the server's log."""
    record(Kind.SIGN_IN_FAILED, person, by=by, at=clock.now())
