"""Files over REST: uploaded, named, listed, led to, removed."""

import hashlib
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from supportdesk.files import limits, links
from supportdesk.files.models import StoredFile
from tests.attached import LOG, archive, picture
from tickets.desk.models import Attachment

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(api):
    """`post(client, path, content=…, **fields)`: a form of several parts, as curl -F sends it."""

    def send(client, path, name="error.log", content=LOG, headers=None, **fields):
        given = {"file": SimpleUploadedFile(name, content), **fields}
        return client.client.post(f"/api/v1{path}", given, headers=headers or {})

    return send


def test_uploaded_first_then_named_in_a_message(api, post, owned, rob):
    client = api(rob)
    made = post(client, "/files")
    assert made.status_code == 201
    file = made.json()
    assert (file["name"], file["size"], file["type"]) == ("error.log", len(LOG), "text/plain")
    assert file["sha256"] == hashlib.sha256(LOG).hexdigest()
    assert client.get(made["Location"].removeprefix("/api/v1")).json() == file
    sent = client.post(f"/tickets/{owned.pk}/messages", {"body": "Here.", "attachments": [file["id"]]})
    assert sent.status_code == 201
    (listed,) = [one for one in client.get(f"/tickets/{owned.pk}/messages").json()["results"] if one["attachments"]]
    assert listed["attachments"] == sent.json()["attachments"]
    assert listed["attachments"][0]["sha256"] == file["sha256"]
    assert client.get(made["Location"].removeprefix("/api/v1")).status_code == 404


def test_put_on_the_ticket_at_once(api, post, owned, ann):
    """T-09: with its kind, capture time, source and mark."""
    client = api(ann)
    about = {"kind": "trace", "source": "gateway-7", "sensitivity": "personal", "internal": "true"}
    made = post(client, f"/tickets/{owned.pk}/attachments", **about, captured_at="2026-11-20T09:00:00Z")
    assert made.status_code == 201
    told = made.json()
    assert {name: told[name] for name in ("kind", "source", "sensitivity", "internal", "captured_at", "state")} == {
        **about,
        "internal": True,
        "captured_at": "2026-11-20T09:00:00Z",
        "state": "open",
    }
    assert client.get(f"/tickets/{owned.pk}/attachments").json()["results"] == [told]
    assert client.get(made["Location"].removeprefix("/api/v1")).json() == told


def test_a_link_leads_to_the_bytes(api, post, owned, ann):
    client = api(ann)
    path = f"/tickets/{owned.pk}/attachments/{post(client, f'/tickets/{owned.pk}/attachments').json()['id']}"
    link = client.get(f"{path}/link").json()
    answer = client.get(link["url"].partition("/api/v1")[2])
    assert answer.getvalue() == LOG
    assert link["expires_at"].endswith("Z")


def test_removed_or_after_ten_minutes_it_is_over(api, post, owned, ann):
    """SEC-04: a link refuses once its time has passed, and at once when its file was removed."""
    client = api(ann)
    path = f"/tickets/{owned.pk}/attachments/{post(client, f'/tickets/{owned.pk}/attachments').json()['id']}"
    link = client.get(f"{path}/link").json()["url"].partition("/api/v1")[2]
    signed = links.read(link.rsplit("/", 1)[1])
    late = client.get(f"/files/content/{signed._replace(until=0).signed()}")
    assert (late.status_code, late.json()["code"]) == (410, "over")
    assert client.delete(path).status_code == 204
    over = client.get(link)
    assert (over.status_code, over.json()["code"]) == (410, "over")
    assert client.get(path).json()["state"] == "removed"
    assert client.delete(path).status_code == 409


def test_sent_twice_kept_once(api, post, rob):
    """The key covers the bytes, which no server holds in memory."""
    client = api(rob)
    key = {"Idempotency-Key": "upload-1"}
    first, again = post(client, "/files", headers=key), post(client, "/files", headers=key)
    assert again["Idempotent-Replayed"] == "true"
    assert first.json() == again.json()
    assert StoredFile.objects.count() == 1
    assert post(client, "/files", content=LOG + b"!", headers=key).status_code == 422
    assert post(client, "/files", name="other.log", headers=key).status_code == 422
    assert StoredFile.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "status", "words"),
    [(b"", 422, "empty"), (archive({"../x": b"x"}), 422, "outside"), (bytes(2000), 413, "larger than")],
    ids=["empty", "archive", "large"],
)
def test_what_is_refused_says_why_and_leaves_nothing(api, post, rob, monkeypatch, own_folder, content, status, words):
    monkeypatch.setattr(limits, "FILE", 1500)
    answer = post(api(rob), "/files", content=content)
    assert answer.status_code == status
    assert words in str(answer.json())
    assert not StoredFile.objects.exists()
    assert [path for path in own_folder.rglob("*") if path.is_file()] == []


def test_an_upload_that_is_cut_off_is_none(api, rob, own_folder):
    """A connection that breaks looks like an end; nothing is half stored."""
    head = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.log"\r\n\r\n'
    form = "multipart/form-data; boundary=b"
    whole = head + LOG + b"\r\n--b--\r\n"
    client = api(rob).client
    for cut in (whole[:-1], whole[: len(head) + 100], whole[:20], b""):
        wire = {"CONTENT_LENGTH": str(len(whole)), "CONTENT_TYPE": form, "wsgi.input": io.BytesIO(cut)}
        answer = client.generic("POST", "/api/v1/files", **wire)
        assert answer.status_code == 400, len(cut)
        assert not StoredFile.objects.exists()
        assert [path for path in own_folder.rglob("*") if path.is_file()] == []


def test_only_a_form_of_parts_is_read(api, rob, post):
    client = api(rob)
    assert client.post("/files", {"file": "x"}).status_code == 415
    assert client.client.post("/api/v1/files", {"file": "no file"}).status_code == 400
    assert post(client, "/files", more="x").status_code == 400
    assert post(api(rob, scopes=["tickets:read"]), "/files").status_code == 403


def test_taken_back(api, post, rob):
    client = api(rob)
    path = post(client, "/files").headers["Location"].removeprefix("/api/v1")
    assert client.delete(path).status_code == 204
    assert StoredFile.objects.get().discard_at is not None


def test_strangers_name_nothing(api, owned, sue, rob, ann, post, uploaded):
    assert post(api(sue), f"/tickets/{owned.pk}/attachments").status_code == 404
    theirs = uploaded(rob).pk
    refused = api(ann).post(f"/tickets/{owned.pk}/notes", {"body": "Mine", "attachments": [theirs]})
    unknown = api(ann).post(f"/tickets/{owned.pk}/notes", {"body": "Mine", "attachments": [999_999]})
    assert refused.status_code == unknown.status_code == 422
    assert refused.json()["detail"] == unknown.json()["detail"]
    assert not Attachment.objects.exists()


def test_a_requester_is_told_nothing_of_what_is_inside(api, owned, rob, with_note, with_reply):
    told = api(rob).get(f"/tickets/{owned.pk}/attachments").json()["results"]
    assert [one["id"] for one in told] == [with_reply.pk]
    assert not {"note", "internal"} & set(told[0])


def test_a_ticket_is_opened_with_a_picture(api, post, rob, incident, service_desk):
    client = api(rob)
    file = post(client, "/files", "shot.png", picture()).json()
    assert (file["width"], file["height"]) == (60, 40)
    letter = {"title": "It looks wrong", "body": "See.", "type": "incident", "attachments": [file["id"]]}
    assert client.post("/tickets", letter).status_code == 201
    assert Attachment.objects.get().message.body == "See."
