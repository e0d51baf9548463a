"""What must not be written, by every way in over REST (SEC-02)."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from supportdesk.configuration.actions.confirm import confirm
from tests.supportdesk.privacy.test_detect import KEY
from tickets.desk.models import Attachment, Message, Note, Ticket

pytestmark = pytest.mark.django_db
OPEN = {"title": "It fails", "type": "incident"}


def problem(response):
    told = response.json()
    return response.status_code, told["code"], told["errors"][0]["pointer"]


def test_a_private_key_in_a_note_is_blocked_and_the_secure_channel_is_offered(api, ann, owned, told):
    """SEC-02: nothing is kept of it, and what to do instead is said."""
    before = told(owned)
    refused = api(ann).post(f"/tickets/{owned.pk}/notes", {"body": f"The key:\n{KEY}", "confirmed": ["private_key"]})
    assert problem(refused) == (422, "guarded", "/body")
    assert "opens once" in refused.json()["findings"][0]["instead"]
    assert not Note.objects.exists()
    assert told(owned) == before


def test_a_requester_is_guarded_too_and_may_confirm_a_warning(api, rob, owned, incident, service_desk):
    """SEC-02: in a new ticket and in a reply."""
    told = OPEN | {"body": "My password: hunter2!x does not work"}
    assert problem(api(rob).post("/tickets", told)) == (422, "guarded", "/body")
    assert api(rob).post("/tickets", told | {"confirmed": ["password"]}).status_code == 201
    assert problem(api(rob).post("/tickets", OPEN | {"title": "4111 1111 1111 1111", "body": "?"}))[2] == "/title"
    assert problem(api(rob).post(f"/tickets/{owned.pk}/messages", {"body": KEY})) == (422, "guarded", "/body")
    assert Ticket.objects.count() == 2


def test_what_the_policy_takes_out_is_gone_before_it_is_kept(api, ann, rob, max, by, owned):
    """SEC-02: by the date on which a manager said so."""
    body = {"body": "Write to rob@acme.example, please."}
    api(ann).post(f"/tickets/{owned.pk}/messages", body)
    confirm("privacy_email", by=by(max), value="mask")
    api(ann).post(f"/tickets/{owned.pk}/messages", body)
    said = list(Message.objects.filter(ticket=owned).order_by("pk").values_list("body", flat=True))[-2:]
    assert said == [body["body"], "Write to [e-mail address], please."]


def sent(client, ticket, content, **given):
    file = SimpleUploadedFile("id_rsa.txt", content.encode())
    return client.client.post(f"/api/v1/tickets/{ticket.pk}/attachments", {"file": file, **given})


def test_a_text_file_with_a_key_goes_only_to_be_opened_once(api, ann, owned):
    """SEC-02: the same for uploads; a log with a password is marked as secret."""
    client = api(ann)
    refused = sent(client, owned, f"hello\n{KEY}")
    assert problem(refused) == (422, "refused", "/attachments")
    assert "a private key" in refused.json()["detail"]
    assert not Attachment.objects.exists()
    assert sent(client, owned, KEY, once="true").status_code == 201
    assert sent(client, owned, "login password: hunter2!x").json()["sensitivity"] == "secret"
    assert sent(client, owned, "from rob@acme.example").json()["sensitivity"] == "plain"


def test_a_resolution_is_guarded_by_its_field(api, ann, owned, resolution):
    """SEC-02: forms too."""
    path = f"/tickets/{owned.pk}/resolution"
    words = resolution | {"advice": "password: hunter2!x"}
    refused = api(ann).post(path, words, If_Match=f'"{owned.version}"')
    assert problem(refused) == (422, "guarded", "/advice")
