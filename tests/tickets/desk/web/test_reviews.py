"""A newcomer's reply at the browser and over REST: handed in, looked at, let go or given back."""

import pytest

from supportdesk.accounts.models import RampStage
from tests.tickets.desk.api.conftest import api
from tickets.desk.actions.hold import hold
from tickets.desk.models import Message, Outgoing

pytestmark = pytest.mark.django_db
__all__ = ["api"]
TEXT = "Have you tried turning it off?"


@pytest.fixture
def gate(first_line, joe):
    first_line.reviews_replies = True
    first_line.save()
    joe.ramp_stage = RampStage.FIRST_30_DAYS
    joe.save()


@pytest.fixture
def waiting(gate, triaged, by, joe):
    return hold(triaged, by=by(joe), body=TEXT)


@pytest.mark.parametrize("seconds", [0, 20])
@pytest.mark.parametrize("way", ["post", "send"])
def test_role_04_sent_on_the_page_it_waits_and_the_requester_sees_nothing(
    browse, said, page, gate, triaged, joe, rob, sam, settings, seconds, way
):
    """ROLE-04: whatever the hold, with and without a script."""
    settings.REPLY_HOLD = seconds
    sent = getattr(browse(joe), way)(page(triaged, "replies"), {"body": TEXT, "kind": "reply"})
    assert sent.status_code in (200, 302)
    assert Outgoing.objects.get().state == "review"
    assert not Message.objects.filter(from_desk=True).exists()
    assert TEXT not in said(browse(rob).get(page(triaged)))
    assert "look" in said(browse(joe).get(page(triaged)))
    assert TEXT in said(browse(sam).get(page(triaged)))


def test_looked_at_in_the_list_and_on_the_tickets_page(browse, said, page, waiting, triaged, sam, ann):
    assert TEXT in said(browse(sam).get("/tickets/reviews"))
    assert TEXT not in said(browse(ann).get("/tickets/reviews"))
    assert TEXT not in said(browse(ann).get(page(triaged)))
    address = page(triaged, "outgoing", str(waiting.pk), "review")
    lacking = browse(sam).post(address, {"answer": "return"})
    assert (lacking.status_code, "should be different" in said(lacking)) == (422, True)
    assert browse(ann).post(address, {"answer": "release"}).status_code == 403
    released = browse(sam).post(address, {"answer": "release", "back": "ticket"})
    assert (released.status_code, released["Location"]) == (302, page(triaged))
    assert Outgoing.objects.get().state == "held"


def test_a_requester_finds_no_reviews(browse, page, waiting, triaged, rob, sue):
    for person in (rob, sue):
        assert browse(person).get("/tickets/reviews").status_code == 404
        address = page(triaged, "outgoing", str(waiting.pk), "review")
        assert browse(person).post(address, {"answer": "release"}).status_code == 404


def test_role_04_over_rest_it_waits_too(api, gate, triaged, joe, sam, rob):
    """ROLE-04: 202 and nothing said, until a colleague lets it go."""
    handed_in = api(joe).post(f"/tickets/{triaged.pk}/messages", {"body": TEXT})
    assert (handed_in.status_code, handed_in.json()["state"]) == (202, "review")
    assert TEXT not in api(rob).get(f"/tickets/{triaged.pk}/messages").content.decode()
    assert api(joe).get("/reviews").json()["results"] == []
    (one,) = api(sam).get("/reviews").json()["results"]
    assert (one["body"], one["author"]["name"]) == (TEXT, "Joe")
    assert api(joe).post(f"/reviews/{one['id']}", {"answer": "release"}).status_code == 403
    assert api(rob).post(f"/reviews/{one['id']}", {"answer": "release"}).status_code == 404
    back = api(sam).post(f"/reviews/{one['id']}", {"answer": "return", "comment": "Greet him first."})
    assert (back.json()["state"], back.json()["comment"]) == ("returned", "Greet him first.")
    again = api(sam).post(f"/reviews/{one['id']}", {"answer": "release"})
    assert (again.status_code, again.json()["code"]) == (409, "wrong_state")
