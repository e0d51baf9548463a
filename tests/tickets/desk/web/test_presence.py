"""Who is on a ticket, told to pages: only of tickets that their reader may know of, and never to a requester."""

import pytest

from supportdesk import broker
from tickets.desk.actions.restrict import restrict
from tickets.desk.models import Ticket

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nobody_there():
    client = broker.broker().client
    for key in client.scan_iter(broker.key("here:*")):
        client.delete(key)


def there(browser, *tickets):
    answer = browser.get("/tickets/presence", {"ids": "-".join(str(one.pk) for one in tickets)})
    told = answer.json()["tickets"]
    return {int(pk): [(one["name"], one["state"]) for one in people] for pk, people in told.items()}


def test_t_59_ann_writes_and_sam_sees_it_on_page_and_list(browse, page, ann, sam, ticket, opened):
    """T-59: who else is viewing or replying is shown."""
    other = opened(title="Another")
    before = Ticket.objects.values().get(pk=ticket.pk)
    own = browse(ann).post(page(ticket, "presence"), {"state": "writing", "page": "one"})
    assert own.json()["tickets"] == {str(ticket.pk): []}
    assert there(browse(sam), ticket, other) == {ticket.pk: [("Ann", "writing")], other.pk: []}
    (shown,) = browse(sam).get(page(ticket, "presence")).json()["tickets"][str(ticket.pk)]
    assert (shown["initials"], shown["seconds"] <= 40) == ("A", True)
    assert Ticket.objects.values().get(pk=ticket.pk) == before


def test_gone_is_gone_at_once(browse, page, ann, sam, ticket):
    browse(ann).post(page(ticket, "presence"), {"state": "viewing", "page": "one"})
    browse(ann).post(page(ticket, "presence"), {"state": "gone", "page": "one"})
    assert there(browse(sam), ticket) == {ticket.pk: []}


def test_a_requester_neither_sees_nor_is_seen(browse, page, ann, rob, ticket):
    browse(ann).post(page(ticket, "presence"), {"state": "viewing", "page": "one"})
    assert browse(rob).get(page(ticket, "presence")).status_code == 404
    assert browse(rob).post(page(ticket, "presence"), {"state": "viewing", "page": "one"}).status_code == 404
    assert browse(rob).get("/tickets/presence", {"ids": ticket.pk}).status_code == 404


def test_of_a_restricted_ticket_nothing_is_told_outside(browse, page, tess, sam, by, ticket):
    browse(tess).post(page(ticket, "presence"), {"state": "viewing", "page": "one"})
    restrict(ticket, by=by(tess), kind="security", reason="A leak.", people=[])
    assert there(browse(sam), ticket) == {}
    assert browse(sam).post(page(ticket, "presence"), {"state": "viewing", "page": "two"}).status_code == 404


def test_nonsense_is_nobody(browse, page, ann, sam, ticket):
    browse(ann).post(page(ticket, "presence"), {"state": "dancing", "page": "one"})
    assert there(browse(sam), ticket) == {ticket.pk: []}
    assert browse(sam).get("/tickets/presence", {"ids": f"x-{'9' * 30}-"}).json() == {"tickets": {}}


def test_the_page_costs_what_it_cost(browse, page, ann, ticket, django_assert_max_num_queries):
    browser = browse(ann)
    with django_assert_max_num_queries(3):
        browser.post(page(ticket, "presence"), {"state": "viewing", "page": "one"})


def test_rows_come_together_after_an_outage(browse, said, ann, sue, opened):
    one, two = opened(title="Lamp"), opened(title="Door")
    text = said(browse(ann).get("/tickets/rows", {"ids": f"{one.pk}-{two.pk}-x"}))
    assert text.count("<hx-partial") == 2
    assert "Lamp" in text
    assert "Door" in text
    assert browse(sue).get("/tickets/rows", {"ids": one.pk}).status_code == 404
