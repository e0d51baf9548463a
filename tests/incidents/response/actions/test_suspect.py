"""A suspicion: raised by anybody here, whole or refused (INC-01, C 37)."""

from datetime import timedelta

import pytest

from incidents.response.actions.link import link
from incidents.response.actions.suspect import suspect
from incidents.response.models import Incident
from incidents.response.subscribers import notify
from supportdesk import clock
from supportdesk.errors import NotAllowed, Refused
from supportdesk.outbound.models import Notification
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def said(spooler):
    return {"severity": 1, "components": [spooler], "started_at": clock.now() - timedelta(hours=1)}


def test_it_begins_suspected_with_its_instant_and_its_first_line(suspected, joe, heard, spooler):
    incident = suspected()
    assert (incident.state, incident.detected_at, incident.opened_by) == ("suspected", incident.state_since, joe)
    assert list(incident.components.all()) == [spooler]
    assert incident.entries.get().kind == "state"
    assert heard(incident) == ["incident.suspected"]


@pytest.mark.parametrize("lacking", ["severity", "components", "started_at"])
def test_inc_01_without_severity_service_or_start_it_is_refused(by, joe, said, lacking):
    """INC-01: refused with the field, and nothing is kept."""
    with pytest.raises(Refused, match="An incident needs") as refusal:
        suspect("Nothing prints", by=by(joe), **said | {lacking: None})
    assert refusal.value.missing == (lacking,)
    assert not Incident.objects.exists()


@pytest.mark.parametrize(
    ("field", "wrong"),
    [("severity", 5), ("source", "rumour"), ("started_at", clock), ("colour", "red")],
)
def test_what_makes_no_sense_is_refused_at_its_field(by, joe, said, field, wrong):
    value = clock.now() + timedelta(hours=1) if wrong is clock else wrong
    with pytest.raises(Refused) as refusal:
        suspect("Nothing prints", by=by(joe), **said | {field: value})
    assert refusal.value.field == field


def test_an_auditor_raises_nothing(by, ada, said):
    with pytest.raises(NotAllowed):
        suspect("Nothing prints", by=by(ada), **said)


def test_the_tickets_that_made_one_think_so_belong_to_it_from_the_start(by, joe, said, ticket):
    incident = suspect("Nothing prints", by=by(joe), tickets=[ticket.pk], **said)
    assert incident.links.live().get().ticket == ticket


def test_dec_05_commanders_and_leads_hear_of_it_together(suspected, joe, ian, tess, max, ann, recorded):
    """DEC-05, INC-03: the flag goes to the commander and the lead together, at once, and to nobody else."""
    recorded()
    incident = suspected()
    notify(recorded())
    told = Notification.objects.filter(subject="incident", subject_id=incident.pk, level="urgent")
    assert {one.person for one in told} == {ian, tess}
    assert str(incident) in told[0].text


def test_a_restricted_one_is_known_to_commanders_managers_and_its_responders_alone(suspected, by, ann, ian, max, sam):
    """SEC-13."""
    incident = suspected(restricted=True)
    seen = {one.name for one in (ann, ian, max, sam) if Incident.objects.visible_to(one).filter(pk=incident.pk)}
    assert seen == {"Ian", "Max"}


def test_whoever_serves_one_organisation_sees_what_concerns_it(suspected, opened, by, ann, acme, globex, rob):
    theirs = PersonFactory(name="Al", roles=["AN"], organisation=acme)
    others = PersonFactory(name="Gus", roles=["AN"], organisation=globex)
    incident = suspected()
    link(incident, by=by(ann), tickets=[opened().pk])
    seen = [person.name for person in (theirs, others) if Incident.objects.visible_to(person).exists()]
    assert seen == ["Al"]


def test_a_requester_knows_of_none(suspected, rob):
    suspected()
    assert not Incident.objects.visible_to(rob).exists()
