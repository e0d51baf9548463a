"""Working time and clocks against the oracle. The short form runs always, the long one with `make prove`."""

from collections import Counter
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import strategies as st

from tests.tickets.sla import oracle
from tests.tickets.sla.cases import CHANGES, CORNERS, ONCE, calendar, life, pauses, situation
from tests.tickets.sla.lives import lived
from tests.tickets.sla.paper import SECOND, exact
from tests.tickets.sla.proving import LONG, prove
from tickets.sla import worktime
from tickets.sla.attribution import attribute
from tickets.sla.clock import Clock, Moment, reached, replay, stretches
from tickets.sla.pieces import Told
from tickets.sla.why import explain


def counts_what_the_oracle_counts(case):
    counted = worktime.between(calendar(case.hours), case.begin, case.end)
    assert exact(counted) == oracle.counted(case.hours, case.begin, case.end)


def counts_by_any_watch(case, zone):
    """Two instants in the same zone subtract as labels, an hour wrong across a change."""
    place = ZoneInfo(zone)
    counted = worktime.between(calendar(case.hours), case.begin.astimezone(place), case.end.astimezone(place))
    assert exact(counted) == oracle.counted(case.hours, case.begin, case.end)


def is_due_when_the_oracle_says(case, share):
    target = oracle.counted(case.hours, case.begin, case.end) * share // 100
    expected = oracle.due(case.hours, case.begin, target)
    assert worktime.add(calendar(case.hours), case.begin, target / SECOND) == expected


def never_counts_a_pause(case, data):
    """Held while any pause lasts: they overlap, and some begin before the clock does."""
    held = data.draw(pauses(case.begin, case.end))
    clock, marks = Clock(calendar(case.hours), target=1).run(case.begin), {case.begin}
    marks |= {mark for first, last, _ in held for mark in (first, last) if case.begin < mark <= case.end}
    for mark in sorted(marks):
        is_held = any(first <= mark < last for first, last, _ in held)
        clock = clock.hold(mark) if is_held else clock.run(mark)
    assert exact(clock.elapsed(case.end)) == oracle.counted(case.hours, case.begin, case.end, held)


def halves_make_a_whole(case, cut):
    """Wherever it is cut, also within a minute: nothing is lost or counted twice, and `add` undoes `between`."""
    hours, begin = calendar(case.hours), case.begin
    middle = begin + cut * oracle.ONE
    last = max(middle, case.end)
    whole = exact(worktime.between(hours, begin, last))
    assert exact(worktime.between(hours, begin, middle)) + exact(worktime.between(hours, middle, last)) == whole
    counted = worktime.between(hours, begin, middle)
    end = worktime.add(hours, begin, counted)
    assert end <= middle or not counted
    assert worktime.between(hours, begin, end) == counted


def is_due_at_once_if_nothing_is_promised(case):
    """A target of no length: due at its start, also outside hours. Nobody can publish one (test_versions.py)."""
    assert Clock(calendar(case.hours), target=0).run(case.begin).when() == case.begin
    assert oracle.due(case.hours, case.begin, 0) == case.begin


class Ledger:
    """The pure clock: a ledger that is replayed after every step."""

    def __init__(self, terms):
        self.terms, self.moments = [(one.target, calendar(one.hours)) for one in terms], []

    @property
    def is_over(self):
        return bool(replay(self.moments).stopped_at)

    def start(self, which, at, *, goes_on=False):
        spent = replay(self.moments).elapsed(at) if goes_on else 0.0
        self.moments = [Moment("run", at, *self.terms[which], spent)]

    def retarget(self, which, at):
        self.moments.append(Moment("retarget", at, *self.terms[which]))

    def hold(self, at, reason):
        self.moments.append(Moment("hold", at))

    def run(self, at):
        self.moments.append(Moment("run", at))

    def stop(self, at):
        self.moments.append(Moment("stop", at))

    def ring(self, at):
        """Nothing rings here."""

    def compare(self, paper, now):
        clock, due = replay(self.moments), paper.due()
        assert exact(clock.elapsed(now)) == paper.elapsed(now)
        if clock.stopped_at is None:
            need = max(0.0, clock.target - self.moments[0].spent)
            assert reached(clock.calendar, stretches(self.moments), need) == due
        if clock.since and clock.left(now) > 0:
            assert clock.when() == due
        self.explain(paper, now)

    def explain(self, paper, now):
        """Every instant from the start on is in one piece, and what each holder is given adds up."""
        why = explain([Told(moment) for moment in self.moments], now)
        past = [piece for piece in why.pieces if not piece.ahead]
        assert all(one.end == two.begin for one, two in pairwise(past))
        found = Counter()
        for piece in past:
            found[{"counted": "counted", "paused": "paused"}.get(piece.kind, "closed")] += piece.length
        assert +found == by_cause(paper.attributed(now))
        assert why.used == paper.elapsed(now)
        self.attribute(why, paper, paper.stopped_at or now)

    def attribute(self, why, paper, last):
        shares = attribute(why, [(moment.at, moment.what) for moment in self.moments])
        held, wall = Counter(), Counter()
        for one, at, until in held_by(self.moments, last):
            held[one] += oracle.counted(paper.terms.hours, at, until, paper.pauses)
            wall[one] += (until - at) // oracle.ONE
        assert +Counter({one: share.counted for one, share in shares.items()}) == +held
        assert +Counter({one: share.wall for one, share in shares.items()}) == +wall


def by_cause(attributed):
    """Pauses of any reason together, and what is closed for whatever reason."""
    found = Counter()
    for cause, length in attributed.items():
        found[{"counted": "counted", "closed": "closed", "holiday": "closed"}.get(cause, "paused")] += length
    return +found


def held_by(moments, last):
    """(holder, from, until): each act hands the promise to somebody else."""
    ends = [*(moment.at for moment in moments[1:]), last]
    return [(moment.what, moment.at, end) for moment, end in zip(moments, ends, strict=True)]


def is_kept_as_on_paper(case):
    """Held, taken up, promised anew, ended, reopened: after every step the same time used and the same due time."""
    lived(case, Ledger(case.terms))


PROPERTIES = [
    (counts_what_the_oracle_counts, (situation(),)),
    (counts_by_any_watch, (situation(), st.sampled_from(sorted({corner.zone for corner in CORNERS})))),
    (is_due_when_the_oracle_says, (situation(), st.just(100) | st.integers(0, 100))),
    (never_counts_a_pause, (situation(), st.data())),
    (is_due_at_once_if_nothing_is_promised, (situation(),)),
    (halves_make_a_whole, (situation(), st.integers(0, 200_000 * SECOND))),
    (is_kept_as_on_paper, (life(),)),
]
NAMED = pytest.mark.parametrize(("claim", "drawn"), PROPERTIES, ids=[claim.__name__ for claim, _ in PROPERTIES])


@NAMED
def test_working_time(claim, drawn):
    """SLA-02: what counts is decided by the label on the wall, whatever the wall clock does that day."""
    prove(claim, *drawn, cases=120 if claim is is_kept_as_on_paper else 75)


@pytest.mark.prove
@NAMED
def test_working_time_at_length(claim, drawn):
    """SLA-02: the same, 20,000 lives of promises and 5,000 of each other kind."""
    prove(claim, *drawn, cases=LONG if claim is is_kept_as_on_paper else LONG // 4, random=True)


# The cases themselves


@pytest.mark.parametrize("corner", [*CHANGES, *ONCE], ids=lambda corner: f"{corner.zone} {corner.at:%Y-%m-%d}")
def test_at_each_corner_the_clock_is_changed(corner):
    place = ZoneInfo(corner.zone)
    before, after = ((corner.at - gap).astimezone(place).utcoffset() for gap in (oracle.ONE, 0 * oracle.ONE))
    assert before != after


def test_twelve_zones_are_met_forward_and_back():
    directions = Counter()
    for corner in CHANGES:
        before, after = ((corner.at + side * oracle.DAY).astimezone(ZoneInfo(corner.zone)) for side in (-1, 1))
        directions[corner.zone, after.utcoffset() > before.utcoffset()] += 1
    assert set(directions.values()) == {1}
    zones = {zone for zone, _ in directions}
    assert len(zones) >= 12
    assert len(directions) == 2 * len(zones)


def test_more_than_half_of_the_cases_are_aimed():
    seen = []
    for drawn in (situation(), life()):
        prove(lambda case: seen.append(case.is_aimed), drawn, cases=50)
    assert sum(seen) > len(seen) / 2
