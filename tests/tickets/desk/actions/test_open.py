import pytest

from supportdesk.accounts.actor import system
from supportdesk.accounts.models import Role
from supportdesk.errors import NotAllowed, Refused
from supportdesk.events.models import Event
from tests.factories import (
    CategoryFactory,
    ComponentFactory,
    PersonFactory,
    QueueFactory,
    RegionFactory,
    TagFactory,
)
from tickets.desk.actions.open import open_ticket
from tickets.desk.models import Message, Text, Ticket

pytestmark = pytest.mark.django_db


def test_a_ticket_is_one_durable_row(opened, rob, service_desk, incident, told):
    """T-01: a valid intake payload gets a unique reference and every core field."""
    paper, tray = CategoryFactory(key="paper"), ComponentFactory(key="tray")
    ticket = opened(category=paper, component=tray, impact=1, urgency=2)
    assert ticket.reference == f"T-{ticket.pk}"
    row = Ticket.objects.get(pk=ticket.pk)
    assert (row.title, row.requester, row.organisation, row.queue) == (
        "Printer on floor 3 is dead",
        rob,
        rob.organisation,
        service_desk,
    )
    assert (row.type, row.category, row.component, row.channel) == (incident, paper, tray, "portal")
    assert (row.impact, row.urgency, row.priority_suggested, row.priority) == (1, 2, 2, None)
    assert (row.status, row.owner, row.version, row.tier) == ("new", None, 1, "standard")
    assert row.opened_at == row.status_since == row.activity_at
    assert row.opened_at.utcoffset().total_seconds() == 0
    assert told(ticket) == ["ticket.opened"]


def test_every_ticket_has_a_number_of_its_own(opened):
    assert len({opened().reference for _ in range(5)}) == 5


def test_the_same_key_is_the_same_ticket(opened, rob, told):
    """T-01: the same idempotency key sent again answers with the same ticket, and nothing happens twice."""
    first = opened(source_key="alarm-7")
    again = opened(title="Something else", source_key="alarm-7")
    assert again == first
    assert Ticket.objects.count() == Message.objects.count() == 1
    assert told(first) == ["ticket.opened"]
    assert opened(source_key="alarm-8") != first


def test_the_first_words_are_the_first_message_and_are_found(opened, rob):
    ticket = opened(body="It blinks red.")
    (message,) = ticket.messages.all()
    assert (message.author, message.body, message.from_desk) == (rob, "It blinks red.", False)
    assert Text.objects.filter(ticket=ticket, document="blink", internal=False).exists()
    assert Text.objects.filter(ticket=ticket, document="printer").exists()


def test_the_promises_run_from_the_first_instant(opened):
    ticket = opened()
    clocks = {clock.goal: clock for clock in ticket.clocks.all()}
    assert set(clocks) == {"acknowledge", "first_response", "resolution"}
    assert {clock.started_at for clock in clocks.values()} == {ticket.opened_at}
    assert {clock.policy.key for clock in clocks.values()} == {"p3"}
    assert ticket.due_at == Ticket.objects.get(pk=ticket.pk).due_at == min(clock.due_at for clock in clocks.values())
    assert [moment.what for moment in clocks["acknowledge"].moments.all()] == ["run"]


def test_what_is_obviously_urgent_is_promised_more_at_once(opened):
    ticket = opened(impact=1, urgency=1)
    assert {clock.policy.key for clock in ticket.clocks.all()} == {"p1"}


def test_tags_and_identifiers_come_along(opened):
    vip = TagFactory(name="vip")
    ticket = opened(tags=[vip], identifiers=[("trace", " 4bf92f "), ("trace", " 4bf92f "), ("error_code", "E42")])
    assert list(ticket.tags.all()) == [vip]
    assert sorted(ticket.identifiers.values_list("kind", "value")) == [("error_code", "E42"), ("trace", "4bf92f")]


def test_the_tier_is_kept_as_it_was(opened, rob):
    rob.organisation.tier = "gold"
    rob.organisation.save()
    ticket = opened()
    rob.organisation.tier = "standard"
    rob.organisation.save()
    assert Ticket.objects.get(pk=ticket.pk).tier == "gold"


def test_the_region_is_the_organisations_else_the_queues(opened, rob, first_line):
    north, south = RegionFactory(key="north"), RegionFactory(key="south")
    queue = QueueFactory(key="south-desk", team=first_line, region=south)
    assert opened(queue=queue).region == south
    rob.organisation.region = north
    rob.organisation.save()
    assert opened(queue=queue).region == north


def test_an_analyst_opens_for_the_one_on_the_phone(opened, by, ann, rob, service_desk, incident):
    ticket = open_ticket(
        service_desk, by=by(ann), requester=rob, title="Fax", body="He says it hums.", type=incident, channel="phone"
    )
    assert ticket.requester == rob
    event = Event.objects.get(subject_id=ticket.pk)
    assert (event.actor_name, event.data["requester"], event.data["channel"]) == ("Ann", rob.pk, "phone")
    assert event.words == {"title": "Fax"}


def said(queue, by, requester, kind, **more):
    details = {"title": "Fax", "body": "It hums.", "type": kind, "channel": "portal", **more}
    return open_ticket(queue, by=by, requester=requester, **details)


def test_nobody_opens_in_somebody_elses_name(by, sue, rob, service_desk, incident):
    with pytest.raises(NotAllowed, match="for oneself"):
        said(service_desk, by(sue), rob, incident)
    assert not Ticket.objects.exists()


def test_an_admin_opens_for_nobody_else_unless_also_an_analyst(by, olga, rob, service_desk, incident, first_line):
    with pytest.raises(NotAllowed, match="for oneself"):
        said(service_desk, by(olga), rob, incident)
    assert said(service_desk, by(olga), olga, incident).requester == olga
    both = PersonFactory(name="Otto", roles=[Role.OA, Role.AN], team=first_line)
    assert said(service_desk, by(both), rob, incident).requester == rob


def test_staff_of_one_organisation_open_for_nobody_of_another(by, acme, sue, service_desk, incident):
    andy = PersonFactory(name="Andy", roles=[Role.AN], organisation=acme)
    with pytest.raises(Refused) as refusal:
        said(service_desk, by(andy), sue, incident)
    assert refusal.value.field == "requester"


def test_a_queue_of_one_organisation_takes_nothing_from_another(by, globex, rob, first_line, incident):
    queue = QueueFactory(key="globex-desk", team=first_line, organisation=globex)
    with pytest.raises(Refused) as refusal:
        said(queue, by(rob), rob, incident)
    assert refusal.value.field == "queue"


def test_a_ticket_without_a_title_is_refused(by, rob, service_desk, incident):
    with pytest.raises(Refused) as refusal:
        said(service_desk, by(rob), rob, incident, title="  ")
    assert (refusal.value.field, refusal.value.missing) == ("title", ("title",))


def test_what_is_retired_is_not_given_to_a_new_ticket(by, rob, service_desk, incident, opened):
    """T-04: a retired category is offered to nobody; its successor is named."""
    paper = CategoryFactory(key="paper")
    fax = CategoryFactory(key="fax", retired_at="2026-01-01T00:00Z", successor=paper)
    with pytest.raises(Refused, match="Use “Paper”") as refusal:
        said(service_desk, by(rob), rob, incident, category=fax)
    assert refusal.value.field == "category"


def test_an_auditor_opens_nothing(by, ada, service_desk, incident):
    with pytest.raises(NotAllowed):
        said(service_desk, by(ada), ada, incident)


def test_only_an_import_names_the_instant(by, rob, service_desk, incident):
    with pytest.raises(Refused) as refusal:
        said(service_desk, by(rob), rob, incident, at=service_desk.effective_from)
    assert refusal.value.field == "at"


def test_an_import_tells_it_as_it_was(rob, service_desk, incident, turn_back, opened):
    then = turn_back(opened(), days=400).opened_at
    ticket = said(service_desk, system("import"), rob, incident, at=then, title="")
    assert (ticket.opened_at, ticket.clocks.first().started_at) == (then, then)
    assert Event.objects.get(subject_id=ticket.pk).at == then


def test_a_stranger_opens_in_their_own_name_and_nobody_else_sees_it(by, sue, rob, service_desk, incident):
    ticket = said(service_desk, by(sue), sue, incident)
    assert ticket.organisation == sue.organisation
    assert not Ticket.objects.visible_to(rob).filter(pk=ticket.pk).exists()


def test_an_organisation_less_requester_is_served_as_standard(by, service_desk, incident):
    passer_by = PersonFactory(name="Paul")
    ticket = said(service_desk, by(passer_by), passer_by, incident)
    assert (ticket.organisation, ticket.tier) == (None, "standard")
