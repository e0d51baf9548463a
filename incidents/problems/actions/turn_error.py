from django.db import transaction

from supportdesk import clock
from supportdesk.errors import Refused, WrongState
from supportdesk.events.record import record

from .. import policy
from ..changing import put, write
from ..kinds import Kind
from ..states import Answer, ErrorStatus


@transaction.atomic
def turn_error(known_error, *, by, seen=None, status, fixed_versions=None):
    """Say where it stands: a fix scheduled, fixed, never to be, or meant so."""
    known_error.lock(seen)
    policy.require(by, "approve_known_error", known_error)
    if status not in ErrorStatus.values:
        raise Refused("Choose one of the states.", field="status")
    if status == known_error.status:
        raise WrongState(f"It is {known_error.get_status_display().lower()} already.")
    also = {"fixed_versions": fixed_versions} if fixed_versions else {}
    return turn(known_error, status, by=by, now=clock.now(), **also)


@transaction.atomic
def close_fixed(problem, *, by):
    """A fix that holds ends what was known to go wrong: each entry says so, with the day, wherever it is read (E.6,
    KB-20). Part of the verification, which has asked for the right."""
    now = clock.now()
    standing = problem.known_errors.exclude(status=ErrorStatus.FIXED).order_by("pk")
    for known_error in standing.select_for_update(no_key=True, of=("self",)):
        turn(known_error, ErrorStatus.FIXED, by=by, now=now)


def turn(known_error, status, *, by, now, **also):
    """A known error, locked, has another status; what was offered of a fixed one is no longer needed."""
    was = known_error.status
    changes = put(known_error, status=status, status_since=now, checked_at=now, **also)
    write(known_error, changes)
    told = {"was": was, "status": status, "version": known_error.version}
    record(Kind.ERROR_MOVED, known_error, by=by, at=now, **told)
    if status == ErrorStatus.FIXED:
        known_error.offers.filter(answer=Answer.OPEN).update(answer=Answer.MOOT, answered_at=now)
    return known_error
