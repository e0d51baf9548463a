"""What if is what would have been: its lists are what publishing does to a copy of the desk that lives on alike."""

from datetime import timedelta

import pytest
from django.db import transaction

from tests.lived import MONDAY, MORNINGS, NIGHT_AND_DAY, WEEKS, told

pytestmark = pytest.mark.django_db
SINCE = (MONDAY + timedelta(weeks=2)).replace(hour=0)
UNTIL = (MONDAY + timedelta(weeks=WEEKS + 1)).replace(hour=0)
SPAN = {"first": SINCE.date(), "last": UNTIL.date() - timedelta(days=1)}


@pytest.fixture
def lived(drawn, play, ring, breaches, answered, publish_at):
    """`lived(draft, also_open)`: the answer of what-if, and what publishing does to a copy: gained and lost."""

    def both(draft, *, also_open, count=60):
        acts = drawn(count)
        play([act for act in acts if act.at < SINCE])
        later = [act for act in acts if act.at >= SINCE]
        copy = transaction.savepoint()
        play(later)
        ring(UNTIL)
        was = set(breaches(SINCE, UNTIL))
        answer = told(answered(draft, also_open=also_open, **SPAN))
        transaction.savepoint_rollback(copy)
        publish_at(SINCE, draft, also_open=also_open)
        play(later)
        ring(UNTIL)
        now = set(breaches(SINCE, UNTIL))
        return answer, {True: now - was, False: was - now}

    return both


@pytest.mark.parametrize("also_open", [True, False])
def test_a_shorter_policy_gains_what_publishing_gains(terms_drafted, lived, also_open):
    answer, publishing = lived(terms_drafted("p3", 0.1), also_open=also_open)
    assert answer == publishing
    assert len(answer[True]) >= 5


@pytest.mark.parametrize("also_open", [True, False])
def test_a_longer_policy_loses_what_publishing_loses(terms_drafted, lived, also_open):
    answer, publishing = lived(terms_drafted("p3", 10), also_open=also_open)
    assert answer == publishing
    assert len(answer[False]) >= 5


@pytest.mark.parametrize(("week", "gained"), [(NIGHT_AND_DAY, True), (MORNINGS, False)])
def test_other_hours_do_what_publishing_them_does(hours_drafted, lived, week, gained):
    answer, publishing = lived(hours_drafted(week), also_open=True)
    assert answer == publishing
    assert len(answer[gained]) >= 5
