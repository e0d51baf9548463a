"""The lives of the demo's tickets. A life is a generator: it says when it goes on, sleeps until then, and acts.

Whatever would happen after the present simply has not happened yet: that is where the open tickets come from.
"""

from datetime import timedelta

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
WAITS = {
    "pending_requester": ("wait_requester", ("details", "confirmation"), "the requester"),
    "pending_internal": ("wait_internal", ("colleague", "approval", "problem"), "the network team"),
    "pending_vendor": ("wait_vendor", ("vendor",), "the vendor, {vendor}"),
    "scheduled": ("schedule", ("appointment", "change"), "the maintenance window"),
}


def arrive(case, at, goal, *, identifiers=(), tags=()):
    """From the first word to an owner at work; shared by every life."""
    yield at
    case.open(at, identifiers=identifiers, tags=tags)
    if goal == "new":
        return None
    at = case.later(at, 3, 90)
    yield at
    case.triage(at)
    if goal == "triaged":
        return None
    at = case.later(at, 2, 60)
    yield at
    case.take(at)
    return at


def ordinary(case, at, goal, **details):
    """Opened, triaged, taken, talked about; then it waits, or goes on to its end."""
    at = yield from arrive(case, at, goal, **details)
    if at is None:
        return
    at = case.later(at, 3, 150)
    yield at
    if goal == "in_progress":
        case.move(at, "start")
    case.ask(at)
    busy = goal != "closed" or case.draw.random() < 0.3
    if busy and case.draw.random() < 0.6:
        at = case.later(at, 10, 400)
        yield at
        case.answer(at)
    if busy and case.draw.random() < 0.5:
        at = case.later(at, 5, 240)
        yield at
        case.note(at)
    if goal in WAITS:
        yield from wait(case, at, goal)
    elif goal != "in_progress":
        yield from finish(case, at, goal)


def wait(case, at, goal):
    """It waits, with a reason, for somebody, until a day that for some has passed."""
    action, reasons, whom = WAITS[goal]
    at = case.later(at, 5, 200)
    yield at
    until = at + case.draw.choice((2, 3, 5, 9)) * DAY
    case.move(at, action, case.draw.choice(reasons), until, case.fill(whom))


def finish(case, at, goal):
    at = case.later(at, 20, 900)
    yield at
    if goal != "closed" or case.draw.random() < 0.4:
        case.say(at, case.story.fix)
    case.resolve(at + MINUTE)
    if goal == "reopened":
        at += case.draw.randrange(8, 40) * HOUR
        yield at
        case.reopen(at)
    elif goal == "closed":
        at += case.draw.choice((1, 3, 7, 7, 7)) * DAY
        yield at
        case.close(at)


def long_talk(case, at, lines):
    """A ticket with many messages, back and forth."""
    at = yield from arrive(case, at, "in_progress")
    case.move(at, "start")
    for number, line in enumerate(lines):
        at = case.later(at, 30, 150)
        yield at
        case.say(at, line, who=case.requester if number % 2 else case.owner)


def answered_at(case, opened, answered):
    """An urgent one with an answer at a known instant: its next promise is counted from there."""
    yield opened
    case.open(opened)
    yield opened + 2 * MINUTE
    case.triage(opened + 2 * MINUTE)
    case.take(opened + 3 * MINUTE)
    case.move(opened + 4 * MINUTE, "start")
    yield answered
    case.ask(answered)


def waiting_for_an_answer(case, opened):
    """An urgent one that is triaged and taken, and that nobody has answered yet."""
    yield opened
    case.open(opened)
    yield opened + 2 * MINUTE
    case.triage(opened + 2 * MINUTE)
    case.take(opened + 3 * MINUTE)
