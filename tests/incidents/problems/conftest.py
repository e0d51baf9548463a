"""A fault that comes back: Rob's and Sue's tickets of one component and one code, and the problem made of them."""

from datetime import date, timedelta

import pytest

from incidents.problems.actions.chain import chain
from incidents.problems.actions.fixing import do_action, plan_action
from incidents.problems.actions.move import move
from incidents.problems.actions.open import open_problem
from incidents.problems.actions.record_error import publish_error, record_error
from incidents.problems.models import Problem
from supportdesk import clock
from supportdesk.events.models import Event
from tests.factories import ComponentFactory
from tests.tickets.desk.api.conftest import api
from tests.tickets.desk.web.conftest import browse, said
from tickets.desk.models import Identifier

__all__ = ["api", "browse", "said"]
LATER = date(2027, 1, 31)
LINE = ("accept", "investigate", "name_cause", "plan_fix", "deploy", "verify", "close")


@pytest.fixture
def spooler(db):
    return ComponentFactory(key="spooler", name="Spooler")


@pytest.fixture
def failing(opened, spooler):
    """`failing("E42")`: one more ticket of the spooler with this code."""

    def one(code="E42", title="Printing fails", **more):
        ticket = opened(title=title, component=spooler, **more)
        if code:
            Identifier.objects.create(ticket=ticket, kind="error_code", value=code)
        return ticket

    return one


@pytest.fixture
def five(failing):
    return [failing(title=f"Printing fails {number}") for number in range(5)]


@pytest.fixture
def problem(five, by, sam):
    """Sam's candidate, made of five tickets."""
    return open_problem("The spooler stops", by=by(sam), tickets=five, signature="E42")


@pytest.fixture
def advance(by, sam, erin):
    """`advance(problem, "deploy")`: on along the line until this move is made, with everything that it needs."""

    def until(problem, last):
        for name in LINE[: LINE.index(last) + 1]:
            step(problem, name)
        return problem

    def step(problem, name):
        needs = {
            "accept": {"owner": sam},
            "name_cause": {"root_cause": "A certificate", "cause_category": "configuration", "cause_key": "cert"},
            "plan_fix": {"fix": "Renew it by itself"},
            "verify": {"result": "No report for a week"},
        }
        if name == "name_cause":
            why = [{"statement": "The certificate ran out", "evidence": "Log of the spooler"}]
            chain(problem, by=by(sam), seen=problem.version, steps=why)
        if name == "plan_fix":
            plan_action(problem, by=by(sam), kind="process", words="Renew by script", owner=erin, due_on=LATER)
        if name == "verify":
            for action in problem.actions.open():
                do_action(action, by=by(erin), outcome="Runs every month")
        problem.refresh_from_db()
        move(problem, by=by(sam), action=name, **needs.get(name, {}))

    until.step = step
    return until


@pytest.fixture
def known(by, sam, spooler):
    """A known error of the spooler, published."""
    words = {"symptom": "Error E42", "workaround": "Print as PDF.", "error_codes": ["e42"], "component": spooler}
    made = record_error(by=by(sam), title="E42 on every printer", **words)
    return publish_error(made, by=by(sam))


@pytest.fixture
def deployed_ago():
    """`deployed_ago(problem, 20)`: as if the fix had gone out so many days ago."""

    def earlier(problem, days):
        at = clock.now() - timedelta(days=days)
        Problem.objects.filter(pk=problem.pk).update(fix_deployed_at=at)
        problem.refresh_from_db()
        return problem

    return earlier


@pytest.fixture
def happened():
    """`happened(problem)`: the kinds of what was recorded of it, in order."""

    def kinds(thing):
        told = Event.objects.filter(subject=thing.subject, subject_id=thing.pk).order_by("pk")
        return [event.kind for event in told]

    return kinds
