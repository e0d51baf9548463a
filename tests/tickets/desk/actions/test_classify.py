import pytest

from supportdesk.errors import NotAllowed, Refused
from tests.factories import CategoryFactory, ComponentFactory, TagFactory, TicketTypeFactory
from tickets.desk.actions.classify import classify
from tickets.desk.actions.transfer import transfer
from tickets.sla.models import Calendar, Policy, Target

pytestmark = pytest.mark.django_db


def test_what_it_is_about_is_said_and_told(ticket, by, ann, printing, news, latest):
    tray, vip = ComponentFactory(key="tray"), TagFactory(name="vip")
    news(ticket)
    classify(ticket, by=by(ann), seen=ticket.version, category=printing, component=tray, tags=[vip])
    ticket.refresh_from_db()
    assert (ticket.category, ticket.component, list(ticket.tags.all())) == (printing, tray, [vip])
    assert news(ticket) == ["ticket.classified"]
    assert latest(ticket).words["changes"] == {
        "category": [None, "Printing"],
        "component": [None, "Tray"],
        "tags": ["", "vip"],
    }


def test_what_is_not_named_stays(triaged, by, ann, printing):
    classify(triaged, by=by(ann), seen=triaged.version, component=ComponentFactory())
    assert triaged.category == printing


def test_nothing_new_is_no_version_and_no_event(triaged, by, ann, printing, news):
    news(triaged)
    before = triaged.version
    classify(triaged, by=by(ann), seen=before, category=printing, tags=[])
    assert triaged.version == before
    assert news(triaged) == []


def test_tags_are_replaced_as_a_whole(ticket, by, ann, latest):
    vip, outage = TagFactory(name="vip"), TagFactory(name="outage")
    classify(ticket, by=by(ann), seen=ticket.version, tags=[vip])
    classify(ticket, by=by(ann), seen=ticket.version, tags=[outage])
    assert list(ticket.tags.all()) == [outage]
    assert latest(ticket).words["changes"] == {"tags": ["vip", "outage"]}


def test_a_question_that_is_an_incident_is_judged_as_one(opened, by, ann, news, clock_of, latest):
    """T-03: retyped, required fields and SLA policy are re-evaluated and the change is in the history."""
    question, defect = TicketTypeFactory(key="question"), TicketTypeFactory(key="defect")
    hours = Calendar.objects.get(key="around-the-clock")
    strict = Policy(key="defects", name="Defects", type="defect", position=1, effective_from=hours.effective_from)
    strict.save()
    Target(policy=strict, goal="resolution", seconds=600, calendar=hours).save()
    ticket = opened(type=question, category=CategoryFactory(), impact=2, urgency=2)
    full = ticket.completeness()
    news(ticket)
    classify(ticket, by=by(ann), seen=ticket.version, type=defect)
    assert ticket.completeness() < full
    assert clock_of(ticket, "resolution").policy == strict
    assert (clock_of(ticket, "resolution").due_at - ticket.opened_at).total_seconds() == 600
    assert news(ticket) == ["sla.retargeted", "ticket.classified"]
    assert latest(ticket).words["changes"] == {"type": ["Question", "Defect"]}


def test_a_question_that_is_an_incident_goes_where_incidents_belong(opened, by, ann, network, service_desk, latest):
    """T-03: retyped, the queue is re-evaluated, and the change is in the history."""
    question = TicketTypeFactory(key="question")
    incident = TicketTypeFactory(key="incident")
    incident.queue = network
    incident.save()
    ticket = opened(type=question)
    assert ticket.queue == service_desk
    classify(ticket, by=by(ann), seen=ticket.version, type=incident)
    ticket.refresh_from_db()
    assert (ticket.queue, ticket.transfer_count) == (network, 1)
    assert ticket.handoffs.get().to_queue == network
    assert latest(ticket).words["changes"] == {"type": ["Question", "Incident"], "queue": ["Service desk", "Network"]}


def test_a_retired_category_is_not_given_but_kept(opened, by, ann):
    """T-04: a retired category is not offered, while old tickets keep it and reports roll it into its successor."""
    paper, fax = CategoryFactory(key="paper"), CategoryFactory(key="fax")
    ticket = opened(category=fax)
    fax.retired_at, fax.successor = ticket.opened_at, paper
    fax.save()
    other = opened()
    with pytest.raises(Refused, match="Use “Paper”") as refusal:
        classify(other, by=by(ann), seen=other.version, category=fax)
    assert refusal.value.field == "category"
    classify(ticket, by=by(ann), seen=ticket.version, category=fax, tags=[TagFactory(name="old")])
    ticket.refresh_from_db()
    assert ticket.category == fax
    assert ticket.category.current == paper
    assert fax not in type(fax).objects.offered()


def test_a_retired_tag_is_not_given_but_kept(opened, by, ann):
    outage, vip = TagFactory(name="outage"), TagFactory(name="vip")
    ticket, other = opened(tags=[outage]), opened()
    outage.retired_at = ticket.opened_at
    outage.save()
    classify(ticket, by=by(ann), seen=ticket.version, tags=[outage, vip])
    assert ticket.tags.count() == 2
    with pytest.raises(Refused) as refusal:
        classify(other, by=by(ann), seen=other.version, tags=[outage])
    assert refusal.value.field == "tags"


def test_two_categories_of_one_name_are_two(ticket, by, ann):
    one, other = CategoryFactory(key="paper-a", name="Paper"), CategoryFactory(key="paper-b", name="Paper")
    classify(ticket, by=by(ann), seen=ticket.version, category=one)
    classify(ticket, by=by(ann), seen=ticket.version, category=other)
    ticket.refresh_from_db()
    assert ticket.category == other


def test_an_engineer_corrects_what_lies_in_the_own_queue(ticket, by, ann, erin, engineering, printing):
    with pytest.raises(NotAllowed, match="proposes component"):
        classify(ticket, by=by(erin), seen=ticket.version, category=printing)
    transfer(ticket, by=by(ann), seen=ticket.version, queue=engineering, reason="A defect in the driver.")
    classify(ticket, by=by(erin), seen=ticket.version, category=printing)
    assert ticket.category == printing


def test_the_requester_does_not_classify(ticket, by, rob, printing):
    with pytest.raises(NotAllowed):
        classify(ticket, by=by(rob), seen=ticket.version, category=printing)
