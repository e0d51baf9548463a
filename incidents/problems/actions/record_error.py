from django.db import transaction

from supportdesk import clock
from supportdesk.errors import Refused, WrongState
from supportdesk.events.record import record
from tickets.desk import guarding
from tickets.desk.texts import one_line

from .. import policy, prefilling
from ..changing import put, write
from ..kinds import Kind
from ..models import KnownError
from ..states import Audience
from .meet import tie

WORDS = (
    "title", "symptom", "conditions", "cause", "workaround", "side_effects", "words_internal", "words_public",
)  # fmt: skip
PLAIN = ("component", "error_codes", "affected_versions", "fixed_versions", "audience", "problem")
MAY_BE_NONE = ("component", "problem")
LINES = {"title": 200, "affected_versions": 200, "fixed_versions": 200}


@transaction.atomic
def record_error(*, by, confirmed=(), **given):
    """Write a known error down as a draft (PRB-05): symptom, conditions, codes, cause, workaround, audience."""
    made = KnownError()
    policy.require(by, "record_known_error", made)
    fill(made, given, by, confirmed)
    now = clock.now()
    made.recorded_by, made.recorded_at, made.checked_at, made.status_since = by.person, now, now, now
    require_whole(made)
    made.save(force_insert=True)
    record(Kind.ERROR_RECORDED, made, by=by, at=now, text={"title": made.title}, problem=made.problem_id)
    return made


@transaction.atomic
def draft_error(ticket, *, by, **given):
    """Write a known error down from what a ticket says, without the people in it; each leads to the other (T-54). What
    is given goes before what the ticket says."""
    ticket.lock()
    policy.require(by, "record_known_error", KnownError())
    prefilling.require_open_talk(ticket)
    made = record_error(by=by, **prefilling.of_error(ticket) | given)
    tie(made, ticket, by, clock.now())
    return made


@transaction.atomic
def edit_error(known_error, *, by, seen, confirmed=(), **given):
    """Change what it says. What is published stays published, so whoever changes it answers for it."""
    known_error.lock(seen)
    policy.require(by, "record_known_error", known_error)
    changes = fill(known_error, given, by, confirmed)
    require_whole(known_error)
    if changes:
        now = clock.now()
        changes |= put(known_error, checked_at=now)
        write(known_error, changes)
        told = {"changes": {name: said for name, said in changes.items() if name != "checked_at"}}
        record(Kind.ERROR_EDITED, known_error, by=by, at=now, text=told, version=known_error.version)
    return known_error


@transaction.atomic
def publish_error(known_error, *, by, seen=None):
    """Approve its words: from now on tickets are met by it, and if its audience is everybody it stands on the list."""
    known_error.lock(seen)
    policy.require(by, "approve_known_error", known_error)
    if known_error.published_at:
        raise WrongState("It is published already.")
    now = clock.now()
    write(known_error, put(known_error, published_at=now, approved_by=by.person, checked_at=now))
    record(Kind.ERROR_PUBLISHED, known_error, by=by, at=now, audience=known_error.audience, version=known_error.version)
    return known_error


@transaction.atomic
def check_error(known_error, *, by):
    """It is still so: looked at today."""
    known_error.lock()
    policy.require(by, "record_known_error", known_error)
    now = clock.now()
    write(known_error, put(known_error, checked_at=now))
    record(Kind.ERROR_CHECKED, known_error, by=by, at=now, version=known_error.version)
    return known_error


def fill(known_error, given, by, confirmed):
    said = guarding.parts(by, {name: given[name] or "" for name in WORDS if name in given}, confirmed)
    if "title" in said:
        said["title"] = one_line(said["title"])
    if given.get("error_codes") is not None:
        given = given | {"error_codes": codes(given["error_codes"])}
    plain = {name: given[name] for name in PLAIN if name in given and (given[name] is not None or name in MAY_BE_NONE)}
    return put(known_error, **said, **plain)


def codes(given):
    """As they are compared: in capitals, each once."""
    found = list(dict.fromkeys(one.strip().upper() for one in given if one.strip()))
    if len(found) > 20 or any(len(one) > 60 for one in found):
        raise Refused("At most 20 error codes of 60 characters each.", field="error_codes")
    return found


def require_whole(known_error):
    for name, words in (("title", "A known error needs a title."), ("symptom", "Say what one sees of it.")):
        if not getattr(known_error, name).strip():
            raise Refused(words, field=name, missing=(name,))
    for name, most in LINES.items():
        if len(getattr(known_error, name)) > most:
            raise Refused(f"At most {most} characters.", field=name)
    if known_error.audience not in Audience.values:
        raise Refused("Say who reads it.", field="audience")
    if known_error.audience == Audience.PUBLIC and not known_error.words_public.strip():
        raise Refused("What everybody reads needs words of its own.", field="words_public", missing=("words_public",))
