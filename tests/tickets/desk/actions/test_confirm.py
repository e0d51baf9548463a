import pytest

from supportdesk.errors import NotAllowed, WrongState
from tickets.desk.actions.confirm import confirm

pytestmark = pytest.mark.django_db


def test_the_requester_says_that_it_is_solved(resolved, by, rob, news, latest):
    """T-29: the requester confirms, and the ticket closes."""
    news(resolved)
    confirm(resolved, by=by(rob))
    resolved.refresh_from_db()
    assert (resolved.status, resolved.close_at) == ("closed", None)
    assert resolved.closed_at == resolved.confirmed_at == resolved.status_since
    assert news(resolved) == ["ticket.confirmed"]
    assert latest(resolved).words["changes"]["status"] == ["resolved", "closed"]


def test_the_organisations_administrator_may_say_it_too(resolved, by, rita):
    assert confirm(resolved, by=by(rita)).status == "closed"


@pytest.mark.parametrize("who", ["ann", "tess", "sue"])
def test_nobody_says_it_for_the_requester(who, resolved, by, request):
    with pytest.raises(NotAllowed):
        confirm(resolved, by=by(request.getfixturevalue(who)))


def test_what_is_not_resolved_is_not_confirmed(owned, by, rob):
    with pytest.raises(WrongState):
        confirm(owned, by=by(rob))
