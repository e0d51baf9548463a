"""What must not be written, in the browser: said with the words kept, and the way out offered (SEC-02)."""

import pytest

from tests.supportdesk.privacy.test_detect import KEY
from tickets.desk.models import Attachment, Note, Ticket

pytestmark = pytest.mark.django_db


def test_a_key_in_a_note_is_refused_the_text_stays_and_the_way_out_is_offered(browse, ann, owned):
    """SEC-02: blocked when it is kept as a note."""
    page = browse(ann).post(f"/tickets/{owned.pk}/notes", {"body": f"Look:\n{KEY}", "kind": "note"})
    html = page.content.decode()
    assert page.status_code == 422
    assert "This holds a private key" in html
    assert f'href="/tickets/{owned.pk}/secret"' in html
    assert "MIIEowIBAAKCAQEAx0d3c1nf" in html
    assert not Note.objects.exists()


def test_a_requester_is_warned_and_may_send_it_as_it_is(browse, rob, incident, service_desk):
    """SEC-02: a new ticket in the portal."""
    browser = browse(rob)
    words = {"title": "It fails", "body": "My password: hunter2!x fails", "type": incident.pk}
    page = browser.post("/tickets/new", words)
    assert page.status_code == 422
    assert 'name="confirmed" value="password"' in page.content.decode()
    assert "hunter2!x" in page.content.decode()
    assert browser.post("/tickets/new", words | {"confirmed": ["password"]}).status_code == 302
    assert Ticket.objects.count() == 1


def test_a_secret_goes_as_a_file_that_opens_once(browse, ann, sam, owned):
    """SEC-02, SEC-04: the secure channel."""
    browser = browse(ann)
    assert browser.get(f"/tickets/{owned.pk}/secret").status_code == 200
    assert browser.post(f"/tickets/{owned.pk}/secret", {"words": KEY, "whom": "inside"}).status_code == 302
    one = Attachment.objects.get()
    assert (one.once, one.internal, one.sensitivity) == (True, True, "secret")


def test_either_words_or_a_file(browse, ann, owned):
    page = browse(ann).post(f"/tickets/{owned.pk}/secret", {"words": " ", "whom": "inside"})
    assert page.status_code == 422
    assert "one of the two" in page.content.decode()
    assert not Attachment.objects.exists()


def test_a_requester_sends_one_too_and_a_stranger_finds_nothing(browse, rob, sue, owned):
    assert browse(sue).get(f"/tickets/{owned.pk}/secret").status_code == 404
    assert "A colleague" not in browse(rob).get(f"/tickets/{owned.pk}/secret").content.decode()
    assert browse(rob).post(f"/tickets/{owned.pk}/secret", {"words": "door code 4711"}).status_code == 302
    assert not Attachment.objects.get().internal
