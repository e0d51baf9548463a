"""Files on a ticket's page: chosen without a script, shown where they stand, removed."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from supportdesk.files import limits
from supportdesk.files.models import StoredFile
from tests.attached import LOG, picture
from tickets.desk.models import Attachment, Ticket

pytestmark = pytest.mark.django_db


def sent(name="error.log", content=LOG):
    return SimpleUploadedFile(name, content)


def test_a_requester_replies_with_a_file_without_a_script(browse, page, owned, rob, said):
    answer = browse(rob).post(page(owned, "replies"), {"body": "Here it is.", "files": [sent(), sent("two.log")]})
    assert answer.status_code == 302
    message = owned.messages.latest("pk")
    assert [one.file.name for one in message.attachments.all()] == ["error.log", "two.log"]
    shown = said(browse(rob).get(page(owned)))
    assert "two.log" in shown
    assert f"/tickets/{owned.pk}/attachments/{message.attachments.first().pk}" in shown


def test_what_was_uploaded_before_is_named(browse, page, owned, rob, uploaded):
    file = uploaded(rob)
    browse(rob).send(page(owned, "replies"), {"body": "Here.", "attachments": [file.pk]})
    assert Attachment.objects.get().file == file


def test_a_file_on_a_note_is_shown_to_the_desk_alone(browse, page, owned, ann, rob, said):
    browse(ann).post(page(owned, "notes"), {"body": "Look.", "mode": "note", "files": [sent("inside.log")]})
    assert Attachment.objects.get().internal
    assert "inside.log" in said(browse(ann).get(page(owned)))
    assert "inside.log" not in said(browse(rob).get(page(owned)))


def test_a_picture_is_shown_and_leads_to_the_whole(browse, page, owned, rob, ann, said, attached):
    one = attached(owned, rob, "shot.png", picture())
    shown = said(browse(ann).get(page(owned)))
    assert f'src="/tickets/{owned.pk}/attachments/{one.pk}/preview"' in shown
    assert "added a file" in shown


def test_help_is_asked_for_with_a_picture(browse, rob, service_desk, incident):
    given = {"title": "It looks wrong", "body": "See.", "type": incident.pk, "files": [sent("shot.png", picture())]}
    assert browse(rob).post("/tickets/new", given).status_code == 302
    assert Ticket.objects.get().messages.get().attachments.get().file.name == "shot.png"


def test_what_else_is_wrong_nobody_chooses_a_file_twice(browse, page, owned, rob, said):
    """The form comes back with the file in it, as a number."""
    client = browse(rob)
    answer = client.post(page(owned, "replies"), {"body": "", "files": [sent()]})
    assert answer.status_code == 422
    file = StoredFile.objects.get()
    assert f'name="attachments" value="{file.pk}"' in said(answer)
    client.post(page(owned, "replies"), {"body": "Here.", "attachments": [file.pk]})
    assert Attachment.objects.get().file == file


def test_what_is_too_large_is_said_and_the_text_kept(browse, page, owned, rob, said, own_folder, monkeypatch):
    """SEC-04: limits are said in words, and nothing of the file is kept."""
    monkeypatch.setattr(limits, "FILE", 100)
    answer = browse(rob).post(page(owned, "replies"), {"body": "My words", "files": [sent()]})
    assert answer.status_code == 422
    assert "is larger than" in said(answer)
    assert "My words" in said(answer)
    assert [path for path in own_folder.rglob("*") if path.is_file()] == []


def test_one_too_many_is_said(browse, page, owned, rob, said, own_folder):
    files = [sent(f"{number}.log") for number in range(limits.NUMBER + 1)]
    answer = browse(rob).post(page(owned, "replies"), {"body": "All", "files": files})
    assert answer.status_code == 422
    assert "At most 10 files" in said(answer)
    assert not Attachment.objects.exists()


def test_a_request_that_announces_too_much_is_not_even_read(browse, page, owned, rob, said):
    path = page(owned, "replies")
    answer = browse(rob).generic(
        "POST", path, b"x", "multipart/form-data; boundary=b", CONTENT_LENGTH=str(limits.BODY + 1)
    )
    assert answer.status_code == 413
    assert "At most 50 MB" in said(answer)


def test_removing_asks_first(browse, page, owned, rob, ann, said, attached):
    one = attached(owned, rob)
    client = browse(ann)
    path = page(owned, "attachments", str(one.pk), "removal")
    assert path in said(client.get(page(owned)))
    assert "There is no way back" in said(client.get(path))
    assert client.post(path, {"sure": "1", "reason": "A password stands in it."}).status_code == 302
    assert Attachment.objects.get().removed_by == ann
    shown = said(browse(rob).get(page(owned)))
    assert "removed" in shown
    assert "A password stands in it." not in shown


def test_files_by_themselves(browse, page, owned, ann, rob, said):
    browse(ann).post(page(owned, "attachments"), {"files": [sent("plan.log")], "internal": "1"})
    assert Attachment.objects.get().internal
    assert "plan.log" not in said(browse(rob).get(page(owned)))


def test_a_page_that_waits_for_the_scanner_is_fetched_anew_when_it_has_looked(
    browse, page, owned, rob, settings, attached
):
    settings.CLAMD_URL = "tcp://127.0.0.1:1"
    attached(owned, rob)
    client = browse(rob)
    first = client.get(page(owned, "timeline"))
    assert b"being checked" in first.content
    assert client.get(page(owned, "timeline"), headers={"If-None-Match": first["ETag"]}).status_code == 304
    StoredFile.objects.update(scan="clean")
    again = client.get(page(owned, "timeline"), headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 200
    assert b"being checked" not in again.content
