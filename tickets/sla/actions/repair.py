"""Putting rows right that do not say what their ledgers say. The moments themselves never change."""

from django.db import transaction

from supportdesk import clock
from supportdesk.events.record import record

from .. import ledger, verify
from ..kinds import Kind
from ..models import AbstractClock


@transaction.atomic
def repair(owner, *, by, model: type[AbstractClock]) -> list[verify.Difference]:
    """Set the clocks of one owner, by its number, from their ledgers, and its copy of the next due time from them.

    Answers what was different. A clock without a ledger cannot be put right.
    """
    locked, rows = verify.certain(model, owner)
    found = verify.differences(rows)
    wrong = {one.clock.pk for one in found if one.clock and one.column != "ledger"}
    if not found:
        return []
    past = verify.histories(rows)
    names = tuple(name for name, _ in verify.columns(model))
    ledger.update([verify.replayed(row, past[row.pk]) for row in rows if row.pk in wrong], names)
    if left := verify.dues(rows):
        locked.keep_due(left[0].should)
    record(
        Kind.REPAIRED,
        locked,
        by=by,
        at=clock.now(),
        text={"differences": [str(one) for one in found]},
        clocks=sorted(wrong),
    )
    return found
