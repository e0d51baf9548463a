import pytest

from supportdesk.accounts.actor import system
from supportdesk.errors import NeedsApproval, NotAllowed, Refused, WrongState
from tests.factories import CategoryFactory, ComponentFactory, TicketTypeFactory
from tickets.desk.actions.triage import triage
from tickets.desk.models import Ticket

pytestmark = pytest.mark.django_db


@pytest.fixture
def sort_out(ticket, printing):
    """`sort_out(by, …)`: triage of Rob's ticket, as P3 unless said otherwise."""

    def said(by, **more):
        details = {"seen": ticket.version, "impact": 2, "urgency": 2, "category": printing, **more}
        return triage(ticket, by=by, **details)

    return said


def test_triage_says_what_it_is_and_acknowledges_it(sort_out, by, ann, printing, news, clock_of, latest):
    ticket = sort_out(by(ann))
    assert (ticket.status, ticket.priority, ticket.category) == ("triaged", 3, printing)
    assert clock_of(ticket, "acknowledge").stopped_at == ticket.status_since
    assert clock_of(ticket, "first_response").stopped_at is None
    assert news(ticket) == ["ticket.opened", "sla.met", "ticket.triaged"]
    event = latest(ticket)
    assert event.words["changes"]["status"] == ["new", "triaged"]
    assert event.words["changes"]["priority"] == [None, 3]
    assert (event.data["priority"], event.data["suggested"], event.data["lacking"]) == (3, 3, [])


def test_the_matrix_proposes_and_another_choice_needs_a_reason(sort_out, by, ann, tess):
    """T-05: impact "many users" and urgency "blocked" propose P1; another priority without a reason is refused."""
    with pytest.raises(Refused) as refusal:
        sort_out(by(ann), impact=1, urgency=1, priority=3)
    assert (refusal.value.field, refusal.value.missing) == ("rationale", ("rationale",))
    assert "P1" in refusal.value.message
    assert Ticket.objects.get().status == "new"
    ticket = sort_out(by(tess), impact=1, urgency=1, priority=3, rationale="A rehearsal, announced last week.")
    assert (ticket.priority_suggested, ticket.priority) == (1, 3)
    assert ticket.priority_rationale == "A rehearsal, announced last week."


def test_without_a_word_the_proposal_is_taken(sort_out, by, tess):
    assert sort_out(by(tess), impact=1, urgency=2).priority == 2


def test_a_new_priority_brings_its_promises_from_the_start(sort_out, by, tess, clock_of, news):
    ticket = sort_out(by(tess), impact=1, urgency=1)
    response = clock_of(ticket, "first_response")
    assert (response.policy.key, response.target_seconds) == ("p1", 15 * 60)
    assert (response.due_at - ticket.opened_at).total_seconds() == 15 * 60
    assert news(ticket) == ["ticket.opened", *3 * ["sla.retargeted"], "sla.met", "ticket.triaged"]


def test_what_the_type_requires_is_named(ticket, by, ann):
    """T-07: the blocked transition lists the missing fields."""
    with pytest.raises(Refused) as refusal:
        triage(ticket, by=by(ann), seen=1, impact=2, urgency=2, type=TicketTypeFactory(key="defect"))
    assert (refusal.value.field, refusal.value.missing) == (
        "category",
        ("category", "component", "environment", "version"),
    )
    assert "Category, Component, Environment, Product version" in refusal.value.message
    assert Ticket.objects.get().status == "new"


def test_a_defect_passes_with_its_component_and_where_it_happens(sort_out, by, ann, latest):
    """T-06: what triage says of the surroundings is kept, and stands in the history."""
    where = {"environment": "production", "version": " 2.10 "}
    ticket = sort_out(by(ann), type=TicketTypeFactory(key="defect"), component=ComponentFactory(), **where)
    ticket.refresh_from_db()
    assert (ticket.status, ticket.type.key) == ("triaged", "defect")
    assert ticket.surroundings == {"environment": "production", "version": "2.10"}
    assert latest(ticket).words["changes"]["version"] == ["", "2.10"]


def test_without_impact_and_urgency_nothing_is_proposed(sort_out, by, ann):
    with pytest.raises(Refused) as refusal:
        sort_out(by(ann), impact=None, urgency=None)
    assert refusal.value.missing == ("impact", "urgency", "priority")


def test_a_retired_category_is_refused(sort_out, by, ann):
    """T-04: what is retired is not given to a ticket that did not have it."""
    with pytest.raises(Refused) as refusal:
        sort_out(by(ann), category=CategoryFactory(key="fax", retired_at="2026-01-01T00:00Z"))
    assert refusal.value.field == "category"


def test_it_is_done_once(triaged, by, ann, printing):
    with pytest.raises(WrongState) as refusal:
        triage(triaged, by=by(ann), seen=triaged.version, impact=2, urgency=2, category=printing)
    assert "start" in refusal.value.permitted


def test_a_junior_asks_for_a_p1(sort_out, by, joe):
    with pytest.raises(NeedsApproval) as refusal:
        sort_out(by(joe), impact=1, urgency=1)
    assert refusal.value.role == "TL or SA"


def test_a_junior_decides_a_p3(sort_out, by, joe):
    assert sort_out(by(joe)).priority == 3


def test_an_analyst_raises_within_the_criteria_only(sort_out, by, ann):
    with pytest.raises(NotAllowed, match="meets high criteria"):
        sort_out(by(ann), priority=1, rationale="The managing director is waiting.")
    assert sort_out(by(ann), impact=1, urgency=1).priority == 1


def test_a_lead_may_raise_with_a_reason(sort_out, by, tess):
    assert sort_out(by(tess), priority=1, rationale="The managing director is waiting.").priority == 1


def test_an_engineer_triages_only_in_the_own_queue(sort_out, by, erin):
    with pytest.raises(NotAllowed, match="proposes component"):
        sort_out(by(erin))


def test_an_import_reports_its_gaps_instead(ticket, latest):
    triage(ticket, by=system("import"), seen=1, impact=None, urgency=None, priority=4)
    assert (ticket.status, ticket.priority) == ("triaged", 4)
    assert latest(ticket).data["lacking"] == ["category", "impact", "urgency"]
