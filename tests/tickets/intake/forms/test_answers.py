"""What is asked, and what is an answer: pure."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.asked import offer, question
from tickets.intake.forms import answers, schema

AREA = question("area", "choice", required=True, choices=offer(login="Signing in", printer="Printing"))
HOW = question("how", "choices", choices=offer(sso="SSO", mfa="MFA"), when={"question": "area", "is": ["login"]})
WHO = question("who", "text", required=True, when={"question": "how", "is": ["mfa"]})


def read(questions, said):
    return answers.read(tuple(map(schema.question, questions)), said)


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ({}, ["area"]),
        ({"area": "printer"}, ["area"]),
        ({"area": "login"}, ["area", "how"]),
        ({"area": "login", "how": ["sso", "mfa"]}, ["area", "how", "who"]),
        ({"area": "printer", "how": ["mfa"]}, ["area"]),  # what is not asked decides nothing
    ],
)
def test_answers_bring_up_questions(said, asked):
    assert [one.key for one in read([AREA, HOW, WHO], said)[2]] == asked


def test_everything_that_is_missing_is_said_at_once():
    _, errors, _ = read([AREA, question("when", "date", required=True)], {"when": " "[:0]})
    assert errors == {"area": answers.NEEDED, "when": answers.NEEDED}


@pytest.mark.parametrize(
    ("kind", "sent", "value"),
    [
        ("text", "  two   words ", "two words"),
        ("number", " -12 ", -12),
        ("number", 7, 7),
        ("yes_no", True, "yes"),
        ("yes_no", "no", "no"),
        ("date", "2026-11-21", "2026-11-21"),
        ("moment", "2026-11-21T14:10+01:00", "2026-11-21T13:10:00Z"),
    ],
)
def test_an_answer_has_one_form(kind, sent, value):
    assert read([question("it", kind)], {"it": sent})[0] == {"it": value}


@pytest.mark.parametrize(
    ("kind", "sent"),
    [
        ("text", 5),
        ("text", "a\x00b"),
        ("text", "x" * 251),
        ("long", "x" * 100_001),
        ("number", "--5"),
        ("number", True),
        ("number", "9" * 5000),
        ("number", 10**16),
        ("number", 1.5),
        ("yes_no", "maybe"),
        ("yes_no", ["yes"]),
        ("date", "21.11."),
        ("date", 3),
        ("moment", "2026-11-21T14:10"),
        ("moment", "0001-01-01T00:00+14:00"),
        ("moment", {}),
    ],
)
def test_what_is_no_answer_is_said_in_words(kind, sent):
    values, errors, _ = read([question("it", kind)], {"it": sent})
    assert values == {}
    assert errors["it"]


NASTY = ["", " ", "\x00", "a", "yes", "2026-11-21", "2026-11-21T14:10Z", "9" * 30, "\u202e", None, True, 0, 1.5, 10**40]
anything = st.sampled_from([*NASTY, [], ["a"], ["a", "a", ""], [None], [["a"]], {}, {"a": "b"}])
EVERY = [question(kind, kind, choices=offer(a="A", b="B"), required=True) for kind in schema.KINDS]


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.sampled_from(list(schema.KINDS)), anything))
def test_whatever_is_sent_every_question_has_a_value_or_a_fault_and_never_both(said):
    values, errors, asked = read(EVERY, said)
    assert {one.key for one in asked} == values.keys() | errors.keys()
    assert not values.keys() & errors.keys()


def test_what_nobody_asked_is_no_answer():
    questions = tuple(map(schema.question, [AREA, HOW]))
    _, _, asked = answers.read(questions, {"area": "printer"})
    assert set(answers.unasked(questions, {"area": "printer", "how": "sso", "shoe": 43}, asked)) == {"how", "shoe"}
