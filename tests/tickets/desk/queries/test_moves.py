import pytest

from tickets.desk.queries.moves import moves_open_to

pytestmark = pytest.mark.django_db

WAITS = ["wait_requester", "wait_internal", "wait_vendor", "schedule"]


@pytest.mark.parametrize(
    ("stage", "who", "moves"),
    [
        ("ticket", "ann", ["triage", "cancel"]),
        ("triaged", "ann", ["start", *WAITS, "resolve", "cancel"]),
        ("triaged", "erin", ["start", *WAITS, "resolve"]),
        ("resolved", "ann", ["close", "reopen"]),
        ("resolved", "rob", ["close", "reopen"]),
        ("closed", "rob", ["reopen"]),
        ("ticket", "rob", ["cancel"]),
        ("ticket", "olga", ["cancel"]),
        ("triaged", "olga", []),
        ("triaged", "sue", []),
        ("triaged", "ada", []),
        ("closed", "paula", []),
    ],
)
def test_what_is_possible_now_without_asking(stage, who, moves, by, request):
    """T-12: the moves that are offered are those of the table that this person may make."""
    assert moves_open_to(request.getfixturevalue(stage), by(request.getfixturevalue(who))) == moves


def test_what_impact_and_urgency_make_a_p1_a_junior_does_not_triage_without_asking(opened, by, joe, ann):
    urgent = opened(impact=1, urgency=1)
    assert moves_open_to(urgent, by(joe)) == ["cancel"]
    assert moves_open_to(urgent, by(ann)) == ["triage", "cancel"]
