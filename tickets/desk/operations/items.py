"""Carrying out one item, or rehearsing it: what comes of it is an outcome, never an exception."""

from collections.abc import Callable
from typing import NamedTuple

import structlog
from django.db import transaction

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


def outcome_of(item: OperationItem, act: Act) -> Outcome:
    """Do it. A refusal concerns this ticket alone, and so does a fault of ours."""
    try:
        with transaction.atomic():
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


def settle(item: OperationItem, outcome: Outcome) -> None:
    """Put the outcome on the row; the caller writes it."""
    item.state, item.why, item.data, item.version = outcome


def words_of(refused) -> dict[str, list[int]]:
    """Reason -> the tickets it stops, so that a page says each reason once."""
    found: dict[str, list[int]] = {}
    for pk, why in refused:
        found.setdefault(why, []).append(pk)
    return found
