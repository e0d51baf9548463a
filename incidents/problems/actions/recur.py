from datetime import timedelta

from django.db import transaction

from supportdesk import clock
from supportdesk.events.record import record

from .. import evidencing, recurring
from ..changing import write
from ..configured import recurrence_cluster, recurrence_days
from ..kinds import Kind
from ..models import Recurrence
from ..states import FIXED, State
from .gather import gathered
from .move import entered, plain


@transaction.atomic
def recur(problem, *, by):
    """Look whether a fault is back after its fix; if it is, what shows it is linked and counted, and the problem is
    open again (PRB-09). Looked at twice, it recurs once. Answers the recurrence, or None."""
    now = clock.now()
    first = looked_for(problem, now)
    evidencing.locked_incidents(first.incidents)
    evidencing.locked(first.tickets)
    problem.lock()
    found = looked_for(problem, now)
    if problem.state not in FIXED or not found.why or first.numbers() != found.numbers():
        return None
    return came_back(problem, found, now, by)


def looked_for(problem, now):
    window = timedelta(days=recurrence_days(now))
    if not recurring.within(problem.fix_deployed_at, now, window):
        return recurring.Shown()
    return recurring.shown(problem, now, fewest=recurrence_cluster(now))


def came_back(problem, found, now, by):
    was, deployed = problem.state, problem.fix_deployed_at
    made = Recurrence.objects.create(problem=problem, at=now, deployed_at=deployed, was=was, why=found.why)
    made.tickets.set(found.tickets)
    made.incidents.set(found.incidents)
    gathered(problem, found.tickets, found.incidents, by=by, now=now, words=found.why)
    problem.recurrence_count += 1
    changes = entered(problem, State.INVESTIGATING, now)
    write(problem, changes, "recurrence_count")
    about = {"recurrence": made.pk, "count": problem.recurrence_count, "was": was, "owner": problem.owner_id}
    told = {"changes": plain(changes), "why": found.why}
    record(Kind.RECURRED, problem, by=by, at=now, text=told, version=problem.version, **about)
    return made
