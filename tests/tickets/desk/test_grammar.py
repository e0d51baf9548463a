"""Typed text, chips and the parameters of an address are three spellings of the same terms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tickets.desk import grammar
from tickets.desk.fields import FIELDS
from tickets.desk.grammar import Term, Unreadable, parse, read, typed, written

MOMENTS = ["30m", "2h", "3d", "1w", "today", "week", "2026-11-21", "2026-11-21T10:00:00+01:00"]
TEXT = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), min_size=1, max_size=40)
SAID = TEXT.filter(lambda text: text.strip())


@st.composite
def terms(draw):
    """Any terms, each field and operator once, every value in its one spelling."""
    chosen = draw(
        st.lists(st.sampled_from([(f, op) for f in FIELDS.values() for op in f.ops]), unique=True, max_size=6)
    )
    return [Term(field.name, op, draw(values(field, op))) for field, op in chosen]


def values(field, op):
    if op in ("after", "before"):
        return st.sampled_from(MOMENTS).map(lambda value: (value,))
    one = st.sampled_from(field.values) if field.values else SAID.map(str.strip)
    return st.lists(one.map(field.plain), min_size=1, max_size=4, unique=True).map(tuple)


def pairs(found):
    """An address as it comes: each parameter with all its values."""
    given_: dict[str, list] = {}
    for name, value in written(found):
        given_.setdefault(name, []).append(value)
    return given_.items()


@given(terms())
def test_what_is_written_as_typed_text_reads_the_same(found):
    assert parse(typed(found)) == found


@given(terms())
def test_what_is_written_as_an_address_reads_the_same(found):
    assert read(pairs(found)) == found


@given(terms())
def test_an_address_and_its_typed_text_are_one_filter(found):
    assert parse(typed(read(pairs(found)))) == read(pairs(parse(typed(found))))


@given(st.text(max_size=80))
def test_whatever_is_typed_is_read_or_refused_in_words(text):
    faults, found = [], None
    try:
        found = parse(text)
    except Unreadable as unreadable:
        faults = unreadable.faults
    assert bool(faults) == (found is None)
    assert all(words for _, words in faults)
    assert found is None or parse(typed(found)) == found


def test_an_example_of_everything():
    found = parse('status:open,new -owner:me due<2h tag:vpn "exact words" printer -draft opened>2026-11-01 waiting>3d')
    assert found == [
        Term("status", "is", ("open", "new")),
        Term("owner", "not", ("me",)),
        Term("due", "before", ("2h",)),
        Term("tag", "is", ("vpn",)),
        Term("text", "is", ("exact words", "printer")),
        Term("text", "not", ("draft",)),
        Term("opened", "after", ("2026-11-01",)),
        Term("waiting", "before", ("3d",)),
    ]
    assert ("not_owner", "me") in written(found)
    assert ("due_before", "2h") in written(found)


def test_a_span_speaks_of_age_and_a_date_of_the_calendar():
    assert parse("opened<3d") == read([("opened_after", ["3d"])])
    assert parse("opened<2026-11-01") == read([("opened_before", ["2026-11-01"])])
    assert parse("due<2h") == read([("due_before", ["2h"])])


def test_several_spellings_of_one_value():
    assert parse("PRIORITY:P1 owner:Nobody") == parse("priority:1 owner:none")
    assert read([("waiting_over", ["true"])]) == parse("waiting:over")
    assert read([("waiting_over", ["false"])]) == parse("-waiting:over")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("statsu:open", ["“statsu”", "status", "owner", "tag"]),
        ("status:lost", ["“lost”", "live", "waiting", "resolved"]),
        ("opened:3d", ["opened<3d", "opened>3d"]),
        ("status<3d", ["status:…"]),
        ("breached<2026-11-01", ["breached"]),
        ("-due<2h", ["turn the sign"]),
        ("due<soon", ["“soon”", "2h", "today"]),
        ("due<2h due<3h", ["one moment"]),
        ('"open', ["quotation mark"]),
        ("tag:", ["needs a value"]),
        ("x" * 1001, ["1000 characters"]),
        ("a\x00b", ["text"]),
    ],
)
def test_what_is_not_understood_is_said_in_words_that_name_what_there_is(text, words):
    with pytest.raises(Unreadable) as refusal:
        parse(text)
    assert all(word in str(refusal.value) for word in words), str(refusal.value)


@pytest.mark.parametrize("text", ["Error: no route", "https://desk.test/tickets/7", "12:30", "a,b"])
def test_prose_is_no_operator(text):
    assert {term.field for term in parse(text)} == {"text"}


def test_every_parameter_has_one_meaning():
    assert len(grammar.PARAMETERS) == sum(len(field.ops) for field in FIELDS.values())
