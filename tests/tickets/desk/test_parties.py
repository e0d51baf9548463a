"""Who held a ticket by what its history says: events in, holders out. No database."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from tickets.desk.kinds import Kind
from tickets.desk.parties import Holder, Party, Team, holders, party_of
from tickets.desk.states import Status, WaitingReason

NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)
QUEUES = {"Service desk": 1, "Engineering": 2}
TEAMS = {1: Team("First line", 1), 2: Team("Builders", 3)}


def event(hour, kind, changes=None, **data):
    """What happened so many hours after nine; `changes` as {field: new value}."""
    words = {"changes": {name: [None, value] for name, value in (changes or {}).items()}}
    return SimpleNamespace(at=NINE + timedelta(hours=hour), kind=kind, data=data, words=words)


def held(*events):
    return [((at - NINE) / timedelta(hours=1), holder) for at, holder in holders(events, QUEUES, TEAMS)]


OPENED = event(0, Kind.OPENED, queue=1)


def test_a_team_holds_what_lies_in_its_queue_and_its_owner_is_named():
    told = held(OPENED, event(1, Kind.ASSIGNED, {"owner": "Ann"}, owner=7))
    assert told == [(0, Holder(Party.SUPPORT, "First line", 1)), (1, Holder(Party.SUPPORT, "First line", 1, "Ann"))]


def test_what_goes_to_those_who_build_it_is_with_engineering():
    """SLA-13: by the queue it was sent to, and back."""
    there = event(2, Kind.TRANSFERRED, {"queue": "Engineering", "owner": None}, from_queue=1, to_queue=2)
    back = event(8, Kind.TRANSFERRED, {"queue": "Service desk"}, from_queue=2, to_queue=1)
    first, builders = Holder(Party.SUPPORT, "First line", 1), Holder(Party.ENGINEERING, "Builders", 3)
    assert held(OPENED, there, back) == [(0, first), (2, builders), (8, first)]


def test_a_queue_changed_by_something_else_is_known_by_its_name():
    assert held(OPENED, event(2, Kind.CLASSIFIED, {"queue": "Engineering"}))[-1][1].party == Party.ENGINEERING


@pytest.mark.parametrize(
    ("status", "reason", "party"),
    [
        (Status.PENDING_REQUESTER, WaitingReason.DETAILS, Party.REQUESTER),
        (Status.PENDING_VENDOR, WaitingReason.VENDOR, Party.VENDOR),
        (Status.PENDING_INTERNAL, WaitingReason.APPROVAL, Party.APPROVAL),
        (Status.PENDING_INTERNAL, WaitingReason.COLLEAGUE, None),
        (Status.SCHEDULED, WaitingReason.CHANGE, Party.ENGINEERING),
        (Status.PENDING_REQUESTER, "", Party.REQUESTER),
        (Status.IN_PROGRESS, "", None),
    ],
)
def test_a_wait_is_with_whom_it_is_for(status, reason, party):
    assert party_of(status, reason) == party


def test_after_a_wait_it_is_with_the_team_again():
    wait = event(1, Kind.MOVED, {"status": "pending_vendor", "waiting_reason": "vendor"}, status="pending_vendor")
    back = event(3, Kind.MOVED, {"status": "in_progress", "waiting_reason": ""}, status="in_progress")
    assert [holder.party for _, holder in held(OPENED, wait, back)] == [Party.SUPPORT, Party.VENDOR, Party.SUPPORT]


def test_where_the_words_were_redacted_the_kind_tells_the_status():
    wait = event(1, Kind.MOVED, status="pending_vendor")
    solved = event(2, Kind.RESOLVED)
    for one in (wait, solved):
        one.words = {}
    assert [holder.party for _, holder in held(OPENED, wait, solved)] == [Party.SUPPORT, Party.VENDOR, Party.SUPPORT]
