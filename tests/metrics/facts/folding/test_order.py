"""What happened at one instant counts in the order in which it was told."""

from datetime import UTC, datetime, timedelta

from metrics.facts.folding import causes, tickets
from metrics.facts.happened import Happened

BEGAN = datetime(2026, 3, 2, 9, tzinfo=UTC)


def told(number, kind, hours=0, *, subject="ticket", actor=2, **data):
    at = BEGAN + timedelta(hours=hours)
    return Happened(number, kind, subject, 1, at, at, actor, "person", "browser", False, None, data)


def first_response(*events):
    said, _ = tickets.fold(list(events))
    return next(one for one in said if one.what == "first_response")


def test_a_promise_told_before_the_reply_ended_by_it_and_one_told_after_it_did_not():
    opened = told(1, "ticket.opened", actor=100, requester=100, standing={"status": "new"})
    reply = told(3, "ticket.replied", 1, from_desk=True, substantial=True)
    before, after = (told(number, "sla.met", 1, goal="first_response", spent=1800) for number in (2, 4))
    kept = first_response(opened, before, reply)
    assert (kept.worked, kept.good, kept.wall) == (1800, True, 3600)
    other = first_response(opened, reply, after)
    assert (other.worked, other.good, other.wall) == (None, None, 3600)


def fixed(*events):
    said, _ = causes.fold([event._replace(subject="problem") for event in events])
    return [(one.goal, one.wall) for one in said]


def test_a_problem_begins_with_its_first_opening():
    """What was told of it before, or said once more, makes no fix earlier or later."""
    fix = {"kind": "problem.moved", "state": "fix_deployed"}
    opened, again = told(2, "problem.opened", 1), told(5, "problem.opened", 4)
    accepted = told(3, "problem.moved", 2, state="accepted")
    assert fixed(told(1, hours=0, **fix), opened, accepted, told(4, hours=3, **fix)) == [
        ("accepted", 3600),
        ("evidence", 7200),
    ]
    assert fixed(opened, again, told(6, hours=5, **fix)) == [("evidence", 14400)]
