"""The child that reads: with an end to time and memory, no secrets, and a successor."""

import base64
import os
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests.mailed import letter
from tickets.intake.mail.mime import Unreadable
from tickets.intake.mail.reader import Reader

from .test_letter import MIXED, POISON, part

GOOD = letter("rob@acme.test")


@pytest.fixture
def reader():
    one = Reader()
    yield one
    one.end()


def test_one_child_reads_mail_after_mail(reader):
    first = reader.read(GOOD), reader.process.pid
    again = reader.read(GOOD), reader.process.pid
    assert first == again
    assert first[0].text == "It blinks red."


def test_files_come_back_byte_by_byte(reader):
    content = bytes(range(256)) * 5_000
    headers = b"Content-Disposition: attachment; filename=a.bin\r\nContent-Transfer-Encoding: base64"
    told = reader.read(MIXED + part(headers, base64.encodebytes(content)) + b"--b--")
    assert [(one.name, one.content) for one in told.files] == [("a.bin", content)]


def test_a_mail_that_takes_too_long_ends_its_reader_and_the_next_is_read(reader):
    """promises 2.11: whatever it is, it is given up in words, and the next good mail has its turn."""
    with pytest.raises(Unreadable, match="more than 10 seconds or too much memory"):
        reader.read(GOOD, patience=0)
    assert reader.read(GOOD).text == "It blinks red."


def test_the_child_knows_no_secret(reader, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "canary")
    reader.read(GOOD)
    assert "canary" not in Path(f"/proc/{reader.process.pid}/environ").read_text()
    assert set(Path(f"/proc/{reader.process.pid}/environ").read_text().split("\0")) - {""} == {
        f"PATH={os.environ['PATH']}"
    }


@pytest.mark.prove
@pytest.mark.parametrize("name", [*POISON, "50 MB"])
def test_any_one_mail_within_ten_seconds_and_200_megabytes(reader, name):
    """R-25, R-26: by the child's own high water, above what it has when it begins; then a good one."""
    reader.read(GOOD)
    began, before = time.monotonic(), high_water(reader.process.pid)
    headers = b"Content-Disposition: attachment; filename=a.bin\r\nContent-Transfer-Encoding: base64"
    raw = POISON.get(name) or MIXED + part(headers, base64.encodebytes(bytes(36_000_000))) + b"--b--"
    process, reader.end = reader.process, lambda: None  # so that it can be looked at when it is done
    with suppress(Unreadable):
        reader.read(raw)
    assert process.poll() is None, "it was too much for the child"
    assert time.monotonic() - began < 10
    assert high_water(process.pid) - before < 200_000
    del reader.end
    assert reader.read(GOOD).text == "It blinks red."


def high_water(process):
    """kB of memory that it ever held."""
    told = Path(f"/proc/{process}/status").read_text()
    return int(told.partition("VmHWM:")[2].split()[0])
