import pytest

from tickets.desk import gate

TYPES = ["incident", "service_request", "access_request", "question", "defect", "feedback"]
FULL = dict.fromkeys(gate.LABELS, "something")


def test_eight_of_ten_are_eighty_per_cent():
    """T-07: with 8 of 10 required fields filled the header says 80 %, and the gate lists the two missing."""
    required = gate.triage_fields("defect")[:10]
    values = {name: 1 for name in required if name not in ("category", "component")}
    assert gate.completeness(required, values) == 80
    assert gate.missing(required, values) == ("category", "component")


def test_a_whole_per_cent_never_says_full_too_early():
    required = gate.RESOLUTION_BY_TYPE["question"][:3]
    assert gate.completeness(required, dict.fromkeys(required[:2], "x")) == 66
    assert gate.completeness((), {}) == 100


@pytest.mark.parametrize("empty", [None, "", "  ", "\n\t"])
def test_white_space_is_empty(empty):
    assert gate.missing(("title",), {"title": empty}) == ("title",)


@pytest.mark.parametrize("value", [0, False, "0", " x "])
def test_a_nought_is_something(value):
    assert gate.missing(("title",), {"title": value}) == ()


def test_what_is_not_there_is_missing_in_order():
    assert gate.missing(("title", "impact", "urgency"), {"impact": 1}) == ("title", "urgency")


@pytest.mark.parametrize("kind", TYPES)
def test_each_type_asks_for_a_cause_class_and_says_every_field_in_words(kind):
    """T-52: no type can be resolved without a cause class."""
    needed = gate.resolution_fields(kind)
    assert "cause_class" in needed
    assert set(needed) <= set(gate.RESOLUTION)
    assert set(needed) | set(gate.triage_fields(kind)) <= set(gate.LABELS)
    assert gate.missing(needed, FULL) == ()


@pytest.mark.parametrize("kind", ["incident", "defect", "unheard_of", None])
def test_what_is_not_simpler_asks_for_the_whole_record(kind):
    """T-27: what happened, cause class, root cause, steps, verification, advice, prevention, code."""
    assert gate.resolution_fields(kind) == gate.RESOLUTION
    assert len(gate.RESOLUTION) == 8


def test_the_missing_are_named_in_words():
    assert gate.words(("cause_class", "happened", "colour")) == "Cause class, What happened, colour"
