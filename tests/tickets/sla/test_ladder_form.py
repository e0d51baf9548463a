"""The ladder as rows of a form: what a browser without a script sends, and what comes of it."""

import pytest
from django.http import QueryDict

from tests.tickets.sla.test_ladder import policy
from tickets.sla import ladder
from tickets.sla.web.ladder_form import LadderForm

pytestmark = pytest.mark.django_db


def sent(*rows, initial=0, **more):
    """What a browser sends for these rows."""
    data = QueryDict(mutable=True)
    data.update({"ladder-TOTAL_FORMS": str(len(rows)), "ladder-INITIAL_FORMS": str(initial)} | more)
    for place, row in enumerate(rows):
        for name, value in row.items():
            values = value if isinstance(value, list) else [value]
            data.setlist(f"ladder-{place}-{name}", [str(one) for one in values])
    return data


def as_sent(form):
    """What the shown form would send when nobody touches it."""
    rows = []
    for row in form.rows:
        names = [name for name in row.fields if name != "DELETE"]
        given = {name: row[name].value() for name in names}
        rows.append({name: list(value) if isinstance(value, (list, tuple)) else value for name, value in given.items()
                     if value not in (None, False, "", [], ())})  # fmt: skip
    return sent(*rows, initial=len(rows))


def test_without_steps_it_shows_the_standard(ann):
    form = LadderForm(viewer=ann)
    assert [row["percent"].value() for row in form.rows] == [50, 75, 90, 100]
    assert form.rows[1]["tell"].value() == ["tell:owner", "tell:lead"]


def test_untouched_it_says_what_it_was_given(ann, tess, first_line, network):
    steps = [
        {"percent": 60, "actions": ["tell:owner", "tell:members", f"tell:team:{first_line.pk}", "raise"]},
        {"percent": 100, "actions": ["tell:lead", "ask_reason"], "goals": ["resolution"], "priorities": [1, 2]},
        {"percent": 125, "actions": ["assign:lead"], "tiers": ["gold"], "contractual": True},
        {"percent": 200, "actions": [f"tell:person:{tess.pk}", "transfer:network"], "unowned": True},
    ]
    form = LadderForm(as_sent(LadderForm(steps=steps, viewer=ann)), steps=steps, viewer=ann)
    assert form.is_valid(), [row.errors for row in form.rows]
    assert ladder.read(form.steps) == ladder.read(steps)
    assert [row.narrowed for row in form.rows] == [False, True, True, True]


def test_a_row_is_removed_by_its_box_and_an_empty_one_is_none(ann):
    kept, gone = {"percent": 60, "tell": ["tell:lead"]}, {"percent": 70, "tell": ["tell:lead"], "DELETE": "on"}
    form = LadderForm(sent(gone, kept, {}), steps=[], viewer=ann)
    assert form.is_valid()
    assert form.steps == [{"percent": 60, "actions": ["tell:lead"]}]


def test_another_row_is_asked_for_without_a_script(ann):
    form = LadderForm(sent({"percent": 60, "tell": ["tell:lead"]}, **{"ladder-add": "1"}), viewer=ann)
    assert (form.more, form.is_valid()) == (True, False)
    assert [row["percent"].value() for row in form.rows] == ["60", None]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"percent": 0, "tell": ["tell:lead"]}, "greater than or equal to 1"),
        ({"percent": 1001, "tell": ["tell:lead"]}, "less than or equal to 1000"),
        ({"percent": "x", "tell": ["tell:lead"]}, "whole number"),
        ({"tell": ["tell:lead"]}, "required"),
        ({"percent": 75}, "Say what happens at this level."),
        ({"percent": 75, "reason": "on"}, "no breach to explain before 100"),
        ({"percent": 75, "tell": ["tell:everybody"]}, "not one of the available choices"),
        ({"percent": 75, "hands": "transfer:nowhere"}, "not one of the available choices"),
        ({"percent": 75, "person": "tell:person:999999"}, "not one of the available choices"),
    ],
)
def test_what_is_wrong_is_said_at_its_row(ann, row, words):
    form = LadderForm(sent({"percent": 60, "tell": ["tell:lead"]}, row), viewer=ann)
    assert not form.is_valid()
    assert form.rows[0].errors == {}
    assert words in str(form.rows[1].errors)


def test_what_is_doubtful_is_said_and_kept(ann):
    form = LadderForm(sent({"percent": 100, "tell": ["tell:lead"], "priorities": ["1"]}), viewer=ann)
    assert form.is_valid()
    assert [finding.words for finding in form.findings] == [
        "Of some breaches nobody is told: no level at 100 % without conditions tells anybody."
    ]


def test_forty_levels_are_the_most(ann):
    rows = [{"percent": number, "tell": ["tell:lead"]} for number in range(1, 42)]
    assert not LadderForm(sent(*rows), viewer=ann).is_valid()


def test_a_policy_takes_what_the_form_gives(ann):
    form = LadderForm(sent({"percent": 60, "tell": ["tell:lead"], "raised": "on"}), viewer=ann)
    assert form.is_valid()
    made = policy(form.steps)
    made.save()
    assert made.climbed[0].actions == ("tell:lead", "raise")
