from django.db import transaction

from supportdesk import clock
from supportdesk.errors import Refused
from supportdesk.events.record import record
from tickets.desk import guarding
from tickets.desk.texts import one_line

from .. import evidencing, policy, prefilling
from ..kinds import Kind
from ..models import Problem
from ..states import Birth, Severity, State
from .gather import gathered, require_real

WORDS = ("statement", "hypotheses", "workaround", "measure")


@transaction.atomic
def open_problem(title, *, by, tickets=(), incidents=(), birth=None, confirmed=(), **about):
    """Open a problem as a candidate, with these tickets and incidents as its evidence (PRB-01). `about`: statement,
    component, category, signature, severity, urgency, hypotheses, workaround, measure, release, revenue_at_risk. What
    the tickets agree on is taken from them."""
    problem = Problem(birth=birth or born(tickets, incidents))
    policy.require(by, "open_problem", problem)
    words = {name: about.pop(name, "") or "" for name in WORDS}
    said = guarding.parts(by, {"title": one_line(title or "")} | words, confirmed)
    require_title(said["title"])
    require_known(about)
    outages, found = evidencing.locked_incidents(incidents), evidencing.locked(tickets)
    require_real(outages)
    now = clock.now()
    given = {name: value for name, value in about.items() if value not in (None, "")}
    for name, value in (named_by(outages) | agreed(found) | given | said).items():
        setattr(problem, name, value)
    problem.opened_by, problem.candidate_at, problem.state_since = by.person, now, now
    problem.save(force_insert=True)
    said = {"title": problem.title}
    record(Kind.OPENED, problem, by=by, at=now, text=said, birth=problem.birth, state=State.CANDIDATE)
    gathered(problem, found, outages, by=by, now=now)
    return problem


@transaction.atomic
def draft_problem(ticket, *, by, title=None, **given):
    """Open a problem as a candidate with what a ticket says; the ticket is its evidence (T-54)."""
    ticket.lock()
    policy.require(by, "open_problem", Problem())
    prefilling.require_open_talk(ticket)
    begun = prefilling.of_problem(ticket)
    known = begun.pop("title")
    return open_problem(title or known, by=by, tickets=[ticket], **begun | given)


def born(tickets, incidents):
    if incidents:
        return Birth.INCIDENT
    return Birth.TICKETS if tickets else Birth.HAND


def require_title(title):
    if not title.strip():
        raise Refused("A problem needs a title.", field="title", missing=("title",))
    if len(title) > 200:
        raise Refused("A title has at most 200 characters.", field="title")


def require_known(about):
    for name in ("severity", "urgency"):
        if about.get(name) not in (None, "", *Severity.values):
            raise Refused("Say how grave it is: 1 to 4.", field=name)
    if len(about.get("signature") or "") > 200:
        raise Refused("A signature has at most 200 characters.", field="signature")


def named_by(incidents):
    """What is broken, where all of them say the same one part."""
    parts = {pk for one in incidents for pk in one.components.values_list("pk", flat=True)}
    return {"component_id": parts.pop()} if len(parts) == 1 else {}


def agreed(tickets):
    """The component and the category, where every ticket names the same."""
    found = {}
    for name in ("component", "category"):
        values = {getattr(ticket, f"{name}_id") for ticket in tickets}
        if len(values) == 1 and None not in values:
            found[f"{name}_id"] = values.pop()
    return found
