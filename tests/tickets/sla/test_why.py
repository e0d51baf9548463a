"""The explanation of a clock: by example, and against the clock itself and the oracle. No database."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.tickets.sla import cases, oracle
from tickets.sla import days, wording
from tickets.sla.answer import answer
from tickets.sla.attribution import Share, attribute
from tickets.sla.clock import Moment, replay
from tickets.sla.pieces import Hours, Kind, Told
from tickets.sla.why import explain
from tickets.sla.worktime import SECOND, Calendar

SHORT = settings(
    max_examples=150, deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)
HOUR = 3600
MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
WEEK = dict.fromkeys(range(5), ((540, 1020),))
OFFICE = Hours(Calendar("UTC", WEEK), "Business hours")
ALWAYS = Hours(Calendar("UTC", dict.fromkeys(range(7), ((0, 1440),))), "Around the clock")


def after(**elapsed):
    return MONDAY + timedelta(**elapsed)


def begun(hours=OFFICE, target=4 * HOUR, at=MONDAY, **more):
    return Told(Moment("run", at, target, hours.calendar, **more), "opened", policy="P3, version 1", hours=hours)


def held(at, cause="Details from the requester", party="the requester", until=None):
    return Told(Moment("hold", at), cause, party, until)


def acted(what, at, **more):
    return Told(Moment(what, at, **more), what, share=more.get("share"))


def told(why):
    """(kind, hours of it, cause) of each piece."""
    return [(piece.kind.value, piece.length / SECOND / HOUR, piece.cause) for piece in why.pieces]


def test_every_interval_has_its_cause():
    """SLA-03: what counted, what did not and why not, end to end up to the due instant."""
    holidays = Calendar("UTC", WEEK, frozenset({date(2026, 11, 24)}))
    why = explain(
        [begun(Hours(holidays, "Business hours", 2, {date(2026, 11, 24): "Founders' Day"})), held(after(hours=1))],
        after(hours=2),
    )
    assert told(why) == [("counted", 1, ""), ("paused", 1, "Details from the requester")]
    why = explain([*ledger_of(holidays), Told(Moment("run", after(hours=7)))], after(hours=7, minutes=30))
    assert told(why) == [
        ("counted", 1, ""),
        ("paused", 6, "Details from the requester"),
        ("counted", 0.5, ""),
        ("counted", 0.5, ""),
        ("outside hours", 7, ""),
        ("holiday", 24, "Founders' Day"),
        ("outside hours", 9, ""),
        ("counted", 2, ""),
    ]
    assert [piece.ahead for piece in why.pieces] == [False] * 3 + [True] * 5
    assert why.pieces[-1].end == why.due_at == after(days=2, hours=2)


def ledger_of(calendar):
    hours = Hours(calendar, "Business hours", 2, {date(2026, 11, 24): "Founders' Day"})
    return [begun(hours), held(after(hours=1))]


def test_the_first_line_answers_why_it_was_broken():
    """The breach, what was used, what did not count, and the holiday before it."""
    holidays = Calendar("UTC", WEEK, frozenset({date(2026, 11, 24)}))
    ledger = [*ledger_of(holidays), Told(Moment("run", after(hours=2, minutes=25)))]
    due = replay([one.moment for one in ledger]).due
    ledger.append(Told(Moment("breached", due, share=100), share=100))
    assert answer(explain(ledger, due + timedelta(hours=1))) == (
        "Breached Mon 23 Nov 14:25: 4 h of business hours used, 1 h over; "
        "1 h 25 min waiting for the requester did not count."
    )
    late = [begun(ledger_of(holidays)[0].hours, target=10 * HOUR)]
    due = replay([one.moment for one in late]).due
    assert answer(explain([*late, Told(Moment("breached", due, share=100))], due)) == (
        "Breached Wed 25 Nov 11:00: 10 h of business hours used; Tue 24 Nov was a holiday (Founders' Day)."
    )


def test_while_it_runs_it_says_what_is_left():
    assert answer(explain([begun()], after(hours=3, minutes=2))) == (
        "Due Mon 23 Nov 13:00: 3 h 2 min of 4 h of business hours used, 58 min left."
    )


def test_paused_it_says_for_whom_and_until_when():
    """SLA-12: no due time, no countdown."""
    why = explain([begun(), held(after(hours=1), until=after(days=2))], after(days=1))
    assert why.due_at is None
    assert answer(why).startswith(
        "Paused since Mon 23 Nov 10:00, waiting for the requester (details from the requester), "
        "expected until Wed 25 Nov 09:00: 1 h of 4 h of business hours used, 3 h left"
    )


def test_met_and_withdrawn():
    assert answer(explain([begun(), acted("stop", after(hours=1))], after(days=9))) == (
        "Met Mon 23 Nov 10:00: 1 h of 4 h of business hours used."
    )
    assert answer(explain([begun(), acted("cancel", after(hours=1))], after(days=9))).startswith("No longer promised")


def test_another_reason_is_an_interval_of_its_own():
    why = explain([begun(), held(after(hours=1)), held(after(hours=2), "A vendor", "Acme Cables")], after(hours=3))
    assert told(why)[1:] == [("paused", 1, "Details from the requester"), ("paused", 1, "A vendor")]


def test_a_pause_in_the_night_took_nothing():
    why = explain([begun(), held(after(hours=8)), acted("run", after(hours=23))], after(hours=24))
    (pause,) = [piece for piece in why.pieces if piece.kind is Kind.PAUSED]
    assert (pause.length, why.missed(pause)) == (15 * HOUR * SECOND, 0)
    assert "did not count" not in answer(why)


def test_a_retarget_keeps_both_promises_both_due_times_and_both_sums():
    """SLA-11: from the original start, with what was due before."""
    retarget = Told(
        Moment("retarget", after(hours=2), 8 * HOUR, ALWAYS.calendar),
        "the priority was changed",
        policy="P2",
        hours=ALWAYS,
    )
    why = explain([begun(target=24 * HOUR, at=after(hours=-2)), retarget], after(hours=3))
    (mark,) = why.marks
    assert (mark.was.target, mark.was.used, mark.was.due_at) == (24 * HOUR, 2 * HOUR * SECOND, after(days=2, hours=8))
    assert (mark.now.target, mark.now.used, mark.now.due_at) == (8 * HOUR, 4 * HOUR * SECOND, after(hours=6))
    assert (why.used, why.due_at) == (5 * HOUR * SECOND, after(hours=6))
    (line,) = [line for line in days.lines(why) if line.kind == "retarget"]
    assert wording.worded(line) == "Promise changed because the priority was changed"
    assert wording.details(line) == [
        "Before: 24 h, due Wed 25 Nov 17:00 (P3, version 1; Business hours, version 1)",
        "After: 8 h, due Mon 23 Nov 15:00 (P2; Around the clock, version 1)",
        "Counted anew from the start: 4 h instead of 2 h",
    ]


def test_a_staffed_day_and_a_closed_one_have_their_reasons():
    half, extra = date(2026, 11, 24), date(2026, 11, 28)
    calendar = Calendar("UTC", WEEK, frozenset(), {half: ((540, 720),), extra: ((600, 660),)})
    hours = Hours(calendar, "Business hours", 1, {}, {half: "Half a day", extra: "Stocktaking"})
    why = explain([begun(hours, target=40 * HOUR)], after(days=6))
    assert ("override", 12, "Half a day") in told(why)
    assert ("counted", 1, "Stocktaking") in told(why)


def test_a_holiday_on_a_day_off_took_nothing():
    saturday = date(2026, 11, 28)
    hours = Hours(Calendar("UTC", WEEK, frozenset({saturday})), "", 1, {saturday: "Some day"})
    assert {piece.kind for piece in explain([begun(hours, 99 * HOUR)], after(days=7)).pieces} == {
        Kind.COUNTED,
        Kind.OUTSIDE,
    }


def test_the_hours_that_the_clocks_leave_out_and_count_twice_are_told():
    nights = Hours(Calendar("Europe/London", dict.fromkeys(range(7), ((0, 180),))), "Nights")
    spring = explain(
        [begun(nights, 99 * HOUR, datetime(2026, 3, 28, 12, tzinfo=UTC))], datetime(2026, 3, 30, tzinfo=UTC)
    )
    autumn = explain(
        [begun(nights, 99 * HOUR, datetime(2026, 10, 24, 12, tzinfo=UTC))], datetime(2026, 10, 26, tzinfo=UTC)
    )
    assert [(mark.what, mark.label_seconds) for mark in spring.marks] == [("forward", HOUR)]
    assert [(mark.what, mark.label_seconds) for mark in autumn.marks] == [("back", HOUR)]
    assert "on Sun 29 Mar the clocks went forward and 60 min were left out" in answer(spring).replace("1 h", "60 min")
    assert autumn.pieces[1].length == 4 * HOUR * SECOND


def test_equal_days_are_one_line_that_can_be_taken_apart():
    """Five days of eight hours are one line, with each day in it."""
    why = explain([begun(target=60 * HOUR, at=after(hours=-20))], after(days=7, hours=1))
    whole = next(line for line in days.lines(why) if line.days > 1)
    assert (wording.when(whole), wording.worded(whole)) == ("Mon 23 to Fri 27 Nov", "Counted: 5 × 8 h")
    assert sum(part.counted for part in whole.parts) == whole.counted == 40 * HOUR * SECOND
    assert [line.total for line in whole.parts if line.counted][-1] == whole.total


def test_equal_days_over_time_are_one_line_too():
    """What came after the breach is told as shortly as what came before it."""
    why = explain(
        [begun(target=8 * HOUR), Told(Moment("breached", after(hours=8), share=100))], after(days=4, hours=10)
    )
    assert [(wording.when(line), wording.worded(line)) for line in days.lines(why) if line.counted] == [
        ("Mon 23 Nov 09:00 to 17:00", "Counted"),
        ("Tue 24 to Fri 27 Nov", "Counted over time: 4 × 8 h"),
    ]


def test_what_was_promised_and_set_by_hand_is_told():
    ledger = [begun(), acted("promise", after(hours=1), named=after(hours=2))]
    why = explain(ledger, after(hours=1))
    assert (why.due_at, why.due_by) == (after(hours=2), "promise")
    ledger.append(acted("override", after(hours=1, minutes=5), named=after(hours=6), until=after(days=2)))
    why = explain(ledger, after(hours=2))
    assert (why.due_at, why.due_by) == (after(hours=6), "override")
    assert "Due set by hand to Mon 23 Nov 15:00" in " ".join(wording.worded(line) for line in days.lines(why))


def test_who_held_it_sums_up_to_what_was_counted():
    """SLA-13: 10 h of which 6 h with engineering."""
    why = explain([begun(ALWAYS, 20 * HOUR), held(after(hours=2)), acted("run", after(hours=5))], after(hours=13))
    holders = [(after(days=-1), "support"), (after(hours=2), "requester"), (after(hours=5), "support")]
    holders += [(after(hours=7), "engineering")]
    shares = attribute(why, holders)
    hours = {name: tuple(length / SECOND / HOUR for length in share) for name, share in shares.items()}
    assert hours == {"support": (4, 5 - 1, 0), "requester": (0, 3, 3), "engineering": (6, 6, 0)}
    assert sum(share.counted for share in shares.values()) == why.used == 10 * HOUR * SECOND


@st.composite
def ledgers(draw):
    """A ledger near a corner: held and resumed, perhaps retargeted; its hours, and an instant to look at it."""
    hours, begin, end, _ = draw(cases.situation())
    calendar, length = cases.calendar(hours), max(1, round((end - begin).total_seconds()))
    marks = sorted(draw(st.lists(st.integers(0, length), max_size=6)))
    moments = [Moment("run", begin, draw(st.integers(1, 100_000)), calendar)]
    for number, mark in enumerate(marks):
        moments.append(Moment("run" if number % 2 else "hold", begin + timedelta(seconds=mark), cause="details"))
    if draw(st.booleans()):
        at = begin + timedelta(seconds=draw(st.integers(0, length)))
        other = draw(st.sampled_from([calendar, ALWAYS.calendar, OFFICE.calendar]))
        place = sum(moment.at <= at for moment in moments)
        moments.insert(place, Moment("retarget", at, draw(st.integers(1, 100_000)), other))
    return hours, moments, max(end, moments[-1].at)


@SHORT
@given(ledgers())
def test_the_pieces_lie_end_to_end_and_sum_up_to_what_the_clock_says(case):
    """The sum is what the clock has used, and up to the due instant the target, to the microsecond."""
    _, moments, at = case
    why = explain([Told(moment) for moment in moments], at)
    clock = replay(moments)
    edges = [why.start, *(piece.end for piece in why.pieces)]
    assert [piece.begin for piece in why.pieces] == edges[:-1]
    assert why.used == round(clock.elapsed(at) * SECOND)
    assert days.lines(why)[-1].total == why.before + sum(piece.counted for piece in why.pieces)
    if clock.since and clock.due and clock.due > at:
        assert edges[-1] == clock.due == clock.when()
        assert sum(piece.counted for piece in why.pieces) == clock.target * SECOND


@SHORT
@given(ledgers())
def test_each_interval_is_told_as_the_oracle_counts_it(case):
    """All of an interval counted, or none of it, and a holiday is one."""
    hours, moments, at = case
    why = explain([Told(moment) for moment in moments if moment.what != "retarget"], at)
    for piece in why.pieces:
        if piece.kind is not Kind.PAUSED:
            found = oracle.attributed(hours, piece.begin, piece.end)
            assert found.get("counted", 0) == piece.counted
            assert piece.kind is not Kind.HOLIDAY or set(found) == {"holiday"}


@SHORT
@given(ledgers(), st.lists(st.integers(-600, 6000), max_size=8))
def test_what_is_attributed_sums_up_whoever_held_it(case, changes):
    _, moments, at = case
    why = explain([Told(moment) for moment in moments], at)
    holders = sorted((moments[0].at + timedelta(minutes=minutes), minutes % 3) for minutes in changes)
    shares = attribute(why, holders).values()
    assert sum(share.counted for share in shares) == why.used
    assert sum(share.wall for share in shares) == (why.now - why.start) / timedelta(microseconds=1)
    assert all(isinstance(share, Share) for share in shares)
