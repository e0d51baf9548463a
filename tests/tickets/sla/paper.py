"""A promise kept on paper: what happened to it, what it must say and what must be told. Counted by the oracle alone."""

from fractions import Fraction
from typing import NamedTuple

from tests.tickets.sla import oracle

SECOND = 1_000_000
BREACH = 100


def exact(seconds):
    """Whole microseconds: a float of seconds is as exact as the database."""
    return round(seconds * SECOND)


class Terms(NamedTuple):
    """What is promised: so many seconds of these hours, and at which percents something rings."""

    target: int
    hours: oracle.Hours
    levels: tuple[int, ...] = (50, 75, 90, BREACH)
    pauses: bool = True


class Promise:
    """One promise from its start on. `spent` are the microseconds it starts with."""

    def __init__(self, terms, at, *, spent=0, level=0, breached_at=None):
        self.terms, self.started_at, self.spent = terms, at, spent
        self.level, self.breached_at = level, breached_at
        self.pauses, self.stopped_at, self.cancelled, self.told = [], None, False, []
        self.named, self.set_by_hand = None, None
        self.overtaken(at)

    @property
    def held(self):
        return bool(self.pauses) and self.pauses[-1][1] is None

    def elapsed(self, now):
        last = self.stopped_at or now
        return self.spent + oracle.counted(self.terms.hours, self.started_at, last, self.pauses)

    def attributed(self, now):
        return oracle.attributed(self.terms.hours, self.started_at, self.stopped_at or now, self.pauses)

    def due(self, level=BREACH):
        """When so many percents are used up, by all that is known; None while held short of them.

        What was promised is due then if that is sooner. What was set by hand is due then as long as that lasts; from
        its end on what was counted decides.
        """
        need = self.terms.target * SECOND * level // 100 - self.spent
        found = oracle.due(self.terms.hours, self.started_at, need, self.pauses)
        if self.named:
            found = min(filter(None, [found, self.on_the_way(self.named, level)]))
        if self.set_by_hand is None:
            return found
        due, until = self.set_by_hand
        by_hand = self.on_the_way(due, level)
        if by_hand <= until:
            return by_hand
        return found and max(found, until)

    def on_the_way(self, named, level):
        """So many percents of the way by the wall clock from the start to an instant."""
        way = (named - self.started_at) // oracle.ONE
        return named if way <= 0 else self.started_at + round(Fraction(way * level, 100)) * oracle.ONE

    def next_ring(self):
        """(level, instant) of what rings next, if nothing else happens."""
        level = next((one for one in self.terms.levels if one > self.level), None)
        return level and (level, self.due(level))

    def hold(self, at, reason):
        """Another reason while held is a pause of its own; the same one says nothing new."""
        if not self.terms.pauses or (self.held and self.pauses[-1][2] == reason):
            return
        self.ring(at)
        self.end_pause(at)
        self.pauses.append((at, None, reason))

    def run(self, at):
        if self.held:
            self.ring(at)
            self.end_pause(at)

    def end_pause(self, at):
        if self.held:
            begin, _, reason = self.pauses.pop()
            self.pauses.append((begin, at, reason))

    def stop(self, at):
        self.ring(at)
        self.end(at)
        self.tell("missed" if self.breached_at else "met", None, at)

    def cancel(self, at):
        self.ring(at)
        self.end(at)
        self.cancelled = True

    def end(self, at):
        self.end_pause(at)
        self.stopped_at = at

    def retarget(self, at, terms):
        self.ring(at)
        self.terms = terms
        self.overtaken(at)

    def promise(self, at, named):
        """The instant of the next word is promised, or no longer."""
        if named != self.named:
            self.ring(at)
            self.named = named
            self.overtaken(at)

    def override(self, at, due, until):
        self.ring(at)
        self.set_by_hand = due, until
        self.overtaken(at)

    def revoke(self, at):
        if self.set_by_hand:
            self.ring(at)
            self.set_by_hand = None
            self.overtaken(at)

    def ring(self, until):
        """Whatever is due by then, each level once and at its own instant."""
        while not self.stopped_at:
            following = self.next_ring()
            if following is None or following[1] is None or following[1] > until:
                return
            self.strike(*following)

    def overtaken(self, at):
        """New terms: of the levels already passed the last one rings, and the breach, now."""
        ahead = [(one, self.due(one)) for one in self.terms.levels if one > self.level]
        passed = [level for level, due in ahead if due and due <= at]
        for level in passed:
            if level in (BREACH, passed[-1]):
                self.strike(level, at)

    def strike(self, level, at):
        self.level = level
        if level == BREACH:
            self.breached_at = self.breached_at or at
        self.tell("breached" if level == BREACH else "warned", level, at)

    def tell(self, what, level, at):
        self.told.append((what, level, at))
