from django.db import transaction

from supportdesk import clock
from supportdesk.accounts.keys import key_for
from supportdesk.events.record import record
from supportdesk.outbound.sources import named, require_answering

from .. import policy
from ..kinds import Kind
from ..models import AlertSource


@transaction.atomic
def add_source(name, *, by, component=None):
    """A system that may send alerts (INC-22). Answers it and its secret, which is shown this once."""
    policy.require(by, "keep_sources", None)
    said = named(name)
    now = clock.now()
    about = {"name": said, "component": component, "made_by": by.person, "made_at": now}
    source = AlertSource(key=key_for(AlertSource, said), **about)
    secret = source.renew_secret(now)
    source.save()
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
    secret = source.renew_secret(now)
    source.version += 1
    source.save(update_fields=[*source.SECRET, "version"])
    record(Kind.SOURCE_REKEYED, source, by=by, at=now, former_until=source.former_until.isoformat())
    return source, secret


@transaction.atomic
def end_source(source, *, by):
    """It may send nothing any more, from this moment; what it sent stays."""
    source.lock()
    policy.require(by, "keep_sources", source)
    require_answering(source)
    source.end(clock.now())
    source.version += 1
    source.save(update_fields=["ended_at", "secret", "former_secret", "version"])
    record(Kind.SOURCE_ENDED, source, by=by, at=source.ended_at)
    return source
