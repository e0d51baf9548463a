from django.db import transaction

from supportdesk import clock
from supportdesk.accounts import policy
from supportdesk.accounts.factors import forget_factors
from supportdesk.accounts.kinds import Kind
from supportdesk.errors import Refused, WrongState
from supportdesk.events.record import record


@transaction.atomic
def send_link(person, *, by):
    """Note that a link to choose a password goes to the person's own address; the entry point sends it afterwards.
    Nobody else ever sees it: whoever held it could act as them."""
    person.lock()
    policy.require(by, "reset_access", person)
    require_signs_in(person)
    record(Kind.LINK_SENT, person, by=by, at=clock.now())
    return person


@transaction.atomic
def reset_factors(person, *, by):
    """Take away codes, recovery codes and passkeys, so that somebody who lost them can set up new ones."""
    person.lock()
    policy.require(by, "reset_access", person)
    require_signs_in(person)
    if not forget_factors(person):
        raise WrongState("This account has no second factor.")
    record(Kind.FACTORS_RESET, person, by=by, at=clock.now())
    return person


def require_signs_in(person):
    if person.is_machine:
        raise Refused("An API client does not sign in; it holds a token.")
    if not person.is_active:
        raise WrongState("This account is closed.")
