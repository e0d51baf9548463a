"""The scanner's protocol, against a server that speaks it."""

import pytest

from supportdesk.files import clam
from tests.attached import LOG
from tests.clamd import EICAR, Clamd


@pytest.fixture
def clamd():
    with Clamd() as running:
        yield running


@pytest.fixture
def file(tmp_path):
    def write(content):
        path = tmp_path / "file"
        path.write_bytes(content)
        return path

    return write


@pytest.mark.parametrize("content", [LOG, b"", bytes(300_000)])
def test_nothing_is_found_in_what_is_clean(clamd, file, content):
    assert clam.scan(file(content), clamd.url) == ""
    assert clamd.seen == [content]


def test_what_is_found_has_a_name(clamd, file):
    assert clam.scan(file(b"-" * 100_000 + EICAR), clamd.url) == "Eicar-Test-Signature"


def test_a_socket_in_the_file_system_is_as_good(tmp_path, file):
    with Clamd(tmp_path / "clamd.sock") as running:
        assert clam.scan(file(EICAR), running.url) == "Eicar-Test-Signature"


def test_what_is_too_large_for_it_is_not_judged(file):
    with Clamd(most=1000) as running, pytest.raises(clam.Undecided, match="size limit"):
        clam.scan(file(bytes(5_000_000)), running.url)


def test_nobody_there(clamd, file):
    clamd.stop()
    with pytest.raises(clam.Unavailable):
        clam.scan(file(LOG), clamd.url)


def test_one_that_hangs_up_has_said_nothing(file):
    with Clamd(mute=True) as running, pytest.raises(clam.Unavailable, match="no answer"):
        clam.scan(file(LOG), running.url)
