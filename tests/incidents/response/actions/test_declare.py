"""Who declares a major incident, and what it means for its tickets (INC-03, C 38)."""

from datetime import timedelta

import pytest

from incidents.response.actions.declare import declare
from incidents.response.actions.link import link
from incidents.response.actions.suspect import suspect
from incidents.response.models import IncidentTicket
from supportdesk import clock
from supportdesk.accounts.actor import system
from supportdesk.approvals.actions.ask import ask
from supportdesk.approvals.actions.grant import grant
from supportdesk.errors import NeedsApproval, NotAllowed, Refused, WrongState

pytestmark = pytest.mark.django_db
CRITERIA = "More than ten customers cannot print."


def test_the_commander_declares_and_commands(declared, ian, heard):
    assert (declared.state, declared.major, declared.declared_by) == ("acknowledged", True, ian)
    assert declared.declared_at == declared.acknowledged_at
    assert declared.roles.held().get().person == ian
    assert heard(declared) == ["incident.suspected", "incident.declared"]


@pytest.mark.parametrize("who", ["joe", "ann", "erin", "ada", "olga"])
def test_those_who_may_not_are_refused_and_nothing_has_changed(suspected, by, who, request):
    incident, person = suspected(), request.getfixturevalue(who)
    with pytest.raises(NotAllowed):
        declare(incident, by=by(person), seen=incident.version, criteria=CRITERIA)
    incident.refresh_from_db()
    assert (incident.major, incident.state, incident.version) == (False, "suspected", 1)


def test_a_senior_asks_and_what_is_granted_goes_through_once(suspected, by, sam, max):
    """C 38: Q:IC/SM; the grant is bound to severity and criteria."""
    incident = suspected()
    with pytest.raises(NeedsApproval, match="incident commander or support manager") as refusal:
        declare(incident, by=by(sam), seen=incident.version, criteria=CRITERIA)
    asks = refusal.value.asks
    assert asks["arguments"] == {"severity": 1, "criteria": CRITERIA}
    asked = ask(incident, by=by(sam), action="declare", arguments=asks["arguments"], reason="They call in.")
    grant(asked, by=by(max))
    with pytest.raises(NeedsApproval):
        declare(incident, by=by(sam), seen=incident.version, criteria="Something else.")
    declare(incident, by=by(sam), seen=incident.version, criteria=CRITERIA)
    assert (incident.major, incident.declared_by) == (True, sam)


def test_an_engineer_declares_for_the_own_service(suspected, opened, engineering, by, erin, ann):
    incident = suspected()
    ticket = opened(queue=engineering)
    link(incident, by=by(ann), tickets=[ticket.pk])
    declare(incident, by=by(erin), seen=incident.version, criteria=CRITERIA)
    assert incident.major


def test_without_criteria_it_is_refused_at_the_field(suspected, by, ian):
    incident = suspected()
    with pytest.raises(Refused) as refusal:
        declare(incident, by=by(ian), seen=incident.version, criteria="  ")
    assert refusal.value.field == "criteria"


def test_what_a_rule_noticed_names_what_is_broken_before_it_is_commanded(by, ian, step):
    said = {"severity": 2, "components": [], "started_at": clock.now() - timedelta(minutes=5), "source": "tickets"}
    incident = suspect("Five alike", by=system("rule"), **said)
    with pytest.raises(Refused, match="what is broken") as refusal:
        declare(incident, by=by(ian), seen=incident.version, criteria=CRITERIA)
    assert refusal.value.field == "components"
    with pytest.raises(Refused, match="what is broken"):
        step(incident, "acknowledge")


def test_a_ticket_belongs_to_one_live_major_incident_only(declared, suspected, joined, by, ian, ann):
    """Bad input: linked to two live major incidents. Refused by name, nothing half done."""
    tickets = joined(declared, 2)
    other = suspected(severity=2)
    link(other, by=by(ann), tickets=[tickets[0].pk])  # an ordinary one may have it too
    with pytest.raises(Refused, match=rf"T-{tickets[0].pk} \({declared}\)") as refusal:
        declare(other, by=by(ian), seen=other.version, criteria=CRITERIA)
    assert refusal.value.field == "tickets"
    other.refresh_from_db()
    assert (other.major, other.state, other.links.filter(exclusive=True).exists()) == (False, "suspected", False)


def test_linking_to_a_second_major_incident_is_refused_and_the_others_go_on(
    declared, suspected, joined, opened, by, ian, ann
):
    (taken,) = joined(declared)
    other = suspected(severity=2)
    declare(other, by=by(ian), seen=other.version, criteria=CRITERIA)
    free = opened(title="Another printer")
    done = link(other, by=by(ann), tickets=[taken.pk, free.pk])
    assert [one.ticket_id for one in done.made] == [free.pk]
    assert f"belongs to the major incident {declared}" in done.refused[taken.pk]
    with pytest.raises(Refused, match="Take it out there first") as refusal:
        link(other, by=by(ann), tickets=[taken.pk])
    assert refusal.value.field == "tickets"
    assert IncidentTicket.objects.live().filter(ticket=taken).count() == 1


def test_once_it_is_closed_its_tickets_are_free(declared, joined, suspected, by, ian, ann):
    (ticket,) = joined(declared)
    IncidentTicket.objects.filter(ticket=ticket).update(exclusive=False)  # as closing leaves it
    other = suspected()
    declare(other, by=by(ian), seen=other.version, criteria=CRITERIA)
    assert link(other, by=by(ann), tickets=[ticket.pk]).made


def test_what_is_over_is_not_declared_any_more(suspected, lead, by, ian):
    incident = lead(suspected(), "verified")
    with pytest.raises(WrongState, match="is over"):
        declare(incident, by=by(ian), seen=incident.version, criteria=CRITERIA)
