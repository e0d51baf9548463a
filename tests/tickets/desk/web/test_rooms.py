"""What the other rooms know of a ticket stands beside it, for whoever works there and may read it."""

import pytest

pytestmark = pytest.mark.django_db


def test_whoever_works_the_ticket_reads_what_the_other_rooms_know(browse, ticket, joe):
    page = browse(joe).get(f"/tickets/{ticket.pk}/rooms")
    assert page.status_code == 200
    assert f'id="ticket-{ticket.pk}-rooms"' in page.text


def test_the_requester_and_the_stranger_get_nothing(browse, ticket, rob, sue):
    for person in (rob, sue):
        assert browse(person).get(f"/tickets/{ticket.pk}/rooms").status_code == 404
