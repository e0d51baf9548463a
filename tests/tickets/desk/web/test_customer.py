from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from supportdesk import clock
from supportdesk.accounts.actions.change_organisation import change_organisation
from tests.supportdesk.api.clients import Api
from tickets.desk.actions.plan import plan
from tickets.desk.actions.reply import reply

pytestmark = pytest.mark.django_db


@pytest.fixture
def card(browse):
    """`card(ann, ticket)`: the answer to Ann's page when it fetches the customer."""
    return lambda person, ticket: browse(person).fetch(f"/tickets/{ticket.pk}/customer")


@pytest.fixture
def account(acme, max, ann, by):
    known = {"entitlement": "Premium", "health": 40, "flags": ["regulated"], "account_owner": ann}
    return change_organisation(acme, by=by(max), seen=1, **known)


def test_the_page_fetches_next_action_and_customer_by_one_question(
    browse, ann, rob, ticket, page, account, by, django_assert_max_num_queries
):
    """In twelve statements at most, whatever is known of the customer and however much is planned."""
    plan(ticket, by=by(ann), seen=ticket.version, what="Call Rob.", at=clock.now() + timedelta(days=1))
    assert f'hx-get="/tickets/{ticket.pk}/later"' in browse(ann).get(page(ticket)).content.decode()
    reader = browse(ann)
    with django_assert_max_num_queries(12):
        html = reader.fetch(page(ticket, "later")).content.decode()
    assert [f'id="ticket-{ticket.pk}-{part}"' in html for part in ("later", "plan", "customer")] == [True] * 3
    assert browse(rob).get(page(ticket, "later")).status_code == 404


def test_the_card_shows_the_account_and_what_else_is_open(card, ann, owned, account, opened):
    other = opened(title="A second one")
    html = card(ann, owned).content.decode()
    for part in ("Acme", "Premium", "40 %", "Regulated", "Ann", "1 more", other.reference, "Round trips"):
        assert part in html


def test_the_tier_held_at_opening_stays(card, ann, max, acme, owned, by):
    """T-33: a change of tier next week does not touch this week's ticket, on page and over REST."""
    change_organisation(acme, by=by(max), seen=1, tier="gold")
    assert "Standard" in card(ann, owned).content.decode()
    assert "Gold now" in card(ann, owned).content.decode()
    assert Api(ann).get(f"/tickets/{owned.pk}").json()["tier"] == "standard"
    assert Api(ann).get(f"/tickets/{owned.pk}/customer").json()["tier"] == "standard"


def test_ask_answer_ask_answer_reads_two_round_trips(card, owned, ann, rob, by):
    """T-51: on the page and over REST."""
    for person in (ann, rob, ann, rob):
        reply(owned, by=by(person), body="A word.")
    assert "<dt>Round trips</dt><dd>2</dd>" in card(ann, owned).content.decode()
    assert Api(ann).get(f"/tickets/{owned.pk}/customer").json()["contacts"]["round_trips"] == 2


def test_it_costs_the_same_however_much_was_said(card, ann, owned, opened):
    card(ann, owned)
    with CaptureQueriesContext(connection) as few:
        card(ann, owned)
    for number in range(5):
        opened(title=f"Ticket {number}")
    with CaptureQueriesContext(connection) as many:
        card(ann, owned)
    assert len(many) == len(few)


def test_without_a_script_it_is_a_page(browse, ann, ticket):
    html = browse(ann).get(f"/tickets/{ticket.pk}/customer").content.decode()
    assert "<html" in html
    assert "Contacts" in html


def test_no_requester_and_no_stranger_sees_the_account(card, rob, rita, sue, ticket, account):
    for person in (rob, rita, sue):
        assert card(person, ticket).status_code == 404
        assert Api(person).get(f"/tickets/{ticket.pk}/customer").status_code == 404
    assert "health" not in Api(rita).get(f"/organisations/{account.pk}").json()
