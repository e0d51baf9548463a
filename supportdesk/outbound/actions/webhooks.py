from datetime import timedelta

from django.db import transaction

from supportdesk import clock, vault
from supportdesk.errors import NotAllowed, Refused, WrongState
from supportdesk.events.record import record

from .. import policy
from ..hooks import guard, known, signature
from ..kinds import Kind
from ..models import Webhook

OVERLAP = timedelta(days=1)


@transaction.atomic
def add_webhook(name, *, by, url, kinds, organisation=None):
    """An address that hears of these kinds of events (INT-03), of one organisation or of all. Answers it and its
    secret, which is shown this once."""
    require(by, None, organisation)
    now, secret = clock.now(), signature.mint()
    hook = Webhook.objects.create(
        name=named(name),
        url=addressed(url),
        kinds=chosen(kinds),
        organisation=organisation,
        secret=vault.lock(secret, vault.WEBHOOKS),
        secret_since=now,
        made_by=by.person,
        made_at=now,
    )
    record(Kind.WEBHOOK_ADDED, hook, by=by, at=now, text=words(hook), organisation=hook.organisation_id)
    return hook, secret


@transaction.atomic
def change_webhook(hook, *, by, seen=None, **given):
    """Its name, its address or what it hears of. What it is owed already goes to the new address."""
    hook.lock(seen)
    require(by, hook, hook.organisation)
    require_kept(hook)
    was = words(hook)
    checks = {"name": named, "url": addressed, "kinds": chosen}
    for name, value in given.items():
        setattr(hook, name, checks[name](value))
    now = words(hook)
    changes = {name: [was[name], now[name]] for name in now if was[name] != now[name]}
    if not changes:
        return hook
    hook.version += 1
    hook.save(update_fields=["name", "url", "kinds", "version"])
    record(Kind.WEBHOOK_CHANGED, hook, by=by, at=clock.now(), text={"changes": changes}, version=hook.version)
    return hook


@transaction.atomic
def exchange_webhook_secret(hook, *, by):
    """A new secret; for another day messages are signed with the one before too. Answers the webhook and the secret."""
    hook.lock()
    require(by, hook, hook.organisation)
    require_kept(hook)
    now, secret = clock.now(), signature.mint()
    hook.former_secret, hook.former_until = hook.secret, now + OVERLAP
    hook.secret, hook.secret_since = vault.lock(secret, vault.WEBHOOKS), now
    hook.version += 1
    hook.save(update_fields=["secret", "secret_since", "former_secret", "former_until", "version"])
    record(Kind.WEBHOOK_REKEYED, hook, by=by, at=now, former_until=hook.former_until.isoformat())
    return hook, secret


@transaction.atomic
def end_webhook(hook, *, by):
    """It hears of nothing any more, from this moment; what it was sent stays in its log."""
    hook.lock()
    require(by, hook, hook.organisation)
    require_kept(hook)
    hook.ended_at = clock.now()
    hook.secret = hook.former_secret = ""
    hook.version += 1
    hook.save(update_fields=["ended_at", "secret", "former_secret", "version"])
    record(Kind.WEBHOOK_ENDED, hook, by=by, at=hook.ended_at)
    return hook


def require(by, hook, organisation):
    """An administrator of one organisation keeps those of it, and no others."""
    policy.require(by, "keep_webhooks", hook)
    if by.person.organisation_id not in (None, organisation and organisation.pk):
        raise NotAllowed("keep_webhooks", limit="only: own organisation")


def require_kept(hook):
    if hook.ended_at:
        raise WrongState("This webhook was ended. Add a new one.")


def words(hook):
    return {"name": hook.name, "url": hook.url, "kinds": list(hook.kinds)}


def named(name):
    said = " ".join(name.split())
    if not said or len(said) > 100:
        raise Refused("A webhook has a name of at most 100 characters.", field="name", missing=("name",))
    return said


def addressed(url):
    if fault := guard.wrong(url.strip()):
        raise Refused(fault, field="url")
    return url.strip()


def chosen(kinds):
    given = list(dict.fromkeys(kinds))
    if fault := known.wrong(given):
        raise Refused(fault, field="kinds")
    return given
