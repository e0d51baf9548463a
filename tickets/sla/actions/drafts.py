from django.db import IntegrityError, transaction
from django.utils.text import slugify

from supportdesk import clock
from supportdesk.errors import Conflict, Refused, WrongState
from supportdesk.events.record import record

from .. import policy
from ..drafting import TERMS
from ..kinds import Kind
from ..models import Draft
from ..models.draft import MODELS
from ..publishing import newest

CHANGEABLE = ("content", "effective_from", "reason", "also_open", "policies")


@transaction.atomic
def begin_draft(key, *, by, what, content, **given):
    """Propose the next version of what has this key, or, without a key, something new under its name. There is one
    draft of a thing at a time; `given` are effective_from, reason, also_open and policies."""
    now = clock.now()
    draft = Draft(what=what, key=key or slugify(content.get("name", ""))[:60], made_by=by.person, made_at=now)
    policy.require(by, "draft_terms", draft)
    draft.base = newest(MODELS[what], draft.key)
    require_place(draft, key)
    fill(draft, by, now, given | {"content": content})
    try:
        with transaction.atomic():
            draft.save()
    except IntegrityError:
        raise WrongState(f"Somebody is drafting the {draft} already.", permitted=()) from None
    text = {"name": draft.name, "changes": changes(draft, now)}
    record(Kind.DRAFTED, draft, by=by, at=now, text=text, what=what, key=draft.key, base=draft.base)
    return draft


def require_place(draft, key):
    if key and not draft.base:
        raise Refused("There is no such thing to change.", field="key")
    if not key and not draft.key:
        raise Refused("Give it a name with letters or digits.", field="name")
    if not key and draft.base:
        raise Refused("There is one of this name already: change that one.", field="name")


@transaction.atomic
def change_draft(draft, *, by, seen=None, **given):
    """Say it otherwise. What was granted for the words before is granted no more. Said in full, it stands on the newest
    version: what was published meanwhile differs from it visibly."""
    draft.lock()
    policy.require(by, "draft_terms", draft)
    require_open(draft)
    if seen is not None and seen != draft.version:
        raise Conflict(seen, draft.version, [])
    now = clock.now()
    before = {name: getattr(draft, name) for name in (*CHANGEABLE, "base")}
    if "content" in given:
        draft.base = newest(MODELS[draft.what], draft.key)
    fill(draft, by, now, given)
    if before == {name: getattr(draft, name) for name in before}:
        return draft
    draft.version += 1
    draft.save()
    text = {"name": draft.name, "changes": changes(draft, now)}
    record(Kind.DRAFT_CHANGED, draft, by=by, at=now, text=text, version=draft.version)
    return draft


@transaction.atomic
def discard_draft(draft, *, by):
    """Nothing comes of it."""
    draft.lock()
    policy.require(by, "draft_terms", draft)
    require_open(draft)
    draft.state = Draft.State.DISCARDED
    draft.save(update_fields=["state"])
    record(Kind.DRAFT_DISCARDED, draft, by=by, at=clock.now(), text={"name": draft.name})
    return draft


def require_open(draft):
    if not draft.is_open:
        raise WrongState("This draft is over already.", permitted=())


def fill(draft, by, now, given):
    """What was given, checked; an instant that has passed is no beginning."""
    starts = given.get("effective_from")
    if starts and starts < now and starts != draft.effective_from:
        raise Refused("That lies in the past. Leave it empty to begin at once.", field="effective_from")
    if len(given.get("reason", "")) > 500:
        raise Refused("The reason is longer than 500 characters.", field="reason")
    if "content" in given:
        given = given | {"content": TERMS[draft.what].checked(given["content"], draft.before, now)}
    for name in CHANGEABLE:
        if name in given:
            setattr(draft, name, given[name])
    draft.changed_by, draft.changed_at = by.person, now


def changes(draft, now):
    return TERMS[draft.what].changes(draft.before, draft.build(now))
