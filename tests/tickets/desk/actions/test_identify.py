import pytest

from supportdesk.errors import Refused
from tickets.desk.actions.identify import identify
from tickets.desk.queries import search

pytestmark = pytest.mark.django_db


def test_an_identifier_is_typed_and_told(ticket, by, ann, news, latest):
    news(ticket)
    identifier = identify(ticket, by=by(ann), kind="trace", value=" 4bf92f ")
    assert (identifier.kind, identifier.value) == ("trace", "4bf92f")
    assert news(ticket) == ["ticket.identified"]
    assert (latest(ticket).data, latest(ticket).words) == ({"kind": "trace"}, {"value": "4bf92f"})


def test_two_tickets_with_one_request_id_are_both_found(opened, by, ann):
    """T-10: two tickets with one request id: when it is searched, both are listed."""
    one, other, third = opened(), opened(), opened()
    identify(one, by=by(ann), kind="request", value="req-77AB")
    identify(other, by=by(ann), kind="request", value="REQ-77ab")
    identify(third, by=by(ann), kind="request", value="req-78")
    assert list(search.by_identifier(ann, " req-77ab ")) == [other, one]


def test_twice_is_once(ticket, by, ann, news):
    first = identify(ticket, by=by(ann), kind="trace", value="4bf92f")
    news(ticket)
    assert identify(ticket, by=by(ann), kind="trace", value="4bf92f") == first
    assert news(ticket) == []


@pytest.mark.parametrize(("kind", "value", "field"), [("colour", "red", "kind"), ("trace", " ", "value")])
def test_what_is_no_identifier_is_refused(kind, value, field, ticket, by, ann):
    with pytest.raises(Refused) as refusal:
        identify(ticket, by=by(ann), kind=kind, value=value)
    assert refusal.value.field == field
