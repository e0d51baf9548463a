"""Clocks lived again under other promises, on bare numbers."""

from datetime import UTC, datetime, timedelta

import pytest

from tickets.sla.course import Act, Fate, Promise
from tickets.sla.whatif import Known, Life, Question, relive
from tickets.sla.worktime import Calendar

ALWAYS = Calendar("UTC", dict.fromkeys(range(7), ((0, 1440),)))
OFFICE = Calendar("UTC", dict.fromkeys(range(5), ((540, 1020),)))
HOUR = 3600
NINE = datetime(2026, 11, 16, 9, tzinfo=UTC)  # a Monday
FACTS = [Known(NINE, {"priority": 3})]


def at(hour, minute=0, *, day=0):
    return NINE + timedelta(days=day, hours=hour - 9, minutes=minute)


def promise(hours, *, calendar=ALWAYS, pauses=True, policy="p3"):
    return Promise(round(hours * HOUR), calendar, pauses, policy)


def life(*acts, target=4, broken=None, number=1, goal="resolution", pauses=True):
    """`life(("run", 9), ("hold", 10), …)`: a clock that was promised `target` hours."""
    told = []
    for place, (what, hour, *cause) in enumerate(acts):
        terms = promise(target, pauses=pauses) if place == 0 else None
        told.append(Act(number * 100 + place, what, at(hour), cause[0] if cause else "opened", terms))
    return Life(number, goal, told, broken)


def question(instead, *, since=None, until=None, also_open=False, concerns=lambda before, after: True):
    """`instead(facts, at)` says how many hours are promised, or a promise; none is none."""

    def chosen(facts, instant):
        found = instead(facts, instant)
        if found is None:
            return {}
        made = found if isinstance(found, Promise) else promise(found)
        return dict.fromkeys(("resolution", "first_response"), made)

    return Question(chosen, concerns, since or at(0), until or at(0, day=7), also_open)


def test_where_nothing_differs_nothing_is_lived_again():
    one = life(("run", 9), ("stop", 14, "resolved"), broken=at(13))
    assert relive([one], FACTS, question(lambda facts, instant: 4)) == {}


def test_a_longer_promise_loses_the_breach_and_names_the_new_due_time():
    one = life(("run", 9), ("stop", 14, "resolved"), broken=at(13))
    assert relive([one], FACTS, question(lambda facts, instant: 6)) == {1: Fate(None, at(15))}


def test_a_shorter_promise_gains_it_at_its_due_instant():
    one = life(("run", 9), ("stop", 12, "resolved"))
    assert relive([one], FACTS, question(lambda facts, instant: 2)) == {1: Fate(at(11), at(11))}


def test_the_due_instant_itself_is_too_late_and_the_one_before_is_not():
    stops = [at(12), at(12) - timedelta(microseconds=1)]
    fates = []
    for stop in stops:
        one = life(("run", 9))
        one = one._replace(acts=[*one.acts, Act(101, "stop", stop)])
        fates.append(relive([one], FACTS, question(lambda facts, instant: 3))[1].breached_at)
    assert fates == [at(12), None]


def test_what_was_held_is_held_in_the_other_calendar_too():
    one = life(("run", 9), ("hold", 10, "details"), ("run", 15, "in_progress"), ("stop", 18, "resolved"))
    office = question(lambda facts, instant: promise(3, calendar=OFFICE))
    assert relive([one], FACTS, office) == {1: Fate(at(17), at(17))}


def test_a_promise_that_does_not_pause_runs_through_the_waits():
    one = life(("run", 9), ("hold", 10, "details"), ("run", 15, "in_progress"), ("stop", 16, "resolved"))
    through = question(lambda facts, instant: promise(5, pauses=False))
    assert relive([one], FACTS, through)[1].breached_at == at(14)


def test_a_promise_that_pauses_now_is_held_by_the_waits_of_the_ticket():
    waits = life(("run", 9), ("hold", 10, "details"), ("run", 15, "in_progress"), ("stop", 16, "resolved"))
    reply = life(("run", 9), ("stop", 16, "met"), number=2, goal="first_response", pauses=False, broken=at(13))
    assert relive([waits, reply], FACTS, question(lambda facts, instant: promise(4)))[2].breached_at is None


def test_before_the_span_it_has_the_terms_that_it_had():
    one = life(("run", 9), ("stop", 14, "resolved"), broken=at(13))
    assert relive([one], FACTS, question(lambda facts, instant: 2, since=at(10))) == {}


def test_also_open_tickets_are_judged_anew_when_the_span_begins():
    one = life(("run", 9), ("stop", 14, "resolved"), broken=at(13))
    longer = question(lambda facts, instant: 6, since=at(10), also_open=True)
    assert relive([one], FACTS, longer) == {1: Fate(None, at(15))}
    shorter = question(lambda facts, instant: 1, since=at(11), also_open=True)
    assert relive([one], FACTS, shorter) == {1: Fate(at(11), at(10))}  # overtaken then, though due before


def test_what_the_draft_does_not_concern_keeps_its_terms():
    one = life(("run", 9), ("stop", 14, "resolved"), broken=at(13))
    others = question(lambda facts, instant: 6, since=at(10), also_open=True, concerns=lambda before, after: False)
    assert relive([one], FACTS, others) == {}


def test_a_breach_of_before_the_span_stays():
    one = life(("run", 9), ("stop", 16, "resolved"), broken=at(13))
    assert relive([one], FACTS, question(lambda facts, instant: 9, since=at(14), also_open=True))[1].breached_at == at(
        13
    )


def test_terms_are_chosen_again_where_the_facts_changed():
    one = life(("run", 9), ("stop", 16, "resolved"), broken=at(13))
    facts = [*FACTS, Known(at(11), {"priority": 1})]
    hours = {3: 4, 1: 1}
    assert relive([one], facts, question(lambda facts, instant: hours[facts["priority"]])) == {1: Fate(at(11), at(10))}


def test_a_goal_that_is_not_promised_is_never_broken():
    one = life(("run", 9), ("stop", 16, "resolved"), broken=at(13))
    assert relive([one], FACTS, question(lambda facts, instant: None)) == {1: Fate(None, None)}


def test_a_goal_whose_promise_ends_on_the_way_keeps_what_was_broken_until_then():
    one = life(("run", 9), ("stop", 16, "resolved"), broken=at(13))
    facts = [*FACTS, Known(at(12), {"priority": 1})]
    until_noon = question(lambda facts, instant: None if facts["priority"] == 1 else 2)
    assert relive([one], facts, until_noon)[1].breached_at == at(11)


def test_after_a_reopening_it_goes_on_from_the_time_that_it_would_have_used():
    first = life(("run", 9), ("stop", 12, "resolved"))
    again = life(("run", 14, "reopened"), ("stop", 16, "resolved"), number=2)
    again = again._replace(acts=[again.acts[0]._replace(spent=3 * HOUR), again.acts[1]], breached_at=at(15))
    first = first._replace(spent=3 * HOUR)
    office = question(lambda facts, instant: promise(4.5, calendar=ALWAYS))
    assert relive([first, again], FACTS, office)[2].breached_at == at(15, 30)


def test_what_comes_after_the_span_is_left_out():
    one = life(("run", 9), ("stop", 20, "resolved"), broken=at(13))
    assert relive([one], FACTS, question(lambda facts, instant: 6, until=at(15)))[1].breached_at is None
    assert relive([one], FACTS, question(lambda facts, instant: 6, until=at(15, 1)))[1].breached_at == at(15)


@pytest.mark.parametrize("hours", [1, 3.5, 7])
def test_a_held_clock_has_no_due_time(hours):
    one = life(("run", 9), ("hold", 9, "details"))
    one = one._replace(acts=[one.acts[0], one.acts[1]._replace(at=at(9, 30))])
    assert relive([one], FACTS, question(lambda facts, instant: hours)) == {1: Fate(None, None)}


@pytest.mark.parametrize(("told", "broken"), [(7, None), (9, at(12)), (0, at(12))])
def test_of_two_acts_at_one_instant_the_log_knows_which_came_first(told, broken):
    """A clock that had ended before the facts changed is not judged by the new ones."""
    one = life(("run", 9), ("stop", 12, "met"))._replace(told=told)
    facts = [*FACTS, Known(at(12), {"priority": 1}, after=8)]
    hours = {3: 5, 1: 1}
    found = relive([one], facts, question(lambda facts, instant: hours[facts["priority"]]))
    assert found[1].breached_at == broken


def test_what_starts_later_stands_under_the_version_of_its_ticket():
    """A draft that is in force by then judges the tickets that come after it (SLA-10)."""
    old = {}
    old |= {"resolution": promise(9)._replace(beside=old), "next_update": promise(2)._replace(beside=old)}
    first = life(("run", 9), ("stop", 16, "resolved"))
    first = first._replace(acts=[first.acts[0]._replace(promise=old["resolution"]), first.acts[1]])
    later = life(("run", 11, "updated"), number=2, goal="next_update", target=2, broken=at(13))
    draft = question(lambda facts, instant: promise(8), since=at(10))
    assert relive([first, later], FACTS, draft) == {}
    also_open = draft._replace(also_open=True, chosen=lambda facts, instant: {"resolution": promise(8)})
    assert relive([first, later], FACTS, also_open)[1].breached_at is None


def test_it_changes_with_its_ticket_where_the_facts_change():
    old, new = {}, {}
    old |= {"resolution": promise(9)._replace(beside=old), "next_update": promise(2)._replace(beside=old)}
    new |= {"resolution": promise(9)._replace(beside=new), "next_update": promise(1)._replace(beside=new)}
    first = life(("run", 9))
    first = first._replace(acts=[first.acts[0]._replace(promise=old["resolution"])])
    later = life(("run", 12, "updated"), ("stop", 14, "updated"), number=2, goal="next_update", target=2)
    draft = question(lambda facts, instant: None, since=at(10))._replace(chosen=lambda facts, instant: new)
    facts = [*FACTS, Known(at(11), {"priority": 2})]
    assert relive([first, later], facts, draft)[2].breached_at == at(13)
