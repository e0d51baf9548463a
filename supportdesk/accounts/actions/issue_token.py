from datetime import timedelta

from django.db import transaction

from supportdesk import clock
from supportdesk.accounts import policy, secret
from supportdesk.accounts.kinds import Kind
from supportdesk.accounts.matrix import unattended
from supportdesk.accounts.models import SCOPES, Token
from supportdesk.errors import Refused
from supportdesk.events.record import record

LONGEST = timedelta(days=366)


@transaction.atomic
def issue_token(person, *, by, name, scopes, days=90):
    """Give a client of the API its key. Returns the row and the text, which is shown this once and never kept."""
    person.lock()
    policy.require(by, "issue_token", person)
    check(person, by, scopes, days)
    now = clock.now()
    prefix, text = secret.mint()
    token = Token.objects.create(
        person=person,
        name=name,
        prefix=prefix,
        digest=secret.digest(text),
        scopes=sorted(set(scopes)),
        created_at=now,
        expires_at=now + timedelta(days=days),
    )
    record(
        Kind.ISSUED,
        token,
        by=by,
        at=now,
        person=person.pk,
        prefix=prefix,
        scopes=token.scopes,
        days=days,
        text={"name": name},
    )
    return token, text


def check(person, by, scopes, days):
    """A key in another person's name would let its maker act as that person."""
    if person.is_system or not (unattended(by) or person.is_machine or person.pk == by.person.pk):
        raise Refused("A token goes to its own holder or to an API client, never to another person.", field="person")
    if not person.is_active:
        raise Refused("This account is closed.", field="person")
    if not scopes or not set(scopes) <= set(SCOPES):
        raise Refused(f"Choose at least one of {', '.join(SCOPES)}.", field="scopes")
    if not timedelta(0) < timedelta(days=days) <= LONGEST:
        raise Refused(f"A token lasts from 1 to {LONGEST.days} days.", field="days")
