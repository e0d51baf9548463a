"""A fault that is back after its fix."""

import pytest

from incidents.problems.actions.gather import gather
from incidents.problems.actions.recur import recur
from incidents.response.actions.revise import revise
from supportdesk.accounts.actor import system
from supportdesk.events import relay
from supportdesk.outbound.models import Notification
from tests.factories import ComponentFactory
from tickets.desk.actions.identify import identify
from tickets.desk.actions.resolve import resolve
from tickets.desk.actions.triage import triage


@pytest.fixture
def fixed(problem, advance, deployed_ago):
    """Verified, its fix out for twenty days."""
    return deployed_ago(advance(problem, "verify"), 20)


@pytest.fixture
def other_part(db):
    return ComponentFactory(key="phones", name="Phones")


def test_the_same_cause_is_back_once_and_reopens_it(fixed, failing, by, ann, sam, max, printing, resolution, happened):
    """PRB-09: heard of through the log, counted once, owner and manager told."""
    ticket = failing(code="")
    triage(ticket, by=by(ann), seen=ticket.version, impact=2, urgency=2, category=printing)
    relay.drain("people")
    resolve(ticket, by=by(ann), seen=None, **resolution | {"root_cause": "CERT"})
    relay.drain("people")
    fixed.refresh_from_db()
    assert (fixed.state, fixed.recurrence_count, fixed.fix_deployed_at) == ("investigating", 1, None)
    again = fixed.recurrences.get()
    assert (again.after.days, again.was, list(again.tickets.all())) == (20, "verified", [ticket])
    assert fixed.evidence.present().filter(ticket=ticket).exists()
    assert happened(fixed)[-1] == "problem.recurred"
    relay.drain("people")
    told = Notification.objects.filter(kind="problem.recurred").values_list("person", flat=True)
    assert set(told) == {sam.pk, max.pk}
    assert recur(fixed, by=system("clock")) is None


def test_of_what_only_looks_alike_it_takes_a_cluster(fixed, failing):
    for number in range(2):
        failing(title=f"Again {number}")
    assert recur(fixed, by=system("clock")) is None
    failing(title="And again")
    made = recur(fixed, by=system("clock"))
    assert made.tickets.count() == 3
    assert "E42" in made.why


def test_an_incident_that_repeats_one_of_its_own_says_that_it_is_back(
    problem, advance, deployed_ago, suspected, lead, by, sam, ian
):
    """PRB-09: by what the record of the incident says, as soon as it says so."""
    first = lead(suspected(minutes=60 * 24 * 30), "investigating")
    gather(problem, by=by(sam), incidents=[first])
    deployed_ago(advance(problem, "verify"), 20)
    later = lead(suspected(), "investigating")
    relay.drain("people")
    problem.refresh_from_db()
    assert problem.recurrence_count == 0
    revise(later, by=by(ian), seen=later.version, recurs=first)
    relay.drain("people")
    problem.refresh_from_db()
    assert (problem.state, problem.recurrence_count) == ("investigating", 1)
    assert list(problem.recurrences.get().incidents.all()) == [later]


def test_an_incident_about_its_component_that_names_its_signature_says_so_too(
    fixed, suspected, lead, by, ian, spooler, other_part
):
    """PRB-09: both together; the signature about something else, or the component alone, say nothing."""
    lead(suspected(summary="E42"), "investigating")
    elsewhere = lead(suspected(components=[other_part]), "investigating")
    revise(elsewhere, by=by(ian), seen=elsewhere.version, title="E42 on the phones")
    relay.drain("people")
    fixed.refresh_from_db()
    assert fixed.recurrence_count == 0
    told = lead(suspected(), "investigating")
    revise(told, by=by(ian), seen=told.version, title="Nothing prints: e42 on all floors")
    relay.drain("people")
    fixed.refresh_from_db()
    assert (fixed.state, fixed.recurrence_count) == ("investigating", 1)
    assert list(fixed.recurrences.get().incidents.all()) == [told]


def test_another_component_or_another_code_is_another_fault(fixed, failing, opened):
    for number in range(3):
        failing(code="E43", title=f"Other {number}")
        opened(title=f"Elsewhere {number}")
    assert recur(fixed, by=system("clock")) is None


def test_after_the_window_it_is_a_new_fault(fixed, failing, deployed_ago):
    deployed_ago(fixed, 91)
    for number in range(3):
        failing(title=f"Again {number}")
    assert recur(fixed, by=system("clock")) is None


def test_a_code_found_later_is_heard_too(fixed, failing, by, ann):
    tickets = [failing(code="", title=f"Again {number}") for number in range(3)]
    for ticket in tickets:
        identify(ticket, by=by(ann), kind="error_code", value="e42")
    relay.drain("people")
    fixed.refresh_from_db()
    assert fixed.recurrence_count == 1
