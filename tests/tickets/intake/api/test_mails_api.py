"""Mail over REST: the same actions, the same refusals."""

import pytest

from supportdesk.outbound.letters import letter as outgoing
from supportdesk.outbound.letters import post
from supportdesk.outbound.models import Mail
from tests.mailed import letter
from tickets.intake.mail.working import read_next

pytestmark = pytest.mark.django_db


def test_a_mailbox_from_first_to_last(api, olga, service_desk, network, incident):
    """INT-05: over REST."""
    client = api(olga)
    made = client.post("/mailboxes", {"address": "help@desk.test", "queue": "service-desk", "type": "incident"})
    assert (made.status_code, made.json()["queue"]) == (201, service_desk.pk)
    at = f"/mailboxes/{made.json()['id']}"
    assert client.patch(at, {"queue": "network"}, if_match='"1"').json()["queue"] == network.pk
    assert client.patch(at, {"imap_host": "imap.desk.test"}, if_match='"2"').status_code == 422
    assert client.delete(at).json()["ended_at"]
    again = client.post("/mailboxes", {"address": "help@desk.test", "queue": "network"})
    assert (again.status_code, again.json()["errors"][0]["pointer"]) == (422, "/address")


def test_what_is_held_over_rest(api, brought, ann, rob, sue):
    held = brought(b"From: a@x.test, b@x.test\r\n\r\nWho am I?")
    client = api(ann)
    (told,) = client.get("/incoming-mails").json()["results"]
    assert (told["id"], told["outcome"], told["ticket"]) == (held.pk, "held", None)
    assert client.get(f"/incoming-mails/{held.pk}/raw").content.endswith(b"Who am I?")
    assert client.post(f"/incoming-mails/{held.pk}/retrial").json()["outcome"] == "waiting"
    read_next()
    assert client.post(f"/incoming-mails/{held.pk}/dismissal", {"reason": "Spam."}).json()["outcome"] == "dismissed"
    opened = brought(letter(rob.email))
    assert client.post(f"/incoming-mails/{opened.pk}/retrial").status_code == 409
    for stranger in (rob, sue):
        assert api(stranger).get(f"/incoming-mails/{held.pk}").status_code == 404


def test_the_log_over_rest(api, ann, ticket):
    """COM-18: and what was given up is sent once more."""
    post([outgoing("rob@acme.test", subject="News", body="Look.", about="ticket", about_id=ticket.pk)])
    Mail.objects.update(send_at=None, tries=7, error="away")
    client = api(ann)
    (told,) = client.get("/mails").json()["results"]
    assert (told["ticket"], told["state"], told["error"]) == (ticket.pk, "given_up", "away")
    assert client.post(f"/mails/{told['id']}/sending").json()["state"] == "waiting"
    assert client.post(f"/mails/{told['id']}/sending").status_code == 409
