"""What is uploaded and not sent yet: loose, its sender's, and for a day."""

import hashlib
import json
import stat

import pytest
from django.db import transaction

from supportdesk.errors import NotAllowed, Refused
from supportdesk.files import limits, store
from supportdesk.files.models import Scan, StoredFile
from tests.attached import LOG, archive, picture

pytestmark = pytest.mark.django_db
HAR = {"log": {"creator": {}, "entries": [{"request": {"headers": [{"name": "Cookie", "value": "session=1"}]}}]}}


def on_disk(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_it_is_kept_under_a_name_of_ours(uploaded, rob, recorded, own_folder):
    file = uploaded(rob, "../../error.log")
    assert (file.name, file.size, file.type, file.kind) == ("error.log", len(LOG), "text/plain", "log")
    assert file.sha256 == hashlib.sha256(LOG).hexdigest()
    assert file.discard_at == file.stored_at + limits.LOOSE
    assert on_disk(own_folder) == [store.path_of(file.key)]
    assert store.path_of(file.key).read_bytes() == LOG
    assert [event.kind for event in recorded()] == ["file.stored"]


def test_nobody_else_on_the_machine_reads_or_runs_it(uploaded, rob):
    file = uploaded(rob, "run.sh", b"#!/bin/sh\n")
    assert stat.S_IMODE(store.path_of(file.key).stat().st_mode) == 0o640
    assert stat.S_IMODE(store.path_of(file.key).parent.stat().st_mode) & 0o007 == 0


def test_a_picture_has_a_preview(uploaded, rob):
    file = uploaded(rob, "shot.png", picture())
    assert (file.kind, file.type, file.width, file.preview_type) == ("screenshot", "image/png", 60, "image/png")
    assert store.path_of(file.key).read_bytes() == picture()
    assert store.path_of(file.key, preview=True).exists()


def test_a_recording_with_cookies_is_flagged(uploaded, rob):
    """T-09: a HAR is known as one, and what lets its reader in is said."""
    file = uploaded(rob, "session.har", json.dumps(HAR).encode())
    assert (file.kind, file.flagged) == ("har", True)


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "empty"), (bytes(limits.FILE + 1), "larger than 25 MB"), (archive({"../x": b""}), "outside")],
    ids=["empty", "large", "archive"],
)
def test_what_is_refused_leaves_nothing(uploaded, rob, own_folder, recorded, content, words):
    with pytest.raises(Refused, match=words):
        uploaded(rob, "file", content)
    assert on_disk(own_folder) == []
    assert not StoredFile.objects.exists()
    assert recorded() == []


def test_an_hour_has_an_end(uploaded, rob, sue, monkeypatch):
    monkeypatch.setattr(limits, "HOUR_NUMBER", 2)
    uploaded(rob)
    uploaded(rob)
    with pytest.raises(Refused, match="within an hour"):
        uploaded(rob)
    assert uploaded(sue)


def test_an_hour_has_an_end_in_bytes_too(uploaded, rob, monkeypatch):
    monkeypatch.setattr(limits, "HOUR_BYTES", 2 * len(LOG) - 1)
    uploaded(rob)
    with pytest.raises(Refused, match="within an hour"):
        uploaded(rob)


def test_an_auditor_sends_nothing(uploaded, ada, own_folder):
    with pytest.raises(NotAllowed):
        uploaded(ada)
    assert on_disk(own_folder) == []


def test_an_action_that_is_taken_back_leaves_bytes_that_nobody_knows(uploaded, rob, own_folder):
    with transaction.atomic():
        uploaded(rob)
        transaction.set_rollback(True)
    assert not StoredFile.objects.exists()
    assert len(on_disk(own_folder)) == 1  # and the sweep of strays finds it


def test_with_a_scanner_it_waits(uploaded, rob, settings):
    settings.CLAMD_URL = "tcp://127.0.0.1:1"
    file = uploaded(rob)
    assert (file.scan, file.state) == (Scan.PENDING, "waiting")


def test_without_one_it_is_open(uploaded, rob):
    file = uploaded(rob)
    assert (file.scan, file.state) == (Scan.UNSCANNED, "open")
