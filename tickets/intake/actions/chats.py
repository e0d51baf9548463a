from django.db import transaction

from supportdesk import clock
from supportdesk.accounts.keys import key_for
from supportdesk.events.record import record
from supportdesk.outbound.sources import named, require_answering

from .. import mail_policy as policy
from ..kinds import Kind
from ..models import ChatSource


@transaction.atomic
def add_chat(name, *, by, queue, type=None):
    """A chat whose conversations become tickets in `queue` (T-02, INT-04). Answers it and its secret, which is shown
    this once."""
    policy.require(by, "keep_chat", None)
    said, now = named(name), clock.now()
    about = {"name": said, "queue": queue, "type": type, "made_by": by.person, "made_at": now}
    source = ChatSource(key=key_for(ChatSource, said), **about)
    secret = source.renew_secret(now)
    source.save()
    record(Kind.CHAT_ADDED, source, by=by, at=now, text={"name": said}, queue=queue.pk)
    return source, secret


@transaction.atomic
def change_chat(source, *, by, seen=None, **given):
    source.lock(seen)
    policy.require(by, "keep_chat", source)
    require_answering(source)
    source.name = named(given.get("name", source.name))
    source.queue, source.type = given.get("queue", source.queue), given.get("type", source.type)
    source.version += 1
    source.save(update_fields=["name", "queue", "type", "version"])
    about = {"queue": source.queue_id, "version": source.version}
    record(Kind.CHAT_CHANGED, source, by=by, at=clock.now(), text={"name": source.name}, **about)
    return source


@transaction.atomic
def exchange_chat_secret(source, *, by):
    """A new secret; the one before is good for another day. Answers the source and the secret."""
    source.lock()
    policy.require(by, "keep_chat", source)
    require_answering(source)
    now = clock.now()
    secret = source.renew_secret(now)
    source.version += 1
    source.save(update_fields=[*source.SECRET, "version"])
    record(Kind.CHAT_REKEYED, source, by=by, at=now, former_until=source.former_until.isoformat())
    return source, secret


@transaction.atomic
def end_chat(source, *, by):
    """It may send nothing any more, from this moment; what came stays."""
    source.lock()
    policy.require(by, "keep_chat", source)
    require_answering(source)
    source.end(clock.now())
    source.version += 1
    source.save(update_fields=["ended_at", "secret", "former_secret", "version"])
    record(Kind.CHAT_ENDED, source, by=by, at=source.ended_at)
    return source
