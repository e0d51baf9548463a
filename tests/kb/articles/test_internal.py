"""What is cut away for readers outside: pure, and checked against texts put together from pieces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.articles import internal

PLAIN = st.text(alphabet="abc \n*#>", max_size=12)
SECRET = "zq7secret"


@given(st.lists(st.tuples(st.booleans(), PLAIN), max_size=6))
def test_what_is_inside_never_gets_out_and_the_rest_stays(parts):
    lines, open_words = [], []
    for number, (inside, text) in enumerate(parts):
        if inside:
            lines += [":::internal", text, f"{SECRET}{number}", ":::"]
        else:
            lines += [text, f"open{number}"]
            open_words.append(f"open{number}")
    written = "\n".join(lines)
    assert internal.closed(written)
    assert SECRET not in internal.cut(written)
    assert [word for word in open_words if word not in internal.cut(written)] == []


@given(PLAIN, st.sampled_from([":::internal", ":::INTERNAL", "::: internal", "> :::internal", ":::: Internal"]), PLAIN)
def test_a_passage_that_nobody_closed_goes_to_the_end(before, mark, after):
    written = f"{before}\n{mark}\n{after}\n{SECRET}"
    assert not internal.closed(written)
    assert SECRET not in internal.cut(written)


@pytest.mark.parametrize(
    "text",
    [
        ":::internal\nno end",
        ":::internal\n:::internal\n:::",
        ":::internal secret in the line\n:::",
        ":::interal\nsecret\n:::",
        "secret\n:::",
    ],
)
def test_a_doubtful_mark_is_not_sound(text):
    assert not internal.closed(text)


def test_a_code_block_hides_no_mark():
    assert SECRET not in internal.cut(f"```\n:::internal\n{SECRET}\n```\n:::\nopen")


def test_a_section_for_the_desk_is_left_out_whole():
    sections = [
        {"key": "steps", "title": "Steps", "text": "Do it.", "internal": False},
        {"key": "escalate_when", "title": "Escalate when", "text": SECRET, "internal": True},
        {"key": "link", "title": "Link", "text": f":::internal\n{SECRET}\n:::", "internal": False},
    ]
    assert internal.outward(sections) == [{"key": "steps", "title": "Steps", "text": "Do it."}]
