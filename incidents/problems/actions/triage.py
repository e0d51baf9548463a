from django.db import transaction

from supportdesk import clock
from supportdesk.errors import Refused, WrongState
from supportdesk.events.record import Occurrence, record, record_all

from .. import evidencing, policy
from ..kinds import Kind
from ..models import Flag, Problem, Spike
from ..states import Birth, Dimension, Triage
from .gather import gathered
from .open import open_problem

DECISIONS = (Triage.MONITORED, Triage.ACCEPTED, Triage.MERGED, Triage.DISMISSED)
WAITING = (Triage.OPEN, Triage.MONITORED)


@transaction.atomic
def triage_flags(group, *, by, decision, problem=None, title="", reason=""):
    """What the lead makes of all flags of one signature: a problem at once with their tickets as evidence, part of one
    that is there, watched, or nothing (T-39). Answers the problem, or None."""
    policy.require(by, "triage_trend", Problem())
    require_sense(decision, problem, reason)
    flags = list(Flag.objects.select_for_update(no_key=True, of=("self",)).filter(grouped=group, state__in=WAITING)
                 .select_related("ticket").order_by("pk"))  # fmt: skip
    if not flags:
        raise WrongState("Somebody has decided this already.")
    named = title.strip() or flags[0].signature
    about = {"signature": flags[0].signature, "birth": Birth.TREND, "statement": words(flags)}
    found = settled(decision, problem, named, [flag.ticket for flag in flags], about, by)
    now = clock.now()
    decide(Flag, flags, decision, found, reason, by, now)
    said = {"decision": decision, "problem": found and found.pk}
    told = [Occurrence(Kind.FLAG_TRIAGED, "flag", one.pk, one.ticket.organisation_id, now, said) for one in flags]
    record_all(told, by=by)
    return found


@transaction.atomic
def triage_spike(spike, *, by, decision, problem=None, title="", reason=""):
    """The same for a card of a volume that leapt (PRB-02)."""
    policy.require(by, "triage_trend", Problem())
    require_sense(decision, problem, reason)
    spike.refresh_from_db(from_queryset=Spike.objects.select_for_update(no_key=True))
    if spike.state not in WAITING:
        raise WrongState("Somebody has decided this already.")
    about = {"birth": Birth.TREND, **taken_from(spike)}
    found = settled(decision, problem, title.strip() or str(spike), spike.tickets.all(), about, by)
    now = clock.now()
    decide(Spike, [spike], decision, found, reason, by, now)
    record(Kind.SPIKE_TRIAGED, spike, by=by, at=now, decision=decision, problem=found and found.pk)
    return found


def require_sense(decision, problem, reason):
    if decision not in DECISIONS:
        raise Refused("Say what becomes of it.", field="decision")
    if decision == Triage.MERGED and problem is None:
        raise Refused("Name the problem it belongs to.", field="problem", missing=("problem",))
    if decision == Triage.MERGED and not problem.is_under_way:
        raise Refused(f"{problem} is over.", field="problem")
    if decision == Triage.DISMISSED and not reason.strip():
        raise Refused("Say why there is nothing in it.", field="reason", missing=("reason",))


def settled(decision, problem, title, tickets, about, by):
    """The problem that it is made, or put to."""
    if decision == Triage.ACCEPTED:
        return open_problem(title[:200], by=by, tickets=tickets, **about)
    if decision == Triage.MERGED:
        found = evidencing.locked(tickets)
        problem.lock()
        gathered(problem, found, by=by, now=clock.now())
        return problem
    return None


def decide(model, rows, decision, problem, reason, by, now):
    said = {"state": decision, "problem": problem, "decision": reason.strip()[:500]}
    model.objects.filter(pk__in=[one.pk for one in rows]).update(decided_by=by.person, decided_at=now, **said)


def words(flags):
    return "\n\n".join(f"{flag.ticket.reference}: {flag.evidence}" for flag in flags if not flag.ticket.restricted)


def taken_from(spike):
    """What a card names is what the problem is about."""
    if spike.dimension in (Dimension.CATEGORY, Dimension.COMPONENT):
        return {f"{spike.dimension}_id": int(spike.key)}
    return {"signature": spike.label}
