"""What goes out is masked: whole, once, and nothing besides."""

from hypothesis import given
from hypothesis import strategies as st

from supportdesk.privacy.detect import Kind, spans
from supportdesk.privacy.mask import LABELS, masked
from tests.supportdesk.privacy.test_detect import HOLDS, HOLDS_NOTHING

WORDS = st.text("abc .,\n[]", max_size=12)
PLANTED = st.lists(st.tuples(WORDS, st.sampled_from([text for text, _ in HOLDS])), max_size=6)


def test_each_kind_stands_as_its_name():
    text = "rob@acme.example called from +49 30 1234567: password: hunter2!x on 10.0.0.17"
    said = "[e-mail address] called from [phone number]: password: [password] on [IP address]"
    assert masked(text) == said


def test_only_the_kinds_asked_for():
    assert masked("rob@acme.example, 10.0.0.17", [Kind.IP]) == "rob@acme.example, [IP address]"
    assert masked("rob@acme.example", []) == "rob@acme.example"


def test_every_kind_has_a_name():
    assert set(LABELS) == set(Kind)


@given(PLANTED)
def test_masking_leaves_nothing_to_find_and_twice_is_once(planted):
    text = "".join(f"{before}\n{secret}\n" for before, secret in planted)
    once = masked(text)
    assert spans(once) == []
    assert masked(once) == once


@given(st.text())
def test_whatever_the_text_nothing_is_left_to_find(text):
    assert spans(masked(text)) == []


@given(st.lists(st.sampled_from(HOLDS_NOTHING)).map("\n".join))
def test_what_holds_nothing_stays_as_it_is(text):
    assert masked(text) == text


@given(PLANTED)
def test_what_stands_between_stays(planted):
    text = "".join(f"<{number}>\n{secret}\n" for number, (_, secret) in enumerate(planted))
    assert all(f"<{number}>" in masked(text) for number in range(len(planted)))
