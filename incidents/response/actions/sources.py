from datetime import timedelta

from django.db import transaction

from supportdesk import clock, vault
from supportdesk.accounts.keys import key_for
from supportdesk.errors import Refused, WrongState
from supportdesk.events.record import record
from supportdesk.outbound.hooks import signature

from .. import policy
from ..kinds import Kind
from ..models import AlertSource

OVERLAP = timedelta(days=1)


@transaction.atomic
def add_source(name, *, by, component=None):
    """A system that may send alerts (INC-22). Answers it and its secret, which is shown this once."""
    policy.require(by, "keep_sources", None)
    said = named(name)
    now = clock.now()
    secret = signature.mint()
    source = AlertSource.objects.create(
        key=key_for(AlertSource, said),
        name=said,
        component=component,
        secret=vault.lock(secret, vault.ALERT_SOURCES),
        secret_since=now,
        made_by=by.person,
        made_at=now,
    )
    record(Kind.SOURCE_ADDED, source, by=by, at=now, text={"name": said}, component=component and component.pk)
    return source, secret


@transaction.atomic
def change_source(source, *, by, name, component=None, seen=None):
    source.lock(seen)
    policy.require(by, "keep_sources", source)
    require_answering(source)
    source.name, source.component = named(name), component
    source.version += 1
    source.save(update_fields=["name", "component", "version"])
    about = {"component": component and component.pk, "version": source.version}
    record(Kind.SOURCE_CHANGED, source, by=by, at=clock.now(), text={"name": source.name}, **about)
    return source


@transaction.atomic
def exchange_secret(source, *, by):
    """A new secret; the one before is good for another day, so that the sender can be changed in between. Answers the
    source and the secret."""
    source.lock()
    policy.require(by, "keep_sources", source)
    require_answering(source)
    now = clock.now()
    secret = signature.mint()
    source.former_secret, source.former_until = source.secret, now + OVERLAP
    source.secret, source.secret_since = vault.lock(secret, vault.ALERT_SOURCES), now
    source.version += 1
    source.save(update_fields=["secret", "secret_since", "former_secret", "former_until", "version"])
    record(Kind.SOURCE_REKEYED, source, by=by, at=now, former_until=source.former_until.isoformat())
    return source, secret


@transaction.atomic
def end_source(source, *, by):
    """It may send nothing any more, from this moment; what it sent stays."""
    source.lock()
    policy.require(by, "keep_sources", source)
    require_answering(source)
    source.ended_at = clock.now()
    source.secret = source.former_secret = ""
    source.version += 1
    source.save(update_fields=["ended_at", "secret", "former_secret", "version"])
    record(Kind.SOURCE_ENDED, source, by=by, at=source.ended_at)
    return source


def named(name):
    said = " ".join(name.split())
    if not said or len(said) > 100:
        raise Refused("A source has a name of at most 100 characters.", field="name", missing=("name",))
    return said


def require_answering(source):
    if source.ended_at:
        raise WrongState("This source was ended. Add a new one.")
