"""Tickets of an incident: one, many, and what flows down to them (INC-04, peers 2.2)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from incidents.response.actions.carry import carry_next
from incidents.response.actions.link import link
from incidents.response.actions.unlink import unlink
from incidents.response.flow import flows
from incidents.response.models import IncidentTicket
from incidents.response.states import ORDER, State
from supportdesk.errors import Refused, WrongState
from tickets.desk.actions.cancel import cancel
from tickets.desk.actions.triage import triage

pytestmark = pytest.mark.django_db


@pytest.fixture
def carried(clockwork):
    """Everything that waits to be done to tickets."""

    def all_of_it():
        while carry_next(by=clockwork):
            pass

    return all_of_it


def test_each_ticket_says_that_it_joined_and_the_incident_which(suspected, joined, heard, told):
    incident = suspected()
    tickets = joined(incident, 3)
    assert {one.ticket for one in incident.links.live()} == set(tickets)
    assert heard(incident)[-1] == "incident.linked"
    assert all(told(one)[-1] == "ticket.joined_incident" for one in tickets)


def test_what_is_in_it_already_is_left_alone(suspected, joined, by, ann, told):
    incident = suspected()
    (ticket,) = joined(incident)
    done = link(incident, by=by(ann), tickets=[ticket.pk])
    assert (done.made, done.already, done.refused) == ([], [ticket.pk], {})
    assert told(ticket).count("ticket.joined_incident") == 1


def test_many_are_linked_in_as_many_statements_as_one(suspected, opened, by, ann):
    incident = suspected()
    link(incident, by=by(ann), tickets=[opened().pk])
    few, many = [opened().pk], [opened().pk for _ in range(12)]
    with CaptureQueriesContext(connection) as for_one:
        link(incident, by=by(ann), tickets=few)
    with CaptureQueriesContext(connection) as for_twelve:
        link(incident, by=by(ann), tickets=many)
    assert len(for_twelve) == len(for_one)


def test_what_does_not_exist_or_may_not_be_known_of_is_one_answer(suspected, opened, by, ann, network):
    incident = suspected()
    with pytest.raises(Refused, match="no such ticket that you may see") as refusal:
        link(incident, by=by(ann), tickets=[10**12])
    assert refusal.value.field == "tickets"


def test_a_cancelled_one_is_named_and_the_rest_is_linked(suspected, opened, by, ann, tess):
    incident = suspected()
    gone, plain = opened(), opened(title="Another")
    cancel(gone, by=by(tess), seen=gone.version, reason="spam")
    done = link(incident, by=by(ann), tickets=[gone.pk, plain.pk])
    assert [one.ticket_id for one in done.made] == [plain.pk]
    assert "was cancelled" in done.refused[gone.pk]


def test_none_and_too_many_are_refused(suspected, by, ann):
    for pks, words in (([], "Say which"), (range(1, 2002), "At most 2,000")):
        with pytest.raises(Refused, match=words):
            link(suspected(), by=by(ann), tickets=pks)


def test_a_ticket_taken_out_needs_a_reason_and_keeps_its_past(suspected, joined, by, ann, told):
    incident = suspected()
    (ticket,) = joined(incident)
    with pytest.raises(Refused):
        unlink(incident, by=by(ann), ticket=ticket, reason=" ")
    unlink(incident, by=by(ann), ticket=ticket, reason="Another printer.")
    assert not incident.links.live().exists()
    assert IncidentTicket.objects.get(ticket=ticket).unlinked_by == ann
    assert told(ticket)[-1] == "ticket.left_incident"
    with pytest.raises(WrongState, match="does not belong"):
        unlink(incident, by=by(ann), ticket=ticket, reason="Again.")


def test_every_step_is_told_to_every_ticket(suspected, joined, step, told):
    """INC-04: no child left untold."""
    incident = suspected()
    tickets = joined(incident, 3)
    step(incident, "acknowledge")
    step(incident, "investigate")
    assert [told(one).count("ticket.incident_moved") for one in tickets] == [2, 2, 2]


def test_an_ordinary_incident_starts_and_resolves_its_tickets(
    suspected, joined, lead, carried, by, ann, printing, told
):
    incident = suspected(severity=3)
    new, ready = joined(incident, 2)
    triage(ready, by=by(ann), seen=ready.version, impact=2, urgency=2, category=printing)
    lead(incident, "investigating")
    carried()
    new.refresh_from_db()
    ready.refresh_from_db()
    assert (new.status, ready.status) == ("new", "in_progress")
    lead(incident, "verified")
    carried()
    ready.refresh_from_db()
    assert ready.status == "resolved"
    assert ready.resolutions.get().root_cause == incident.cause
    assert "ticket.resolved" in told(ready)


def test_it_never_closes_them(suspected, joined, lead, carried, by, ann, printing):
    """Each requester confirms: closing never flows."""
    incident = suspected(severity=3)
    (ticket,) = joined(incident)
    triage(ticket, by=by(ann), seen=ticket.version, impact=2, urgency=2, category=printing)
    lead(incident, "verified")
    carried()
    ticket.refresh_from_db()
    assert (ticket.status, ticket.closed_at) == ("resolved", None)


def test_a_major_incident_does_nothing_to_its_tickets(declared, joined, lead, carried, by, ann, printing, told):
    (ticket,) = joined(declared)
    triage(ticket, by=by(ann), seen=ticket.version, impact=2, urgency=2, category=printing)
    lead(declared, "verified")
    carried()
    ticket.refresh_from_db()
    assert ticket.status == "triaged"
    assert "ticket.incident_refused" not in told(ticket)


def test_what_joins_later_goes_through_what_its_incident_is_at(suspected, lead, opened, carried, by, ann, printing):
    incident = lead(suspected(severity=3), "investigating")
    ticket = opened()
    triage(ticket, by=by(ann), seen=ticket.version, impact=2, urgency=2, category=printing)
    link(incident, by=by(ann), tickets=[ticket.pk])
    carried()
    ticket.refresh_from_db()
    assert ticket.status == "in_progress"


def test_what_flows_is_a_table():
    plain = {state: flows(state, major=False) for state in ORDER}
    assert {state for state, flow in plain.items() if flow == "start"} == {
        State.INVESTIGATING, State.IDENTIFIED, State.MITIGATED, State.MONITORING, State.RESTORED
    }  # fmt: skip
    assert [state for state, flow in plain.items() if flow == "resolve"] == [State.VERIFIED]
    assert not any(flows(state, major=True) for state in ORDER)
