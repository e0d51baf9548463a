"""A requester's own security doubt, and the words that wait for the officer."""

import pytest

from supportdesk.errors import WrongState
from supportdesk.events.models import Event
from tickets.desk.actions.reply import reply
from tickets.escalations.actions.begin import begin
from tickets.escalations.models import Escalation

pytestmark = pytest.mark.django_db
SECURITY = {"target": "security", "issue": "security", "trigger": "security"}


def test_rob_says_it_on_his_own_page(browse, rob, sue, ann, sam, owned, sofia, said):
    """ESC-10: one question; the ticket is closed to all but a few, and Rob goes on seeing it."""
    assert "This may be a matter of security" in said(browse(rob).get(f"/tickets/{owned.pk}"))
    path = f"/tickets/{owned.pk}/security-doubt"
    assert browse(sue).get(path).status_code == 404
    assert browse(ann).get(path).status_code == 404
    assert browse(rob).post(path, {"what": ""}).status_code == 422
    told = browse(rob).post(path, {"what": "I see somebody else's invoices."}, follow=True)
    assert "The security officers look at it now" in said(told)
    one = Escalation.objects.get()
    assert (one.target, one.sender) == ("security", rob)
    assert browse(sam).get(f"/tickets/{owned.pk}").status_code == 404
    assert browse(ann).get(f"/tickets/{owned.pk}").status_code == 200


def test_nothing_is_said_outside_until_the_officer_releases_it(browse, by, joe, ann, max, owned, matrix, sofia, said):
    """ESC-10: frozen with the doubt, for owner and manager alike; released by the officer, on the record."""
    begin(owned, by=by(joe), what="Invoices of another.", **SECURITY)
    owned.refresh_from_db()
    with pytest.raises(WrongState, match="frozen until a security officer"):
        reply(owned, by=by(ann), body="We look into it.")
    page = said(browse(ann).get(f"/tickets/{owned.pk}"))
    assert "Nothing is said outside until a security officer releases it" in page
    release = f"/tickets/{owned.pk}/restriction/release"
    assert browse(max).post(release, {"reason": "r"}).status_code == 403
    assert browse(sofia).post(release, {"reason": "The words are agreed."}).status_code == 302
    reply(owned, by=by(ann), body="We look into it.")
    kinds = list(Event.objects.filter(subject="ticket", subject_id=owned.pk).values_list("kind", flat=True))
    assert [one for one in kinds if "words_" in one] == ["ticket.words_frozen", "ticket.words_released"]


def test_frozen_words_over_rest(api, by, joe, ann, owned, matrix, sofia):
    """ESC-10: refused by name, released by the officer."""
    begin(owned, by=by(joe), what="Invoices of another.", **SECURITY)
    refused = api(ann).post(f"/tickets/{owned.pk}/messages", {"body": "We look into it."})
    assert (refused.status_code, refused.json()["permitted"]) == (409, ["release_words"])
    released = api(sofia).post(f"/tickets/{owned.pk}/restriction/release", {"reason": "Agreed."})
    assert released.json()["frozen"] is False
    assert api(ann).post(f"/tickets/{owned.pk}/messages", {"body": "We look into it."}).status_code == 201
