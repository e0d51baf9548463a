"""The answer to "why?" in a sentence: what is so, how much was used, and what did not count."""

from collections.abc import Iterator
from datetime import date, datetime

from supportdesk.times import worked
from tickets.sla.pieces import Kind, Piece
from tickets.sla.why import Mark, Why
from tickets.sla.worktime import SECOND

NAMED = 3  # holidays and pauses named one by one


def answer(why: Why) -> str:
    """ "Breached Tue 24 Nov 10:14: 4 h of business hours used; 1 h 25 min waiting for the requester did not count." """
    did_not_count = [*waits(why), *days_off(why), *changed_clocks(why)]
    clauses = [used(why), *by_hand(why), *counted_anew(why), *did_not_count, *earlier(why)]
    return f"{state(why)}: {'; '.join(clauses)}."


def state(why: Why) -> str:
    if why.clock.cancelled:
        return f"No longer promised since {spoken(why, why.now)}"
    breached = breach(why)
    if why.clock.stopped_at and breached:
        return f"Missed: breached {spoken(why, breached)}, ended {spoken(why, why.now)}"
    if why.clock.stopped_at:
        return f"Met {spoken(why, why.now)}"
    if breached:
        return f"Breached {spoken(why, breached)}{', paused now' if why.held else ''}"
    if why.held:
        return paused(why)
    return f"Due {spoken(why, why.due_at)}" if why.due_at else "Running"


def paused(why: Why) -> str:
    held = why.held
    assert held
    until = f", expected until {spoken(why, held.until)}" if held.until else ""
    whom, cause = held.party or decapitalised(held.cause), decapitalised(held.cause)
    reason = "" if cause.removeprefix("a ") in whom else f" ({cause})"
    return f"Paused since {spoken(why, held.moment.at)}, waiting for {whom}{reason}{until}"


def breach(why: Why) -> datetime | None:
    """When it was broken: as recorded, or by the definition where no sweep has come by yet."""
    if why.clock.breached_at:
        return why.clock.breached_at
    return why.due_at if why.due_at and why.due_at <= why.now and not why.clock.stopped_at else None


def used(why: Why) -> str:
    kind = "around the clock" if why.hours.calendar.always else "of business hours"
    target, spent = worked(why.target), worked(why.used / SECOND)
    if breach(why) and why.left <= 0:
        over = "" if why.left > -60 * SECOND else f", {worked(why.left / SECOND)} over"
        return f"{target} {kind} used{over}"
    left = f", {worked(why.left / SECOND)} left" if not why.clock.stopped_at and why.left > 0 else ""
    return f"{spent} of {target} {kind} used{left}"


def by_hand(why: Why) -> Iterator[str]:
    """What somebody has said beside what is counted."""
    if why.due_by == "promise":
        yield "it was promised for then"
    if why.due_by == "override":
        yield "that was set by hand"
    if why.clock.excepted:
        yield f"excepted until {spoken(why, why.clock.excepted)}: counted apart, neither met nor missed"


def counted_anew(why: Why) -> Iterator[str]:
    """The last change of what is promised."""
    for mark in [mark for mark in why.marks if mark.what == "retarget"][-1:]:
        yield f"since {spoken(why, mark.at)} it counts by {promise(mark)}"


def promise(mark: Mark) -> str:
    was, now = mark.was, mark.now
    assert was
    assert now
    policy = f"{now.policy}, " if now.policy != was.policy else ""
    return f"{policy}{worked(now.target)} instead of {worked(was.target)}"


def concerned(why: Why) -> list[Piece]:
    """What lies before the end of the story: the breach, the due time, or now."""
    end = breach(why) or why.now
    return [piece for piece in why.pieces if piece.begin < end or (why.running and not breach(why))]


def waits(why: Why) -> Iterator[str]:
    """Only what would have counted: a pause in the night takes nothing away."""
    found: dict[str, int] = {}
    for piece in concerned(why):
        if (missed := why.missed(piece)) >= 60 * SECOND and piece.by:
            whom = piece.by.party or decapitalised(piece.cause)
            found[whom] = found.get(whom, 0) + missed
    for whom, length in list(found.items())[:NAMED]:
        yield f"{worked(length / SECOND)} waiting for {whom} did not count"


def days_off(why: Why) -> Iterator[str]:
    found = [piece for piece in concerned(why) if piece.kind in (Kind.HOLIDAY, Kind.OVERRIDE)]
    for piece in found[:NAMED]:
        first = piece.begin.astimezone(why.hours.zone).date()
        verb = "is" if piece.ahead else "was"
        what = "a holiday" if piece.kind is Kind.HOLIDAY else "closed by an exception"
        yield f"{day(first)} {verb} {what}{f' ({piece.cause})' if piece.cause else ''}"
    if len(found) > NAMED:
        yield f"{len(found) - NAMED} more days off did not count"


def changed_clocks(why: Why) -> Iterator[str]:
    for mark in why.marks:
        if mark.what in ("forward", "back"):
            how = "were left out" if mark.what == "forward" else "counted twice"
            on = day(mark.at.astimezone(why.hours.zone).date())
            yield f"on {on} the clocks went {mark.what} and {worked(mark.label_seconds)} {how}"


def earlier(why: Why) -> Iterator[str]:
    if why.before:
        yield f"{worked(why.before / SECOND)} had counted before it was taken up again"


def spoken(why: Why, at: datetime) -> str:
    """An instant on the calendar's wall clock, with the year where it is another."""
    local = at.astimezone(why.hours.zone)
    year = "" if local.year == why.at.astimezone(why.hours.zone).year else " %Y"
    return local.strftime(f"%a %-d %b{year} %H:%M")


def day(on: date) -> str:
    return on.strftime("%a %-d %b")


def decapitalised(words: str) -> str:
    """ "A colleague's answer" within a sentence; a name in capitals stays."""
    return words[:1].lower() + words[1:] if words[1:2].islower() or words[1:2] == " " else words
