import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.macros import render

NAMES = sorted(render.FIELDS)
VALUES = {name: f"<{name}>" for name in NAMES}


def test_every_field_stands_where_it_was_named():
    assert render.rendered("Hello {{requester.forename}} ({{ ticket.reference }})", VALUES) == (
        "Hello <requester.forename> (<ticket.reference>)"
    )


def test_what_is_missing_is_named_once_and_in_order():
    body = "{{agent.team}} {{ticket.title}} {{agent.team}}"
    assert render.missing(body, {"ticket.title": " "}) == ("agent.team", "ticket.title")


@pytest.mark.parametrize("body", ["{{name}}", "{{}}", "{{ a\nb }}"])
def test_a_field_that_there_is_not_is_named(body):
    assert len(render.unknown(body)) == 1


@given(st.text(), st.sampled_from(NAMES))
def test_a_value_is_never_rendered_again(value, name):
    """Whatever a requester calls themselves, it is a name and no field."""
    known = VALUES | {name: value}
    assert render.rendered(f"a{{{{{name}}}}}b", known) == f"a{value}b"


@given(
    st.lists(st.one_of(st.text(alphabet=st.characters(exclude_characters="{}")), st.sampled_from(NAMES)), max_size=8)
)
def test_text_between_fields_stays_as_it_is(parts):
    """Against an oracle that puts the pieces together by itself."""
    body = "".join(f"{{{{{part}}}}}" if part in VALUES else part for part in parts)
    assert render.rendered(body, VALUES) == "".join(VALUES.get(part, part) for part in parts)
