import pytest

from supportdesk.errors import NotAllowed, Refused, WrongState
from tickets.desk.actions.cancel import cancel
from tickets.desk.actions.close import close
from tickets.desk.actions.reopen import reopen
from tickets.desk.actions.reply import reply
from tickets.desk.actions.resolve import resolve
from tickets.desk.actions.triage import triage

pytestmark = pytest.mark.django_db


def test_inside_the_window_the_requesters_answer_reopens_it(closed, by, rob, ann, turn_back, told):
    """T-29: on day 3 of 14 the requester answers, and it reopens with owner and history intact."""
    before = told(turn_back(closed, days=3))
    reopen(closed, by=by(rob), reason="not_fixed", body="It blinks again.")
    closed.refresh_from_db()
    assert (closed.status, closed.owner, closed.reopen_count) == ("in_progress", ann, 1)
    assert (closed.resolved_at, closed.closed_at, closed.close_at, closed.confirmed_at) == (None, None, None, None)
    assert told(closed) == [*before, "ticket.reopened"]
    message = closed.messages.latest("pk")
    assert (message.author, message.body, message.from_desk) == (rob, "It blinks again.", False)


def test_it_counts_once_against_the_resolution_before(closed, by, rob, ann, resolution, turn_back):
    """T-30: a reopen stores reason, previous resolver, time since closure and same cause, and counts once."""
    turn_back(closed, days=3)
    reopen(closed, by=by(rob), reason="recurred", same_cause=True)
    reopening = closed.reopenings.get()
    first = closed.resolutions.get()
    assert (reopening.resolution, reopening.previous_resolver, reopening.reason) == (first, ann, "recurred")
    assert (reopening.same_cause, reopening.get_reason_display()) == (True, "It came back")
    assert 0 <= reopening.seconds_since_resolution - 3 * 86400 < 60
    resolve(closed, by=by(ann), seen=closed.version, **resolution)
    reopen(closed, by=by(rob), reason="not_fixed")
    assert list(closed.reopenings.values_list("resolution", flat=True)) == list(
        closed.resolutions.values_list("pk", flat=True)
    )
    assert closed.reopen_count == 2


def test_the_telling_names_reason_and_resolver(closed, by, tess, ann, latest):
    """T-30: reported, a reopen shows its reason and whose resolution did not hold."""
    reopen(closed, by=by(tess), reason="closed_in_error")
    event = latest(closed)
    assert (event.kind, event.data["reason"], event.data["resolver"]) == ("ticket.reopened", "closed_in_error", ann.pk)
    assert event.data["reopening"] == closed.reopenings.get().pk


def test_the_resolution_clock_goes_on_from_what_was_spent(opened_ago, by, tess, printing, resolution, clock_of):
    """A reopened promise is not a new one: the time used before the resolution stays used."""
    ticket = opened_ago(hours=1)
    triage(ticket, by=by(tess), seen=1, impact=1, urgency=1, category=printing)
    resolve(ticket, by=by(tess), seen=ticket.version, **resolution)
    first = clock_of(ticket, "resolution")
    reopen(ticket, by=by(tess), reason="not_fixed")
    second = clock_of(ticket, "resolution")
    assert (second.pk != first.pk, second.spent) == (True, first.spent)
    assert abs((second.due_at - second.started_at).total_seconds() - (4 * 3600 - first.spent)) < 1
    assert ticket.due_at == second.due_at


def test_after_the_window_a_requester_opens_a_follow_up(closed, by, rob, turn_back):
    """T-29: after the reopen window a reply no longer reopens: a linked follow-up is asked for."""
    turn_back(closed, days=15)
    with pytest.raises(WrongState, match="Open a new one"):
        reopen(closed, by=by(rob), reason="recurred")


def test_the_desk_reopens_at_any_time(closed, by, joe, turn_back):
    turn_back(closed, days=400)
    assert reopen(closed, by=by(joe), reason="closed_in_error").status == "in_progress"


def test_what_was_only_resolved_reopens_too(resolved, by, rob):
    assert reopen(resolved, by=by(rob), reason="not_fixed").status == "in_progress"


def test_the_reason_is_one_of_the_list(closed, by, rob):
    with pytest.raises(Refused) as refusal:
        reopen(closed, by=by(rob), reason="because")
    assert (refusal.value.field, refusal.value.missing) == ("reason", ("reason",))


@pytest.mark.parametrize("stage", ["ticket", "owned"])
def test_what_is_not_over_is_not_reopened(stage, by, ann, request):
    with pytest.raises(WrongState):
        reopen(request.getfixturevalue(stage), by=by(ann), reason="not_fixed")


def test_what_was_cancelled_stays_cancelled(ticket, by, tess):
    cancel(ticket, by=by(tess), seen=ticket.version, reason="spam")
    with pytest.raises(WrongState):
        reopen(ticket, by=by(tess), reason="closed_in_error")


def test_after_a_confirmation_taken_back_it_needs_another(closed, by, rob, ann, tess, resolution):
    reopen(closed, by=by(rob), reason="not_fixed")
    resolve(closed, by=by(ann), seen=closed.version, **resolution)
    with pytest.raises(Refused) as refusal:
        close(closed, by=by(ann), seen=closed.version)
    assert refusal.value.field == "confirmation"


def test_an_answer_of_the_desk_is_possible_again(closed, by, rob, ann):
    reopen(closed, by=by(rob), reason="not_fixed")
    assert reply(closed, by=by(ann), body="Which colour now?").pk


def test_the_organisations_administrator_reopens_a_stranger_does_not(closed, by, rita, sue):
    with pytest.raises(NotAllowed):
        reopen(closed, by=by(sue), reason="not_fixed")
    assert reopen(closed, by=by(rita), reason="not_fixed").status == "in_progress"
