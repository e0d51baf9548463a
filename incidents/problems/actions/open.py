from django.db import transaction

from supportdesk import clock
from supportdesk.errors import Refused
from supportdesk.events.record import record
from tickets.desk import guarding
from tickets.desk.texts import one_line

from .. import evidencing, policy
from ..kinds import Kind
from ..models import Problem
from ..states import Birth, Severity, State
from .gather import gathered

WORDS = ("statement", "hypotheses", "workaround", "measure")


@transaction.atomic
def open_problem(title, *, by, tickets=(), birth=None, confirmed=(), **about):
    """Open a problem as a candidate, with these tickets as its evidence (PRB-01). `about`: statement, component,
    category, signature, severity, urgency, hypotheses, workaround, measure, release, revenue_at_risk. What the tickets
    agree on is taken from them."""
    problem = Problem(birth=birth or (Birth.TICKETS if tickets else Birth.HAND))
    policy.require(by, "open_problem", problem)
    words = {name: about.pop(name, "") or "" for name in WORDS}
    said = guarding.parts(by, {"title": one_line(title or "")} | words, confirmed)
    require_title(said["title"])
    require_known(about)
    found = evidencing.locked(tickets)
    now = clock.now()
    given = {name: value for name, value in about.items() if value not in (None, "")}
    for name, value in (agreed(found) | given | said).items():
        setattr(problem, name, value)
    problem.opened_by, problem.candidate_at, problem.state_since = by.person, now, now
    problem.save(force_insert=True)
    said = {"title": problem.title}
    record(Kind.OPENED, problem, by=by, at=now, text=said, birth=problem.birth, state=State.CANDIDATE)
    gathered(problem, found, by=by, now=now)
    return problem


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


def agreed(tickets):
    """The component and the category, where every ticket names the same."""
    found = {}
    for name in ("component", "category"):
        values = {getattr(ticket, f"{name}_id") for ticket in tickets}
        if len(values) == 1 and None not in values:
            found[f"{name}_id"] = values.pop()
    return found
