import pytest

from supportdesk.errors import NotAllowed, Refused, WrongState
from tickets.desk.actions.cancel import cancel

pytestmark = pytest.mark.django_db


def test_it_ends_without_a_resolution(owned, by, ann, news, latest):
    news(owned)
    cancel(owned, by=by(ann), seen=owned.version, reason="duplicate", comment="See T-7.")
    owned.refresh_from_db()
    assert (owned.status, owned.resolved_at, owned.closed_at) == ("cancelled", None, owned.status_since)
    assert news(owned) == ["ticket.cancelled"]
    event = latest(owned)
    assert (event.data["reason"], event.words["comment"]) == ("duplicate", "See T-7.")


def test_its_promises_are_off_neither_met_nor_missed(owned, by, ann):
    cancel(owned, by=by(ann), seen=owned.version, reason="spam")
    ended = owned.clocks.exclude(goal="acknowledge")
    assert all(clock.cancelled and clock.stopped_at == owned.closed_at for clock in ended)
    assert owned.due_at is None


def test_what_was_offered_is_offered_no_longer(offered, by, ann):
    cancel(offered, by=by(ann), seen=offered.version, reason="mistake")
    assert (offered.offered_to, offered.handoffs.get().withdrawn_at) == (None, offered.closed_at)


def test_it_needs_a_reason_of_the_list(owned, by, ann):
    with pytest.raises(Refused) as refusal:
        cancel(owned, by=by(ann), seen=owned.version, reason="tired")
    assert (refusal.value.field, refusal.value.missing) == ("reason", ("reason",))


@pytest.mark.parametrize("stage", ["resolved", "closed"])
def test_what_is_over_is_not_cancelled(stage, by, tess, request):
    ticket = request.getfixturevalue(stage)
    with pytest.raises(WrongState):
        cancel(ticket, by=by(tess), seen=ticket.version, reason="mistake")


def test_the_requester_withdraws_the_own_ticket(ticket, by, rob):
    assert cancel(ticket, by=by(rob), seen=ticket.version, reason="withdrawn").status == "cancelled"


@pytest.mark.parametrize("who", ["sue", "erin", "ian"])
def test_who_does_not_cancel(who, ticket, by, request):
    with pytest.raises(NotAllowed):
        cancel(ticket, by=by(request.getfixturevalue(who)), seen=ticket.version, reason="spam")
