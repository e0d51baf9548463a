"""The clocks of an escalation: which run, which are held, and what they have to tell. All of it under its lock."""

from supportdesk import clock as instants
from supportdesk.accounts.actor import system
from supportdesk.events.record import Occurrence, record_all
from tickets.sla import engine
from tickets.sla.models import Calendar, Goal, Policy

from .kinds import Kind
from .models import EscalationClock
from .states import WITH_RECEIVER, State

ACKNOWLEDGE, ACCEPT, ANSWER, TOTAL = Goal.ACKNOWLEDGE, Goal.OWNERSHIP, Goal.FIRST_RESPONSE, Goal.RESOLUTION
FOLLOW_UP, UPDATE, SUPPORT = Goal.ASK, Goal.NEXT_UPDATE, Goal.NEXT_REPLY
WORDS = {
    ACKNOWLEDGE: "to acknowledge",
    ACCEPT: "to accept",
    ANSWER: "to a first useful answer",
    TOTAL: "total with the receiver",
    FOLLOW_UP: "to answer a follow-up",
    UPDATE: "to the next update",
    SUPPORT: "support's answer",
}
MINUTES = {
    ACKNOWLEDGE: "acknowledge_minutes",
    ACCEPT: "accept_minutes",
    ANSWER: "answer_minutes",
    FOLLOW_UP: "answer_minutes",
    TOTAL: "total_minutes",
    SUPPORT: "answer_minutes",
    UPDATE: "answer_minutes",
}
TELLS = {
    "warned": Kind.CLOCK_WARNED,
    "breached": Kind.CLOCK_BREACHED,
    "met": Kind.CLOCK_MET,
    "missed": Kind.CLOCK_MISSED,
}
BY_TIME = ("warned", "breached")
STANDARD = {
    "acknowledge_minutes": 60,
    "accept_minutes": 240,
    "answer_minutes": 480,
    "total_minutes": 4800,
}
HOURS, TERMS = "business-hours", "escalations"


def terms(now) -> Policy:
    """The policy under which they ring: it promises nobody else anything, for it has ended since it began."""
    found = Policy.objects.in_force(now).filter(key=TERMS).first()
    if found is None:
        found = Policy(key=TERMS, version=1, name="Escalations", effective_from=now, withdrawn=True)
        found.save()
    return found


def calendar(escalation, now) -> Calendar | None:
    """The receiver's hours, or those of the desk."""
    keys = (escalation.lane.calendar if escalation.lane else HOURS, HOURS)
    found = {one.key: one for one in Calendar.objects.in_force(now).filter(key__in=keys)}
    return next((found[key] for key in keys if key in found), next(iter(Calendar.objects.in_force(now)), None))


def seconds(escalation, goal) -> int:
    name = MINUTES[goal]
    return 60 * (getattr(escalation.lane, name) if escalation.lane else STANDARD[name])


def start(escalation, *goals, now, by, promised=None) -> None:
    """Each once at a time: what runs already goes on."""
    running = {one.goal for one in open_clocks(escalation)}
    wanted = [goal for goal in goals if goal not in running]
    hours = calendar(escalation, now) if wanted else None
    if hours is None:
        return
    policy = terms(now)
    clocks = [
        EscalationClock(
            escalation=escalation,
            goal=goal,
            policy_id=policy.pk,
            calendar_id=hours.pk,
            target_seconds=seconds(escalation, goal),
            pauses=goal in (TOTAL, ANSWER),
            promised_at=promised,
        )
        for goal in wanted
    ]
    tell(escalation, engine.start(clocks, at=now, cause=escalation.state), by=by)


def stop(escalation, *goals, now, by) -> None:
    tell(escalation, engine.act(of(escalation, goals), "stop", at=now, cause=escalation.state), by=by)


def cancel(escalation, *goals, now, by) -> None:
    tell(escalation, engine.act(of(escalation, goals), "cancel", at=now, cause=escalation.state), by=by)


def follow(escalation, now, *, by) -> None:
    """Each side's time is its own: what the receiver promised runs while it is with them and is held while it is with
    support; support's own runs the other way round. No clock is left behind when it ends."""
    state = escalation.state
    if state == State.CLOSED:
        finish(escalation, now, by=by)
        return
    receivers = of(escalation, (TOTAL, ANSWER))
    with_them = state in WITH_RECEIVER
    tell(escalation, engine.act(receivers, "run" if with_them else "hold", at=now, cause=state), by=by)
    if with_them:
        stop(escalation, SUPPORT, now=now, by=by)
        expect(escalation, now, by=by)
    else:
        cancel(escalation, FOLLOW_UP, UPDATE, now=now, by=by)
    if state in (State.RETURNED, State.FIX_AVAILABLE):
        cancel(escalation, ACKNOWLEDGE, ACCEPT, now=now, by=by)
        start(escalation, SUPPORT, now=now, by=by)


def expect(escalation, now, *, by) -> None:
    """What a group that was asked owes: to take it, and a first useful answer, which is given once."""
    if escalation.state in (State.SUBMITTED, State.REDIRECTED):
        once = [] if escalation.clocks.filter(goal=ANSWER).exists() else [ANSWER]
        start(escalation, ACKNOWLEDGE, ACCEPT, TOTAL, *once, now=now, by=by)


def finish(escalation, now, *, by) -> None:
    """What was kept is stopped; a promise that nobody could keep any more is called off."""
    stop(escalation, TOTAL, SUPPORT, now=now, by=by)
    cancel(escalation, ACKNOWLEDGE, ACCEPT, ANSWER, FOLLOW_UP, UPDATE, now=now, by=by)


def of(escalation, goals) -> list[EscalationClock]:
    return [one for one in open_clocks(escalation) if one.goal in goals]


def open_clocks(escalation) -> list[EscalationClock]:
    return list(escalation.clocks.filter(stopped_at=None))


def tell(escalation, rungs, *, by) -> None:
    """What rang was rung by time, whoever came after it; what was met is credited to whoever did it."""
    for late in (True, False):
        said = [rung for rung in rungs if rung.what in TELLS and (rung.what in BY_TIME) == late]
        who = system("clock") if late and by.via != "import" else by
        record_all([told(rung, escalation.pk, escalation.ticket) for rung in said], by=who)


def told(rung, escalation_pk, ticket) -> Occurrence:
    data = {"escalation": escalation_pk, "clock": rung.clock.pk, "goal": rung.clock.goal, "share": rung.share}
    data["due"] = rung.due_at and rung.due_at.isoformat()
    return Occurrence(TELLS[rung.what], ticket.subject, ticket.pk, ticket.organisation_id, rung.at, data)


def spans(clocks, now=None) -> list[dict]:
    """How long each took: on the receiver's calendar and on the wall (ESC-22)."""
    now = now or instants.now()
    return [
        {
            "clock": one,
            "words": WORDS[one.goal],
            "state": one.state(now),
            "counted": one.pure().elapsed(one.stopped_at or now),
            "elapsed": ((one.stopped_at or now) - one.started_at).total_seconds(),
        }
        for one in clocks
    ]
