"""What a file is, by its content."""

import gzip
import json

import pytest

from supportdesk.files import types
from tests.attached import LOG, archive, picture

HAR = {"log": {"version": "1.2", "creator": {"name": "browser"}, "entries": []}}


@pytest.fixture
def file(tmp_path):
    def write(content):
        path = tmp_path / "file"
        path.write_bytes(content)
        return path

    return write


CONTENTS = [
    (LOG, "text/plain"),
    (b'{"a": 1}', "application/json"),
    ("Grüße, 你好\n".encode() * 20_000, "text/plain"),
    (b"\x00\x01\x02\x03", "application/octet-stream"),
    (b"", "text/plain"),
    (b"%PDF-1.7\n\x00\xff" * 40, "application/pdf"),
    (archive({"a.txt": b"a"}), "application/zip"),
    (picture(), "image/png"),
    (b"\x89PNG but not really <html>", "text/html"),
    (b"   <!DOCTYPE html>", "text/html"),
    (b"<svg onload=x>", "image/svg+xml"),
    (b"GIF89a<script>alert(1)</script>", "text/html"),
]


@pytest.mark.parametrize(("content", "kind"), CONTENTS, ids=[repr(content[:4]) for content, _ in CONTENTS])
def test_content_tells_what_it_is(file, content, kind):
    assert types.detect(file(content)) == kind


def test_packed_markup_is_what_it_is_packed_as(file):
    assert types.detect(file(gzip.compress(b"<svg>" * 100))) in ("application/gzip", "application/x-gzip")


def test_a_recording_of_a_browser_is_known(file):
    assert types.is_har(file(json.dumps(HAR).encode()))
    assert types.is_har(file(json.dumps(HAR, indent=2).encode()))
    assert not types.is_har(file(b'{"log": 1}'))
    assert not types.is_har(file(LOG))


@pytest.mark.parametrize("name", ["Cookie", "set-cookie", "Authorization", "X-API-Key"])
def test_headers_that_let_a_reader_in_are_found_wherever_they_stand(file, name):
    header = json.dumps({"name": name, "value": "v"}).encode()
    for before in (0, types.CHUNK - 12, 2 * types.CHUNK - 5):
        assert types.names_secrets(file(b" " * before + header))
    assert not types.names_secrets(file(b'{"name": "Accept", "value": "cookie"}'))
