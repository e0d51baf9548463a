from django.db import transaction

from supportdesk import clock
from supportdesk.errors import Refused, WrongState
from supportdesk.events.record import record, record_all

from .. import evidencing, policy
from ..kinds import Kind
from ..models import Evidence, IncidentEvidence
from ..states import State


@transaction.atomic
def gather(problem, *, by, tickets=(), incidents=(), words=""):
    """Add tickets and incidents to what a problem stands on (T-24, PRB-01). One that is there already is no fault."""
    outages, found = evidencing.locked_incidents(incidents), evidencing.locked(tickets)
    problem.lock()
    policy.require(by, "contribute", problem)
    if problem.state == State.MERGED:
        raise WrongState(f"It was merged into {problem.merged_into}. Add it there.")
    if not found and not outages:
        raise Refused("Name at least one ticket or incident.", field="tickets", missing=("tickets",))
    require_real(outages)
    if len(words) > 500:
        raise Refused("Say it in at most 500 characters.", field="words")
    return gathered(problem, found, outages, by=by, now=clock.now(), words=words.strip())


def require_real(incidents):
    for one in incidents:
        if one.drill or one.dismissed_at:
            raise Refused(f"{one} {'was a drill' if one.drill else 'was none'}: it shows nothing.", field="incidents")


def gathered(problem, tickets, incidents=(), *, by, now, words=""):
    """New rows for those that are no evidence yet; all of them and the problem are locked. Answers the rows."""
    about = {"problem": problem, "words": words, "added_by": by.person, "added_at": now}
    known = set(problem.evidence.present().values_list("ticket", flat=True))
    made = [Evidence(ticket=one, **about) for one in tickets if one.pk not in known]
    Evidence.objects.bulk_create(made)
    outages = []
    if incidents:
        known = set(problem.outages.present().values_list("incident", flat=True))
        outages = [IncidentEvidence(incident=one, **about) for one in incidents if one.pk not in known]
        IncidentEvidence.objects.bulk_create(outages)
    if made or outages:
        tell(problem, [one.ticket for one in made], [one.incident for one in outages], now, by)
    return [*made, *outages]


def tell(problem, tickets, incidents, now, by):
    numbers = {"tickets": [one.pk for one in tickets]}
    if incidents:
        numbers["incidents"] = [one.pk for one in incidents]
    record(Kind.GATHERED, problem, by=by, at=now, **numbers)
    told = [evidencing.told(Kind.TICKET_LINKED, one, problem, now) for one in tickets]
    told += [evidencing.told(Kind.INCIDENT_LINKED, one, problem, now) for one in incidents]
    record_all(told, by=by)


@transaction.atomic
def release(evidence, *, by):
    """Take a ticket away again; that it was there stays in both histories (T-24)."""
    evidencing.locked([evidence.ticket])
    problem = taken_away(evidence, by)
    record(Kind.RELEASED, problem, by=by, at=evidence.removed_at, ticket=evidence.ticket_id)
    record_all([evidencing.told(Kind.TICKET_UNLINKED, evidence.ticket, problem, evidence.removed_at)], by=by)
    return problem


@transaction.atomic
def release_incident(evidence, *, by):
    """The same of an incident."""
    evidencing.locked_incidents([evidence.incident])
    problem = taken_away(evidence, by)
    record(Kind.RELEASED, problem, by=by, at=evidence.removed_at, incident=evidence.incident_id)
    record_all([evidencing.told(Kind.INCIDENT_UNLINKED, evidence.incident, problem, evidence.removed_at)], by=by)
    return problem


def taken_away(evidence, by):
    problem = evidence.problem
    problem.lock()
    policy.require(by, "contribute", problem)
    evidence.refresh_from_db(fields=["removed_at"])
    if evidence.removed_at:
        raise WrongState("It was taken away already.")
    evidence.removed_at, evidence.removed_by = clock.now(), by.person
    evidence.save(update_fields=["removed_at", "removed_by"])
    return problem
