"""Traps that other ticket systems fell into, each as the situation in which it showed.

Seventeen, one named test each; what a trap would have done wrong stands in the docstring.
"""

import ast
import re
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.db import transaction

from supportdesk import clock as the_clock
from supportdesk.accounts.actor import system
from supportdesk.errors import Refused, WrongState
from supportdesk.events import relay
from supportdesk.events.models import Event
from supportdesk.outbound.models import Notification
from tests.supportdesk.api.clients import Api
from tests.tickets.sla.conftest import (
    ALWAYS,
    FRIDAY,
    OFFICE,
    new_calendar,
    new_policy,
    new_ticket,
    start_clock,
    targets,
)
from tickets.desk.actions.assign import assign
from tickets.desk.actions.draft import save_draft, spend_draft
from tickets.desk.actions.override_due import override_due
from tickets.desk.actions.prioritise import prioritise
from tickets.desk.actions.reopen import reopen
from tickets.desk.actions.reply import reply
from tickets.desk.actions.resolve import resolve
from tickets.desk.actions.ring_due import ring_due
from tickets.desk.actions.transfer import transfer
from tickets.desk.models import Draft, Ticket, TicketClock
from tickets.sla import engine, ledger, worktime
from tickets.sla.actions.drafts import begin_draft
from tickets.sla.actions.publish import publish
from tickets.sla.models import Policy, State
from tickets.sla.queries import policies_in_force
from tickets.sla.worktime import Calendar

HOUR = 3600
TRAPS = 17


def after(**elapsed):
    return FRIDAY + timedelta(**elapsed)


@pytest.fixture
def clock(db):
    """Rob's ticket with an hour to resolve it, running since Friday 16:00 UTC."""
    return start_clock(new_ticket(), new_policy("hour", new_calendar("always", ALWAYS), resolution=HOUR))[0]


@pytest.fixture
def passes(monkeypatch):
    """`passes(hours=2)`: that much time passes; until the first time of asking it is Friday 16:00 UTC."""
    instants = [FRIDAY]
    monkeypatch.setattr(the_clock, "now", lambda: instants[-1])

    def later(**span):
        instants.append(instants[-1] + timedelta(**span))
        return instants[-1]

    return later


def test_an_act_between_due_time_and_sweep_is_late(clock):
    """Trap 1: counted as met, because the job that looks finds the ticket already resolved."""
    rungs = engine.act([clock], "stop", at=after(hours=1, seconds=1), cause="resolved")
    assert [rung.what for rung in rungs] == ["warned", "warned", "warned", "breached", "missed"]
    assert engine.ring_due(TicketClock, now=after(hours=1, minutes=1), limit=10) == []
    assert (clock.breached_at, clock.state(after(days=1))) == (after(hours=1), State.BREACHED)


def test_a_hold_over_the_due_time_is_a_pause_not_a_failure(clock):
    """Trap 2: tested for failed before paused, with a due time that does not know of the running hold."""
    engine.act([clock], "hold", at=after(minutes=30), cause="requester")
    assert engine.ring_due(TicketClock, now=after(hours=3), limit=10) == []
    clock.refresh_from_db()
    assert (clock.state(after(hours=3)), clock.breached_at) == (State.PAUSED, None)
    engine.act([clock], "run", at=after(hours=3), cause="answered")
    assert clock.state(after(hours=3, minutes=29)) == State.AT_RISK


def test_a_holiday_makes_it_due_later_and_telling_of_it_changes_no_ticket(db):
    """Trap 3: excluded days were taken off the window, so that a holiday made it due sooner; and the run that should
    only notify lowered the priority."""
    due = []
    for days in ([], [date(2026, 11, 23)]):
        hours = new_calendar(f"office-{len(days)}", OFFICE, holidays=days)
        clock, _ = start_clock(new_ticket(), new_policy(f"four-{len(days)}", hours, resolution=4 * HOUR))
        due.append(clock.due_at)
    assert due == [after(days=2, hours=20), after(days=3, hours=20)]
    before = list(Ticket.objects.order_by("pk").values())
    assert ring_due(by=system("clock"), now=after(days=9)) == 2
    assert list(Ticket.objects.order_by("pk").values()) == before


def test_two_holds_within_one_minute_are_two(clock):
    """Trap 4: keyed by day and minute they collide, and one of twenty seconds is lost."""
    for second, what in [(5, "hold"), (15, "run"), (20, "hold"), (40, "run")]:
        engine.act([clock], what, at=after(seconds=second), cause="requester")
    assert clock.moments.filter(what="hold").count() == 2
    assert clock.due_at == after(hours=1, seconds=30)
    assert ledger.replayed(clock) == TicketClock.objects.get(pk=clock.pk).pure()


def test_nothing_is_rounded_to_a_breach(db):
    """Trap 5: 99.951 % was shown and counted as 100 %."""
    start_clock(new_ticket(), new_policy("long", new_calendar("always", ALWAYS), resolution=100_000))
    rungs = engine.ring_due(TicketClock, now=after(seconds=99_951), limit=1)
    assert [rung.share for rung in rungs] == [50, 75, 90]
    assert rungs[0].clock.state(after(seconds=99_999)) == State.AT_RISK


def test_nothing_rings_a_moment_early(clock):
    assert engine.ring_due(TicketClock, now=after(seconds=1799.999999), limit=1) == []
    assert [rung.share for rung in engine.ring_due(TicketClock, now=after(minutes=30), limit=1)] == [50]


def test_a_start_and_a_pause_that_exclude_each_other_are_refused(max, by):
    """Trap 6: the clock was cancelled instead of paused, whenever both conditions held."""
    target = {"goal": "acknowledge", "amount": 1, "unit": "hours", "calendar": "business-hours", "pauses": True}
    said = {"name": "Mondays", "position": 7, "channel": "phone", "targets": [target]}
    draft = begin_draft(None, by=by(max), what="policy", content=said, reason="As asked.")
    with pytest.raises(Refused, match="its start and its pause exclude each other") as refused:
        publish(draft, by=by(max))
    assert refused.value.field == "acknowledge"
    assert not Policy.objects.filter(name="Mondays").exists()


def test_a_day_of_an_eight_hour_desk_is_one_working_day(db):
    """Trap 7: "1 day" on an eight-hour schedule took three: targets are seconds, and the presets say hours."""
    p3 = next(policy for policy in policies_in_force(FRIDAY) if policy.key == "p3")
    start = datetime(2026, 11, 16, 9, tzinfo=UTC)
    clock, _ = start_clock(new_ticket(), p3, "next_update", at=start)
    assert clock.due_at == datetime(2026, 11, 17, 17, tzinfo=UTC)


def test_a_live_promise_is_never_edited(clock):
    """Trap 8: past and future of one ticket were counted by two definitions."""
    for row in (clock.policy, clock.calendar):
        with pytest.raises(WrongState):
            row.save()
    with pytest.raises(Exception, match="append-only"), transaction.atomic():
        Policy.objects.filter(pk=clock.policy_id).update(ladder=[10])


def test_what_was_passed_under_the_old_goal_is_exact_under_the_new_one(clock):
    """Trap 9: a threshold that lay in the past was left as it was, and its overrun stayed wrong."""
    engine.act([clock], "hold", at=after(minutes=10), cause="requester")
    engine.act([clock], "run", at=after(minutes=20), cause="answered")
    shorter = new_policy("shorter", new_calendar("other", ALWAYS), resolution=900)
    engine.retarget([clock], at=after(minutes=40), cause="priority", targets=targets(shorter))
    assert (clock.due_at, clock.left(after(minutes=40))) == (after(minutes=25), -900)


def test_the_calendar_is_the_policys_wherever_the_ticket_goes(owned, network, by, tess):
    """Trap 10: the department's calendar was taken instead: the due time moved with the queue."""
    before = owned.clocks.get(goal="resolution")
    transfer(owned, by=by(tess), seen=owned.version, queue=network, reason="DNS")
    row = owned.clocks.get(goal="resolution")
    assert (row.due_at, row.calendar, row.policy) == (before.due_at, before.calendar, before.policy)
    assert list(row.moments.values_list("what", flat=True)) == list(before.moments.values_list("what", flat=True))


def test_a_due_time_set_by_hand_has_a_reason_and_an_end(passes, owned, by, max, tess):
    """Trap 11: it won silently and for ever: after it the priority no longer mattered."""
    at = passes(minutes=5)
    named, until = at + timedelta(days=9), at + timedelta(hours=2)
    said = {"goal": "resolution", "due": named, "until": until, "reason": "The part comes by ship."}
    override_due(owned, by=by(max), seen=owned.version, **said)
    event = Event.objects.with_words().filter(subject_id=owned.pk, kind="sla.overridden").get()
    assert (event.words["reason"], event.data["until"]) == ("The part comes by ship.", until.isoformat())
    passes(hours=1)
    prioritise(owned, by=by(tess), seen=owned.version, impact=1, urgency=1)
    row = owned.clocks.get(goal="resolution")
    counted = owned.opened_at + timedelta(hours=4)  # P1, around the clock
    assert (row.target_seconds, row.due_at) == (4 * HOUR, counted)
    assert row.share(until - timedelta(minutes=1)) < 2
    assert row.share(until + timedelta(minutes=1)) > 50


def test_what_was_told_is_not_told_again_after_a_recalculation(passes, owned, by, ann, tess, max):
    """Trap 12: notices of the past were deleted and sent again."""
    for impact, urgency in ((1, 1), (2, 2), (1, 1), (3, 3), (1, 2), (1, 1)):
        passes(hours=2)
        said = {"impact": impact, "urgency": urgency, "rationale": "So it is."}
        prioritise(owned, by=by(tess), seen=owned.version, **said)
        ring_due(by=system("clock"), now=passes(minutes=1))
        relay.drain("people")
    told = Event.objects.filter(subject_id=owned.pk, kind__in=["sla.warned", "sla.breached"])
    rung = Counter((event.data["clock"], event.data["share"]) for event in told)
    assert 100 in {share for _, share in rung}
    assert set(rung.values()) == {1}
    heard = Counter(Notification.objects.filter(kind__startswith="sla.").values_list("person", "event_id"))
    assert {person for person, _ in heard} == {ann.pk, tess.pk, max.pk}
    assert set(heard.values()) == {1}


def test_what_one_writes_leaves_the_draft_of_another(owned, by, ann, sam):
    """Trap 13: the second agent's write deleted the first one's draft."""
    save_draft(owned, by=by(ann), body="Please switch it off", tab="a")
    save_draft(owned, by=by(sam), body="Which floor is it", tab="s")
    reply(owned, by=by(sam), body="Which floor is it?")
    spend_draft(owned, by=by(sam), text="Which floor is it", tab="s", turn=1)
    kept = {draft.author: draft.body for draft in Draft.objects.filter(ticket=owned)}
    assert (kept[ann], kept[sam]) == ("Please switch it off", "")


def test_an_answer_is_credited_to_whoever_gave_it(triaged, by, ann, sam):
    """Trap 14: credited to the assignee: whoever answers before the ticket has an owner has done nothing."""
    reply(triaged, by=by(ann), body="Please switch it off and on.")
    assign(triaged, by=by(ann), seen=triaged.version, to=sam)
    (met,) = Event.objects.filter(subject_id=triaged.pk, kind="sla.met", data__goal="first_response")
    assert (met.actor_id, triaged.owner) == (ann.pk, sam)


def test_a_promise_after_a_reopen_is_measured_from_the_reopen(passes, opened, by, ann, rob, resolution):
    """Trap 15: measured from the first creation: five days for an answer that took ten minutes."""
    hours = new_calendar("all-day", ALWAYS)
    new_policy("calls", hours, first_response=HOUR, next_reply=HOUR, resolution=8 * HOUR, channel="phone", priority=3)
    ticket = opened(channel="phone", impact=2, urgency=2)
    passes(minutes=20)
    reply(ticket, by=by(ann), body="Please switch it off and on.")
    resolve(ticket, by=system("import"), seen=ticket.version, **resolution)
    passes(days=5)
    reopen(ticket, by=by(rob), reason="not_fixed", body="It blinks again.")
    passes(minutes=10)
    reply(ticket, by=by(ann), body="I come by.")
    answered = ticket.clocks.get(goal="next_reply")
    assert (answered.spent, answered.state(the_clock.now())) == (600, State.MET)
    assert ticket.clocks.filter(goal="resolution").latest("pk").pure().elapsed(the_clock.now()) == 30 * 60


@pytest.mark.parametrize(
    ("asked", "said"),
    [("stauts=new", "stauts"), ("q=stauts:new", "stauts"), ("status=nwe", "nwe"), ("ordering=colour", "Order by one")],
)
def test_a_question_that_is_not_understood_is_refused_with_the_reason(asked, said, ann, owned):
    """Trap 16: an empty list, as if there were no such tickets."""
    answer = Api(ann).get(f"/tickets?{asked}")
    assert answer.status_code == 400
    assert said in answer.content.decode()


@pytest.mark.parametrize(
    ("zone", "start", "hours", "due"),
    [
        ("Europe/London", "2026-10-25T00:00", 3, "2026-10-25T03:00"),  # an hour that comes twice counts twice
        ("Europe/London", "2026-03-29T00:00", 24, "2026-03-30T00:00"),
        ("Australia/Lord_Howe", "2026-04-04T12:00", 24, "2026-04-05T12:00"),
        ("Pacific/Apia", "2011-12-30T08:00", 24, "2011-12-31T08:00"),  # the date line moved
        ("UTC", "2026-12-31T20:00", 8, "2027-01-01T04:00"),
        ("UTC", "2016-12-31T23:59", 1, "2017-01-01T00:59"),  # a leap second is no second of the database
        ("Asia/Tehran", "2022-03-21T20:00", 1, "2022-03-21T21:00"),
    ],
)
def test_odd_days_have_as_many_hours_as_they_have(zone, start, hours, due):
    """Trap 17: wall-clock arithmetic, and loops with a limit on iterations."""
    always = dict.fromkeys(range(7), ((0, 1440),))
    far_holiday = frozenset({date(2040, 1, 1)})  # so that no shortcut is taken
    begin, end = (datetime.fromisoformat(text).replace(tzinfo=UTC) for text in (start, due))
    assert worktime.add(Calendar(zone, always, far_holiday), begin, hours * HOUR) == end


def test_a_calendar_without_hours_is_refused():
    """Searched for its next opening until a limit, or for ever."""
    with pytest.raises(ValueError, match="at least one open hour"):
        Calendar("UTC", {})


def test_a_calendar_that_moves_to_another_zone_moves_no_promise_given_before(clock):
    """Trap 17: a change of zone is another version; what runs keeps its own."""
    new_calendar("always", OFFICE, version=2, holidays=[date(2026, 11, 20)])
    row = TicketClock.objects.get(pk=clock.pk)
    assert (row.calendar.version, row.due_at, row.pure().when()) == (1, after(hours=1), after(hours=1))


def test_each_trap_has_its_test():
    """Seventeen, by the numbers at the beginning of the docstrings."""
    named = Counter()
    for node in ast.walk(ast.parse(Path(__file__).read_text())):
        if isinstance(node, ast.FunctionDef):
            number = re.match(r"Trap (\d+): ", ast.get_docstring(node) or "")
            named.update([int(number[1])] if number else [])
    assert set(named) == set(range(1, TRAPS + 1))
