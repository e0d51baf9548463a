"""Asking for what one may do only with somebody's word."""

import pytest

from supportdesk.approvals.actions.ask import ask
from supportdesk.approvals.actions.withdraw import withdraw
from supportdesk.approvals.models import Approval
from supportdesk.errors import NotAllowed, Refused, WrongState
from tickets.desk.actions.transfer import transfer

pytestmark = pytest.mark.django_db


def test_what_who_and_why_are_kept(asked, triaged, joe, latest):
    assert (asked.state, asked.asked_by, asked.arguments) == ("asked", joe, {"priority": 1})
    assert asked.words == f"Raise T-{triaged.pk} to P1"
    assert (asked.steps, asked.roles, asked.version) == ([["TL", "SA"]], ["TL", "SA"], triaged.version)
    event = latest(triaged)
    assert (event.kind, event.data) == ("approval.asked", {"approval": asked.pk, "action": "set_high"})
    assert event.words == {
        "words": asked.words,
        "reason": "The whole floor stands still.",
        "arguments": {"priority": 1},
    }


def test_asking_changes_nothing_on_the_ticket(triaged, asked):
    version, priority = triaged.version, triaged.priority
    triaged.refresh_from_db()
    assert (triaged.version, triaged.priority) == (version, priority)


def test_the_same_is_asked_once_at_a_time(asked, triaged, by, joe):
    with pytest.raises(WrongState, match="waits for an answer"):
        ask(triaged, by=by(joe), action="set_high", arguments={"priority": 1}, reason="Please.")
    ask(triaged, by=by(joe), action="set_high", arguments={"priority": 2}, reason="Or at least P2.")
    withdraw(asked, by=by(joe))
    ask(triaged, by=by(joe), action="set_high", arguments={"priority": 1}, reason="After all.")


@pytest.mark.parametrize(
    ("action", "arguments", "field"),
    [
        ("note", {}, "action"),
        ("fly", {}, "action"),
        ("set_high", {}, "arguments"),
        ("set_high", {"priority": 9}, "arguments"),
        ("set_high", {"priority": True}, "arguments"),
        ("set_high", {"priority": 1, "queue": 3}, "arguments"),
        ("reroute", {"queue": 987_654}, "arguments"),
        ("reroute", {"queue": "1"}, "arguments"),
    ],
)
def test_only_what_needs_it_is_asked_for_and_in_its_own_words(action, arguments, field, triaged, by, joe, news):
    news(triaged)
    with pytest.raises(Refused) as refusal:
        ask(triaged, by=by(joe), action=action, arguments=arguments, reason="Please.")
    assert refusal.value.field == field
    assert news(triaged) == []


def test_without_a_reason_nothing_is_asked(triaged, by, joe):
    with pytest.raises(Refused) as refusal:
        ask(triaged, by=by(joe), action="set_high", arguments={"priority": 1}, reason=" ")
    assert refusal.value.field == "reason"
    assert not Approval.objects.exists()


@pytest.mark.parametrize("who", ["rob", "ada"])
def test_who_may_never_do_it_cannot_ask(who, request, triaged, by):
    with pytest.raises(NotAllowed):
        ask(
            triaged, by=by(request.getfixturevalue(who)), action="set_high", arguments={"priority": 1}, reason="Please."
        )


def test_a_queue_is_named_in_words(opened, engineering, network, by, joe):
    ticket = opened(queue=engineering)
    approval = ask(ticket, by=by(joe), action="reroute", arguments={"queue": network.pk}, reason="It is a cable.")
    assert approval.words == f"Send T-{ticket.pk} to the queue Network"
    with pytest.raises(Refused, match="approval") as refusal:
        transfer(ticket, by=by(joe), seen=ticket.version, queue=network, reason="It is a cable.")
    assert refusal.value.open == approval.pk


def test_only_whoever_asked_takes_it_back_and_only_once(asked, by, joe, tess, state):
    with pytest.raises(NotAllowed):
        withdraw(asked, by=by(tess))
    withdraw(asked, by=by(joe))
    assert state(asked) == "withdrawn"
    with pytest.raises(WrongState):
        withdraw(asked, by=by(joe))
