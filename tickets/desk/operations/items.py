"""Carrying out one item, or rehearsing it: what comes of it is an outcome, never an exception."""

import json
from collections.abc import Callable
from typing import NamedTuple

import structlog
from django.db import connection, transaction

from supportdesk.errors import Refused

from ..models import ItemState, OperationItem

REHEARSED = 100
BROKEN = "Something is wrong with this one; nothing was changed, and it has been logged."
log = structlog.get_logger(__name__)


class Outcome(NamedTuple):
    """What became of one ticket, with whatever an undo will need (`data`) and the version it has now."""

    state: str
    why: str = ""
    data: dict = {}
    version: int | None = None


Act = Callable[[OperationItem], Outcome]


class Rehearsed(Exception):
    """Takes everything back that a rehearsal did."""

    def __init__(self, outcome):
        super().__init__()
        self.outcome = outcome


def outcomes(items, tell):
    return [(item, outcome_of(item, tell)) for item in items]


def outcome_of(item: OperationItem, act: Act) -> Outcome:
    """Do it. A refusal concerns this ticket alone, and so does a fault of ours: what the action did is gone with its
    own savepoint."""
    try:
        return act(item)
    except Refused as refusal:
        return Outcome(ItemState.REFUSED, refusal.message)
    except Rehearsed:
        raise
    except Exception:
        log.exception("operation_item_failed", operation=item.operation_id, ticket=item.ticket_id)
        return Outcome(ItemState.REFUSED, BROKEN)


def rehearsed(item: OperationItem, act: Act) -> Outcome:
    """The same, and everything taken back: the preview says what the very action says."""

    def once(item):
        raise Rehearsed(act(item))

    try:
        with transaction.atomic():
            return outcome_of(item, once)
    except Rehearsed as over:
        return over.outcome


def forecast(items: list[OperationItem], act: Act) -> dict:
    """What would happen, by doing it to the first hundred and taking it back."""
    told = [(item, rehearsed(item, act)) for item in items[:REHEARSED]]
    refused = [[item.ticket_id, one.why] for item, one in told if one.state == ItemState.REFUSED]
    skipped = [[item.ticket_id, one.why] for item, one in told if one.state == ItemState.SKIPPED]
    kept = [[item.ticket_id, words] for item, one in told for words in one.data.get("kept", ())]
    return {"checked": len(told), "of": len(items), "refused": refused, "skipped": skipped, "kept": kept}


SETTLE = """
UPDATE desk_operationitem item SET state = told.state, why = told.why, data = told.data, version = told.version
FROM json_to_recordset(%s) AS told (id bigint, state text, why text, data jsonb, version integer)
WHERE item.id = told.id
"""


def settle(told: list[tuple[OperationItem, Outcome]]) -> None:
    """Write what became of a batch, in one statement."""
    rows = [{"id": item.pk, **outcome._asdict()} for item, outcome in told]
    with connection.cursor() as cursor:
        cursor.execute(SETTLE, [json.dumps(rows)])


def words_of(refused) -> dict[str, list[int]]:
    """Reason -> the tickets it stops, so that a page says each reason once."""
    found: dict[str, list[int]] = {}
    for pk, why in refused:
        found.setdefault(why, []).append(pk)
    return found
