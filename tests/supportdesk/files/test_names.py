import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supportdesk.files.names import LONGEST, clean

NAMES = [
    ("error.log", "error.log"),
    ("../../etc/passwd", "passwd"),
    ("..\\..\\windows\\win.ini", "win.ini"),
    ("/etc/shadow", "shadow"),
    (".htaccess", "htaccess"),
    ("\u200b.htaccess", "htaccess"),
    ("..", "file"),
    ("", "file"),
    ("   ", "file"),
    ("a\x00b.log", "ab.log"),
    ("invoice\u202egpj.exe", "invoicegpj.exe"),
    ("line\r\nbreak.log", "line break.log"),
    ("CON", "_CON"),
    ("nul.txt", "_nul.txt"),
    ("lpt1.tar.gz", "_lpt1.tar.gz"),
    ("a<b>:c|d?.txt", "a_b__c_d_.txt"),
    ("trailing. . .", "trailing"),
    ("\ud800half.log", "half.log"),
    ("حجز قاعة.pdf", "حجز قاعة.pdf"),
    ("e\u0301te\u0301.txt", "été.txt"),
]


@pytest.mark.parametrize(("given_name", "kept"), NAMES)
def test_a_name_is_made_fit_to_be_shown_and_saved(given_name, kept):
    assert clean(given_name) == kept


def test_a_long_name_keeps_its_ending():
    assert clean("a" * 300 + ".log") == "a" * (LONGEST - 4) + ".log"


@given(
    st.text(st.one_of(st.characters(), st.sampled_from("./\\:\x00\u202e\u200b " + string.ascii_letters)), max_size=400)
)
def test_whatever_comes_is_one_visible_part_of_a_path(name):
    kept = clean(name)
    assert 0 < len(kept) <= LONGEST
    assert kept == kept.strip()
    assert not set(kept) & set('/\\<>:"|?*\x00\u202e\u200b\r\n')
    assert not kept.startswith(".")
    assert clean(kept) == kept
