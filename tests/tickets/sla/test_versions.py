"""Published once, never changed: calendars, policies, targets, and which of them is in force."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from supportdesk.errors import WrongState
from tests.tickets.sla.conftest import ALWAYS, FRIDAY, OFFICE, new_calendar, new_policy, start_clock
from tickets.desk.models import TicketClock
from tickets.sla import engine, presets
from tickets.sla.choose import choose
from tickets.sla.models import Calendar, Policy, Target
from tickets.sla.queries import policies_in_force

pytestmark = pytest.mark.django_db
MINUTE, HOUR = 60, 3600


@pytest.mark.parametrize("model", [Calendar, Policy, Target])
def test_a_published_row_is_not_saved_again_nor_deleted(one_hour, model):
    """SLA-10. Trap: the edit of a live definition mixes two arithmetics."""
    row = model.objects.last()
    with pytest.raises(WrongState, match="never changes"):
        row.save()
    with pytest.raises(WrongState, match="stays"):
        row.delete()


@pytest.mark.parametrize(("model", "change"), [(Calendar, "zone"), (Policy, "name"), (Target, "goal")])
def test_the_database_refuses_it_too(one_hour, model, change):
    """SLA-10: not even in bulk, past every check of the models."""
    with pytest.raises(Exception, match="append-only"), transaction.atomic():
        model.objects.update(**{change: "changed"})
    with pytest.raises(Exception, match="append-only"), transaction.atomic():
        model.objects.all()._raw_delete("default")


def test_a_version_is_published_once(around_the_clock):
    with pytest.raises((IntegrityError, ValidationError)), transaction.atomic():
        new_calendar("always", ALWAYS)


@pytest.mark.parametrize(
    ("week", "zone"),
    [
        ({}, "UTC"),
        ({"0": []}, "UTC"),
        ({"0": [[600, 600]]}, "UTC"),
        ({"7": [[0, 60]]}, "UTC"),
        (ALWAYS, "Mars/Base"),
        ([], "UTC"),
    ],
)
def test_hours_that_cannot_be_used_are_refused(db, week, zone):
    """Trap: zero working days. A calendar without hours is refused before it is stored."""
    with pytest.raises(ValidationError):
        Calendar.objects.create(key="odd", name="Odd", zone=zone, week=week, effective_from=FRIDAY)
    assert not Calendar.objects.filter(key="odd").exists()


def test_a_target_of_more_than_ten_years_of_its_hours_is_refused(db):
    five_minutes_a_week = new_calendar("seldom", {"0": [[600, 605]]})
    with pytest.raises(ValidationError, match="more than ten years"):
        new_policy("slow", five_minutes_a_week, resolution=50 * HOUR)


def test_a_target_of_no_length_is_refused(db, office):
    """What is due at once is no promise; the pure clock would say it is due when it starts."""
    with pytest.raises(ValidationError, match="sla_target_has_length"):
        new_policy("none", office, resolution=0)
    assert not Target.objects.filter(seconds=0).exists()


def test_a_running_clock_keeps_the_version_it_was_judged_by(ticket, office):
    """SLA-10: a policy change on the 1st leaves last month's clocks with last month's version."""
    first = new_policy("three", office, resolution=HOUR)
    clock, _ = start_clock(ticket, first)
    new_policy("three", office, version=2, resolution=9 * HOUR)
    clock.refresh_from_db()
    assert (clock.policy, clock.target_seconds) == (first, HOUR)


def test_a_clock_that_waited_goes_on_in_the_hours_it_began_with(ticket, office):
    """SLA-10: the desk works around the clock by now; the office's eight hours from Friday on still end on Monday."""
    clock, _ = start_clock(ticket, new_policy("three", office, resolution=8 * HOUR))
    due = clock.due_at
    new_calendar("office", ALWAYS, version=2)
    waited = TicketClock.objects.get(pk=clock.pk)
    engine.act([waited], "hold", at=FRIDAY, cause="requester")
    engine.act([waited], "run", at=FRIDAY, cause="answered")
    assert (waited.due_at, due.weekday()) == (due, 0)


def test_a_new_version_is_seen_at_once_and_the_old_one_by_who_looks_back(office):
    """SLA-10: one statement each time, whatever stands in the cache."""
    first = new_policy("three", office, resolution=HOUR)
    assert first in policies_in_force(FRIDAY)
    details = {"key": "three", "version": 2, "name": "Three"}
    second = Policy.objects.create(**details, effective_from=FRIDAY + timedelta(days=10))
    assert first in policies_in_force(FRIDAY + timedelta(days=9))
    later = policies_in_force(FRIDAY + timedelta(days=10))
    assert second in later
    assert first not in later


def test_a_withdrawn_policy_promises_nothing_any_more(office):
    first = new_policy("three", office, resolution=HOUR)
    Policy.objects.create(key="three", version=2, name="Three", effective_from=FRIDAY, withdrawn=True)
    assert first.key not in {policy.key for policy in policies_in_force(FRIDAY)}


def test_reading_what_is_in_force_is_one_statement(office, django_assert_num_queries):
    [policy.targets_cached for policy in policies_in_force(FRIDAY)]
    with django_assert_num_queries(1):
        assert all(policy.targets_cached for policy in policies_in_force(FRIDAY))


@pytest.mark.parametrize(
    ("priority", "promised"),
    [
        (1, (5 * MINUTE, 15 * MINUTE, 30 * MINUTE, 4 * HOUR)),
        (2, (15 * MINUTE, HOUR, 4 * HOUR, 8 * HOUR)),
        (3, (HOUR, 4 * HOUR, 16 * HOUR, 24 * HOUR)),
        (4, (4 * HOUR, 8 * HOUR, 40 * HOUR, 80 * HOUR)),
        (None, (HOUR, 4 * HOUR, 16 * HOUR, 24 * HOUR)),
    ],
)
def test_a_fresh_install_has_the_presets(db, priority, promised):
    """SLA-19: P1 first response is 15 min around the clock."""
    policy = choose(policies_in_force(FRIDAY), {"priority": priority, "type": "incident"})
    by_goal = {target.goal: target.seconds for target in policy.targets_cached}
    assert tuple(by_goal[goal] for goal in ("acknowledge", "first_response", "next_update", "resolution")) == promised
    around_the_clock = priority in (1, 2)
    assert {target.calendar.hours.always for target in policy.targets_cached} == {around_the_clock}
    assert policy.ladder == [50, 75, 90]


def test_installing_again_changes_nothing(db):
    """SLA-19."""
    before = [list(model.objects.values()) for model in (Calendar, Policy, Target)]
    presets.install()
    assert [list(model.objects.values()) for model in (Calendar, Policy, Target)] == before


def test_an_edited_preset_stays_edited(db):
    """SLA-19: editable: the second version stands, also after the next installation."""
    Policy.objects.create(key="p1", version=2, name="P1", priority=1, effective_from=FRIDAY)
    presets.install()
    assert {policy.version for policy in policies_in_force(FRIDAY) if policy.key == "p1"} == {2}


def test_the_rule_is_named_in_words(db):
    """SLA-01: the matched rule is named."""
    policy = choose(policies_in_force(FRIDAY), {"priority": 2})
    assert (policy.rule, str(policy)) == ("priority 2", "P2 (version 1)")


def test_office_hours_are_weekly_forty(office):
    assert office.hours.weekly == 40 * HOUR
    assert office.week == OFFICE
