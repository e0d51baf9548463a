from django.db import transaction

from supportdesk import clock
from supportdesk.errors import Refused, WrongState
from supportdesk.events.record import record, record_all

from .. import evidencing, policy
from ..kinds import Kind
from ..models import Evidence
from ..states import State


@transaction.atomic
def gather(problem, *, by, tickets, words=""):
    """Add tickets to what a problem stands on (T-24, PRB-01). One that is there already is no fault."""
    found = evidencing.locked(tickets)
    problem.lock()
    policy.require(by, "contribute", problem)
    if problem.state == State.MERGED:
        raise WrongState(f"It was merged into {problem.merged_into}. Add it there.")
    if not found:
        raise Refused("Name at least one ticket.", field="tickets", missing=("tickets",))
    if len(words) > 500:
        raise Refused("Say it in at most 500 characters.", field="words")
    return gathered(problem, found, by=by, now=clock.now(), words=words.strip())


def gathered(problem, tickets, *, by, now, words=""):
    """New rows for those that are no evidence yet; tickets and problem are locked. Answers the rows."""
    known = set(problem.evidence.present().values_list("ticket", flat=True))
    fresh = [ticket for ticket in tickets if ticket.pk not in known]
    about = {"problem": problem, "words": words, "added_by": by.person, "added_at": now}
    made = Evidence.objects.bulk_create([Evidence(ticket=ticket, **about) for ticket in fresh])
    if made:
        record(Kind.GATHERED, problem, by=by, at=now, tickets=[ticket.pk for ticket in fresh])
        record_all([evidencing.on_ticket(Kind.TICKET_LINKED, ticket, problem, now) for ticket in fresh], by=by)
    return made


@transaction.atomic
def release(evidence, *, by):
    """Take a ticket away again; that it was there stays in both histories (T-24)."""
    evidencing.locked([evidence.ticket])
    problem = evidence.problem
    problem.lock()
    policy.require(by, "contribute", problem)
    evidence.refresh_from_db(fields=["removed_at"])
    if evidence.removed_at:
        raise WrongState("It was taken away already.")
    now = clock.now()
    evidence.removed_at, evidence.removed_by = now, by.person
    evidence.save(update_fields=["removed_at", "removed_by"])
    record(Kind.RELEASED, problem, by=by, at=now, ticket=evidence.ticket_id)
    record_all([evidencing.on_ticket(Kind.TICKET_UNLINKED, evidence.ticket, problem, now)], by=by)
    return problem
