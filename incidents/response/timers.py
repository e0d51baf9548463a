"""The clocks between updates of an incident: which run, by whose measure, and when they end (INC-07, E.5).

All of it happens under the incident's lock, in the transaction of the action that calls. They run from command on, and
end with the closing message after the recovery is verified.
"""

from types import SimpleNamespace

from tickets.sla import choose, engine
from tickets.sla.models import Calendar, Goal
from tickets.sla.presets import ALWAYS
from tickets.sla.queries import policies_in_force

from . import configured
from .models import CadenceClock
from .states import COMMANDED, RECOVERED, Audience


def open_clocks(incident, *audiences):
    """Those that have not stopped, of these audiences or of all."""
    found = incident.clocks.filter(stopped_at=None)
    return list(found.filter(audience__in=audiences) if audiences else found)


def follow(incident, now, *, since=None):
    """Let the clocks do what the state demands: run from command on, which was taken at `since` if not now; after the
    recovery the internal one stops and the external one waits for the closing message; a closed incident has none."""
    if incident.state not in COMMANDED:
        engine.act(open_clocks(incident), "stop", at=now, cause=incident.state)
    elif incident.state in RECOVERED:
        engine.act(open_clocks(incident, Audience.INTERNAL), "stop", at=now, cause="verified")
    else:
        running = {clock.audience for clock in open_clocks(incident)}
        lacking = [audience for audience in Audience if audience not in running]
        start(incident, lacking, since or now, cause=incident.state)


def start(incident, audiences, now, *, cause, next_at=None):
    clocks = [clock_of(incident, audience, now, promised_at=next_at) for audience in audiences]
    engine.start([clock for clock in clocks if clock], at=now, cause=cause)


def clock_of(incident, audience, now, **more):
    """A new row, not yet started; none where this severity is told as needed."""
    target = target_of(incident, audience, now)
    if target is None:
        return None
    promise = {"policy_id": target.policy_id, "calendar_id": target.calendar_id, "pauses": target.pauses}
    row = {"audience": audience, "goal": Goal.NEXT_UPDATE, "target_seconds": target.seconds}
    return CadenceClock(incident=incident, **row, **promise, **more)


def target_of(incident, audience, now):
    """What the engine asks of a target: the length is the desk's setting, at all hours; it warns at the levels of the
    policy that tickets of the same rank have."""
    seconds = configured.cadence(incident.severity, audience, now)
    policy = choose.choose(policies_in_force(now), {"priority": incident.severity})
    if not seconds or policy is None:
        return None
    hours = Calendar.objects.in_force(now).filter(key=ALWAYS)[0]
    pauses = any(one.pauses for one in policy.targets_cached if one.goal == Goal.NEXT_UPDATE)
    return SimpleNamespace(seconds=seconds, policy_id=policy.pk, calendar_id=hours.pk, pauses=pauses)


def updated(incident, audience, now, *, by, next_at=None):
    """An update was sent: its clock is met or missed, and the next one runs, due at `next_at` if that is sooner. After
    the recovery an external update is the closing message, and no other is due."""
    engine.act(open_clocks(incident, audience), "stop", at=now, cause="updated")
    if incident.state in COMMANDED and incident.state not in RECOVERED:
        start(incident, [Audience(audience)], now, cause="updated", next_at=next_at)


def retarget(incident, now):
    """Another severity has other figures: what runs is judged by them from its own beginning, what is told as needed
    from now on has no clock, and what was has one."""
    for clock in open_clocks(incident):
        target = target_of(incident, Audience(clock.audience), now)
        engine.retarget([clock], at=now, cause="severity", targets={clock.goal: target} if target else {})
    follow(incident, now)
