"""Which time a board is about, and what it is compared with."""

from datetime import UTC, datetime, timedelta

import pytest

from metrics.kpis.period import Period
from supportdesk.errors import Refused

WEDNESDAY = datetime(2026, 11, 18, 12, tzinfo=UTC)


def test_a_week_that_still_runs_is_compared_with_as_much_of_the_one_before():
    """MET-08: like with like; a week on Wednesday noon never looks half as busy as the whole one before."""
    period = Period.read({}, WEDNESDAY, name="week")
    assert period.running
    assert period.before.until - period.before.since == WEDNESDAY - period.span.since
    assert period.span.since - period.before.since == timedelta(days=7)


def test_a_week_that_is_over_is_compared_with_the_whole_one_before():
    period = Period.read({"at": "2026-11-11"}, WEDNESDAY, name="week")
    assert not period.running
    assert (period.before.until, period.words) == (period.span.since, "Mon 09 Nov to Sun 15 Nov 2026")


def test_from_a_week_one_goes_earlier_and_later_until_the_one_that_runs():
    running, over = Period.read({}, WEDNESDAY, name="week"), Period.read({"at": "2026-11-11"}, WEDNESDAY, name="week")
    assert over.neighbours() == ({"period": "week", "at": "2026-11-02"}, {"period": "week", "at": "2026-11-16"})
    assert running.neighbours()[1] is None


@pytest.mark.parametrize("wrong", [{"period": "era"}, {"at": "soon"}, {"at": "2026-11-19"}, {"at": "1066-10-14"}])
def test_what_no_board_is_about_is_refused(wrong):
    with pytest.raises(Refused):
        Period.read(wrong, WEDNESDAY, name="week")
