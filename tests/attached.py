"""Files to send: small real ones, and bad ones as somebody who means harm would make them."""

import gzip
import io
import zipfile

import pytest
from PIL import Image

from supportdesk.accounts.actor import Actor
from supportdesk.files import store
from supportdesk.files.actions.keep import keep
from tickets.desk.actions.attach import attach
from tickets.desk.actions.note import note
from tickets.desk.actions.reply import reply

LOG = b"2026-11-20T09:14:02Z ERROR spooler: job 17 refused, certificate expired\n" * 40
SCRIPT = b"<script>document.title='executed'</script>"


def picture(kind="PNG", size=(60, 40), color="teal", **options):
    """A picture of one colour."""
    made = io.BytesIO()
    Image.new("RGB", size, color).save(made, kind, **options)
    return made.getvalue()


def archive(entries):
    """A ZIP of `{name: content}`."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in entries.items():
            file.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def polyglots():
    """What is two things at once, by the name it is sent under."""
    svg = b'<svg xmlns="http://www.w3.org/2000/svg">' + SCRIPT + b"</svg>"
    return {
        "page.png": b"<!doctype html><html><body>" + SCRIPT,
        "picture.svg": svg,
        "drawing.png": b'<?xml version="1.0"?>' + svg,
        "script.gif": b"GIF89a/*\x01\x00\x01\x00*/=1;document.title='executed';//",
        "paper.pdf": b"%PDF-1.4\n" + SCRIPT + b"\n%%EOF",
        "comment.jpg": picture("JPEG", comment=SCRIPT),
        "tail.png": picture() + SCRIPT,
        "note.txt": b"\xef\xbb\xbf <html>" + SCRIPT,
        "feed.xml": b'<?xml version="1.0"?><x:script xmlns:x="http://www.w3.org/1999/xhtml">document.title="executed"</x:script>',
        "packed.svgz": gzip.compress(svg),
        "web.html": b"<html>" + SCRIPT,
    }


def upload(person, name="error.log", content=LOG):
    """A loose file of this person's, sent with a browser."""
    sent = store.upload(name, content)
    try:
        return keep(sent, by=Actor(person, "browser"))
    finally:
        sent.close()


def put_on(ticket, person, name="error.log", content=LOG, **about):
    """A file that stands on the ticket by itself."""
    (made,) = attach(ticket, by=Actor(person, "browser"), files=[upload(person, name, content).pk], **about)
    return made


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    """Every test has a folder of its own for the bytes."""
    settings.FILES_DIR = tmp_path / "files"
    return settings.FILES_DIR


@pytest.fixture
def uploaded():
    """`uploaded(rob, "error.log", b"…")`: a loose file of Rob's."""
    return upload


@pytest.fixture
def attached():
    """`attached(ticket, rob, "error.log", b"…")`: a file that stands on the ticket by itself."""
    return put_on


@pytest.fixture
def told_with(by, uploaded):
    """`told_with(reply, ticket, ann)`: a file that came with a message (or with a note)."""

    def say(act, ticket, person, name="error.log", content=LOG):
        said = act(ticket, by=by(person), body="See the file.", files=[uploaded(person, name, content).pk])
        return said.attachments.get()

    return say


@pytest.fixture
def with_note(told_with, ann, owned):
    """A file on an internal note of Ann's."""
    return told_with(note, owned, ann, "internal.log")


@pytest.fixture
def with_reply(told_with, ann, owned):
    """A file that came with Ann's reply."""
    return told_with(reply, owned, ann, "steps.log")
