"""What would have become of clocks under other promises: their ledgers are lived again. Pure, nothing is written.

The question is always "had this been in force from that instant on". Before it a clock has the terms that it had; from
then on, wherever terms were chosen (at its start, when the facts of its owner changed), they are chosen anew. What was
done stays as it was done: the waits, the answers, the ends.
"""

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from operator import attrgetter, itemgetter
from typing import NamedTuple

from .clock import Clock
from .course import Act, Course, Fate, Promise

INSTANT = timedelta(microseconds=1)
OPENED, REOPENED, UNDONE = "opened", "reopened", "undone"
AGAIN = (REOPENED, UNDONE)  # causes of a clock that goes on from the one before it
ENDS = ("stop", "cancel")
RESUMING = "resolution"
LATER = ("next_reply", "next_update")
Facts = Mapping[str, object]


class Life(NamedTuple):
    """A clock as it was: its acts in order, the breach that stands on record, and what it had used in the end. `told`
    is the number of the event that told of its end, 0 where there is none."""

    number: int
    goal: str
    acts: Sequence[Act]
    breached_at: datetime | None
    spent: float = 0.0
    told: int = 0


class Known(NamedTuple):
    """The facts that promises were chosen by at an instant; `after` is the number of the event before that. Two acts of
    one minute of an imported log happen at one instant: the numbers say which came first."""

    at: datetime
    facts: Facts
    after: int = 0


NEVER = Fate(None, None)
Chosen = Callable[[Facts, datetime], Mapping[str, Promise]]


class Question(NamedTuple):
    """`chosen` answers what is promised to these facts at an instant, with the draft in its place. With `also_open`
    whatever was open at `since` is judged anew at once, where `concerns` says so of the old and the new promise."""

    chosen: Chosen
    concerns: Callable[[Promise | None, Promise | None], bool]
    since: datetime
    until: datetime
    also_open: bool


class Choice(NamedTuple):
    """An instant at which terms are chosen anew, and which; none if the goal is promised no longer."""

    at: datetime
    promise: Promise | None


class Chain(NamedTuple):
    """A clock and the terms that it gets on its way."""

    life: Life
    choices: Sequence[Choice]

    def promise_at(self, at: datetime) -> Promise | None:
        """Under which it stands open at this instant; none if it has ended by then, or never was."""
        last = self.life.acts[-1]
        if last.what in ENDS and last.at < at:
            return None
        latest = next((one for one in reversed(self.choices) if one.at <= at), None)
        return latest.promise if latest else promise_at(self.life, at)


def relive(lives: Sequence[Life], facts: Sequence[Known], question: Question) -> dict[int, Fate]:
    """The fate of those clocks of one owner for which the question makes a difference, by number; the others have had
    theirs. `facts` are those that the promises were chosen by, from the first on."""
    waits = [act for life in lives for act in life.acts[1:] if act.what in ("run", "hold")]
    before: dict[str, Course | Life | None] = {}
    earlier: list[Chain] = []
    fates = {}
    for life in lives:
        if life.acts[0].at >= question.until:
            continue
        found, last = choices(life, facts, question, earlier), before.get(life.goal)
        before[life.goal] = life
        earlier.append(Chain(life, found))
        again = life.acts[0].cause in AGAIN and not isinstance(last, Life)
        if again or any(choice_differs(choice, life) for choice in found):
            course = before[life.goal] = begun(life, found, question, last)
            later = found[1:] if question.since <= life.acts[0].at else found
            fates[life.number] = lived(course, life, later, waits, question) if course else NEVER
    return fates


def choices(life: Life, facts: Sequence[Known], question: Question, earlier: Sequence[Chain]) -> list[Choice]:
    """Where terms are chosen on its way, from the beginning of the span on."""
    start, end = life.acts[0].at, ending(life, question)
    first = 0 if life.acts[0].cause == OPENED else bisect_right(facts, start, key=attrgetter("at")) - 1
    known = {act.at for act in life.acts[1:] if act.promise}
    known |= {one.at for one in facts[first + 1 :] if one.at < end or not 0 < life.told < one.after}
    instants = sorted(at for at in known if max(start, question.since) <= at <= end)
    found = [Choice(at, chosen(life, facts, at, question)) for at in instants]
    if question.since <= start:
        terms = pinned(life, earlier) or question.chosen(facts[max(first, 0)].facts, start)
        return [Choice(start, terms.get(life.goal)), *found]
    if question.also_open and question.since < end:
        now = chosen(life, facts, question.since, question)
        if question.concerns(promise_at(life, question.since), now):
            return [Choice(question.since, now), *found]
    return found


def pinned(life: Life, earlier: Sequence[Chain]) -> Mapping[str, Promise] | None:
    """What starts later on an open ticket has the terms of the version that the ticket stands under (SLA-10)."""
    start = life.acts[0]
    if life.goal not in LATER or start.cause == UNDONE:
        return None
    standing = (chain.promise_at(start.at) for chain in reversed(earlier))
    return next((promise.beside for promise in standing if promise and promise.beside), None)


def chosen(life: Life, facts: Sequence[Known], at: datetime, question: Question) -> Promise | None:
    known = facts[max(0, bisect_right(facts, at, key=attrgetter("at")) - 1)].facts
    return question.chosen(known, at).get(life.goal)


def ending(life: Life, question: Question) -> datetime:
    last, until = life.acts[-1], question.until - INSTANT
    return min(last.at, until) if last.what in ENDS else until


def promise_at(life: Life, at: datetime) -> Promise | None:
    """What stood on record at this instant."""
    return next((act.promise for act in reversed(life.acts) if act.promise and act.at <= at), None)


def choice_differs(choice: Choice, life: Life) -> bool:
    return choice.promise is None or choice.promise.differs(promise_at(life, choice.at))


def begun(life: Life, found: Sequence[Choice], question: Question, before: Course | Life | None) -> Course | None:
    """The clock as it starts: with what the one before it had used, if it goes on from that."""
    start = life.acts[0]
    promise = found[0].promise if question.since <= start.at else start.promise
    if promise is None:
        return None
    base = carried(life, promise, before)
    clock = Clock(promise.calendar, promise.target, base, start.at, started=start.at, promised=start.named)
    course = Course(promise.pauses, clock, base)
    broken = before.clock.breached_at if isinstance(before, Course) else life.breached_at
    if start.cause == UNDONE and broken and broken < start.at:
        course.break_(broken, broken)
    course.overtaken(start.at)
    return course


def carried(life: Life, promise: Promise, before: Course | Life | None) -> float:
    """The time already used by the clock that it goes on from."""
    goes_on = life.acts[0].cause == UNDONE or (life.goal == RESUMING and promise.resumes)
    if before is None or life.acts[0].cause not in AGAIN or not goes_on:
        return 0.0
    return before.clock.spent if isinstance(before, Course) else before.spent


def lived(course: Course, life: Life, found: Sequence[Choice], waits: Sequence[Act], question: Question) -> Fate:
    """All that happened to it, in order; at one instant the terms change first."""
    start = life.acts[0]
    own = [act for act in life.acts[1:] if not act.promise or act.at < question.since]
    acts = {act.number: act for act in (*own, *others(start, waits)) if act.at < question.until}
    turns: list[tuple[datetime, int, Act | Promise | None]]
    turns = [(act.at, act.number, act) for act in acts.values()]
    turns += [(choice.at, 0, choice.promise) for choice in found]
    for at, _, what in sorted(turns, key=itemgetter(0, 1)):
        if course.over:
            break
        if isinstance(what, Act) and not what.promise:
            DO.get(what.what, nothing)(course, what)
        else:
            course.retarget(at, what.promise if isinstance(what, Act) else what)
    if not course.over:
        course.ring(question.until - INSTANT)
    return course.fate()


def others(start: Act, waits: Sequence[Act]) -> list[Act]:
    """The waits of the ticket from its start on; where the ticket waits already, it waits from the start."""
    later = [act for act in waits if act.at > start.at]
    before = max((act for act in waits if act.at <= start.at), key=attrgetter("number"), default=None)
    waiting = before is not None and before.what == "hold" and start.cause != OPENED
    return [before._replace(at=start.at), *later] if before and waiting else later


def nothing(course: Course, act: Act) -> None:
    """An exception, or whatever else leaves the due time alone."""


DO: dict[str, Callable[[Course, Act], None]] = {
    "run": Course.run,
    "hold": Course.hold,
    "stop": Course.stop,
    "cancel": Course.stop,
    "promise": Course.promise,
    "override": Course.override,
    "revoke": Course.override,
}
