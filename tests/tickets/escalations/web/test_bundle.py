"""The evidence of a packet as one archive."""

import io
import json
import zipfile

import pytest

from tickets.escalations.actions.compose import clear

pytestmark = pytest.mark.django_db


def archive(answer):
    return zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))


def test_what_leaves_is_masked_and_only_cleared_files_go_along(browse, api, by, ann, complete, attached, told):
    """ESC-16: words masked, one file cleared and one not; from the page and over REST."""
    ticket = complete.ticket
    cleared = attached(ticket, ann, "trace ../rob@acme.example.log", b"10:02 E42\n")
    attached(ticket, ann, "private.log", b"nobody cleared this\n")
    clear(complete, by=by(ann), attachment=cleared, sensitivity="internal")
    left = archive(browse(ann).post(f"/escalations/{complete.pk}/export", {"as": "zip"}))
    names = left.namelist()
    assert names[:2] == ["packet.md", "packet.json"]
    assert len(names) == 3
    assert names[2].startswith("files/01-")
    assert "rob@acme.example" not in str(names)
    assert left.read(names[2]) == b"10:02 E42\n"
    assert json.loads(left.read("packet.json"))["escalation"] == complete.reference
    assert told(ticket)[-1] == "escalation.exported"
    assert archive(api(ann).post(f"/escalations/{complete.pk}/bundle", {})).namelist() == names
