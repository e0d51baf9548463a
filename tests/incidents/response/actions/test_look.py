"""The fifth similar ticket makes a suspicion, and later ones join it."""

from datetime import timedelta

import pytest

from incidents.response import sightings
from incidents.response.actions.dismiss import dismiss
from incidents.response.actions.flag import flag
from incidents.response.actions.look import look_next
from incidents.response.actions.move import move
from incidents.response.actions.walls import restrict_incident
from incidents.response.models import Incident, Look
from supportdesk import clock
from supportdesk.accounts.actor import system
from supportdesk.catalogue.models import Category
from supportdesk.configuration.actions.confirm import confirm
from supportdesk.errors import WrongState
from supportdesk.events import relay
from supportdesk.outbound.models import Notification
from tests.factories import ComponentFactory
from tickets.desk.actions.cancel import cancel
from tickets.desk.actions.identify import identify
from tickets.desk.actions.restrict import restrict
from tickets.desk.actions.triage import triage
from tickets.desk.models import Ticket

pytestmark = pytest.mark.django_db


@pytest.fixture
def looked():
    """`looked()`: what the relay and the worker do, until nothing is left."""

    def go():
        while relay.drain("people") + relay.drain("figures") or look_next(by=system("rule")):
            pass

    return go


@pytest.fixture
def vpn(db):
    return ComponentFactory(key="vpn-gateway", name="VPN gateway")


@pytest.fixture
def many(opened, looked, vpn):
    """`many(4)`: so many tickets about the VPN gateway, one after the other."""

    def some(number, **more):
        tickets = [opened(title=f"VPN drops ({n})", **{"component": vpn} | more) for n in range(number)]
        looked()
        return tickets

    return some


def of(incident):
    return set(incident.links.live().values_list("ticket_id", flat=True))


def test_the_fifth_raises_one_suspicion_and_later_ones_attach(many, told, rob, ian, tess, recorded):
    """INC-02: N=5 in 15 minutes for one component: one suspicion at the fifth, and later ones attach to it."""
    four = many(4)
    assert not Incident.objects.exists()
    (fifth,) = many(1)
    incident = Incident.objects.get()
    assert (incident.state, incident.source) == ("suspected", "tickets")
    assert incident.title == "5 tickets in 15 minutes about the component VPN gateway"
    assert of(incident) == {one.pk for one in (*four, fifth)}
    assert list(incident.components.values_list("key", flat=True)) == ["vpn-gateway"]
    assert incident.started_at == four[0].opened_at
    assert "ticket.joined_incident" in told(fifth)
    (sixth, seventh) = many(2)
    assert Incident.objects.count() == 1
    assert of(incident) >= {sixth.pk, seventh.pk}
    kinds = [event.kind for event in recorded() if event.subject == "incident"]
    assert (kinds.count("incident.suspected"), kinds.count("incident.linked")) == (1, 3)
    hear = set(Notification.objects.filter(kind="incident.suspected").values_list("person", flat=True))
    assert hear == {ian.pk, tess.pk}
    assert not Look.objects.exists()


def test_five_that_are_far_apart_are_none(many, opened, looked, vpn, turn_back):
    for number in range(4):
        turn_back(opened(title=f"VPN {number}", component=vpn), minutes=20)
    many(1)
    assert not Incident.objects.exists()


def test_a_category_or_an_error_code_will_do(many, opened, looked, printing, by, ann):
    """INC-02: by what they are alike besides."""
    for number in range(5):
        one = opened(title=f"Cannot sign in {number}", body="The screen says: error ERR-4711.")
    looked()
    assert Incident.objects.get().title.endswith("about the error code ERR-4711")
    for number in range(5):
        one = opened(title=f"Paper {number}")
        triage(one, by=by(ann), seen=one.version, impact=3, urgency=3, category=printing)
    looked()
    assert Incident.objects.count() == 2
    assert Incident.objects.first().title.endswith(f"about the category {Category.objects.get(pk=printing.pk)}")


def test_a_code_that_is_added_later_counts(opened, looked, by, ann):
    tickets = [opened(title="It stops") for _ in range(5)]
    for one in tickets:
        identify(one, by=by(ann), kind="error_code", value="e1234")
    looked()
    assert of(Incident.objects.get()) == {one.pk for one in tickets}


def test_alike_in_two_ways_is_still_one_suspicion(opened, looked, vpn, printing, by, ann):
    for number in range(6):
        one = opened(title=f"Both {number}", component=vpn, category=printing)
    looked()
    opened(title="Only the category", category=printing)
    looked()
    incident = Incident.objects.get()
    assert len(of(incident)) == 6
    assert one.pk in of(incident)


def test_while_somebody_commands_it_similar_ones_make_no_second_one(many, by, ian):
    """They are offered to it (INC-04), and join nothing by themselves."""
    many(5)
    incident = Incident.objects.get()
    move(incident, by=by(ian), seen=incident.version, step="acknowledge")
    many(6)
    assert Incident.objects.count() == 1
    assert len(of(incident)) == 5


def test_after_it_was_dismissed_only_new_ones_count(many, by, ian):
    many(5)
    first = Incident.objects.get()
    dismiss(first, by=by(ian), seen=first.version, reason="A training with five people.")
    many(4)
    assert Incident.objects.count() == 1
    many(1)
    assert Incident.objects.count() == 2


def test_restricted_merged_and_cancelled_ones_count_for_nothing(opened, looked, vpn, by, ann, tess):
    """SEC-13: an incident gives no restricted ticket away."""
    tickets = [opened(title=f"VPN ({n})", component=vpn) for n in range(4)]
    cancel(tickets[0], by=by(ann), seen=tickets[0].version, reason="spam")
    restrict(tickets[1], by=by(ann), kind="security", reason="A leak.")
    Ticket.objects.filter(pk=tickets[2].pk).update(status="cancelled", merged_into=tickets[3])
    looked()
    for _ in range(3):
        opened(component=vpn)
    looked()
    assert not Incident.objects.exists()
    opened(component=vpn)
    looked()
    assert len(of(Incident.objects.get())) == 5


def test_what_an_import_tells_of_the_past_suspects_nothing(opened_ago, looked, vpn):
    for number in range(6):
        opened_ago(title=f"VPN {number}", minutes=5)
    Ticket.objects.update(component=vpn)
    looked()
    assert not Incident.objects.exists()


def test_the_figures_of_the_rule_are_settings(many, by, max):

    confirm("suspicion_count", by=by(max), value=3)
    many(3)
    assert Incident.objects.count() == 1


def test_what_goes_wrong_with_one_ticket_is_tried_again_and_stops_no_other(many, opened, looked, monkeypatch, vpn):

    kept, broken = sightings.keep, opened(component=vpn)
    monkeypatch.setattr(sightings, "keep", lambda ticket, now: kept(ticket, now) if ticket != broken else 1 / 0)
    many(5)
    assert Incident.objects.count() == 1
    (left,) = Look.objects.all()
    assert (left.ticket_id, left.tries, left.error) == (broken.pk, 1, "ZeroDivisionError: division by zero")
    assert left.due_at > clock.now() + timedelta(seconds=30)


def test_a_persons_flag_begins_a_suspicion_and_the_next_ones_join_it(opened, many, by, joe, vpn, told):
    """INC-02: by an analyst's flag."""
    first = opened(title="VPN is slow", component=vpn)
    incident = flag(first, by=by(joe), words="Three people called, too.")
    assert (incident.state, incident.source, incident.title) == ("suspected", "staff", "VPN gateway: VPN is slow")
    assert told(first)[-1] == "ticket.flagged"
    assert "Three people called, too." in [one.text for one in incident.entries.all()]
    (later,) = many(1)
    assert of(incident) == {first.pk, later.pk}
    second = opened(title="VPN again")
    assert flag(second, by=by(joe), words="The same.", component=vpn) == incident


def test_what_was_walled_in_since_draws_no_further_tickets(many, opened, looked, by, ian, joe, vpn):
    """SEC-13: neither by the worker nor by a flag; whoever flags learns no number of it."""
    many(5)
    hidden = Incident.objects.get()
    restrict_incident(hidden, by=by(ian), kind="security", reason="Somebody did this.")
    (later,) = many(1)
    assert later.pk not in of(hidden)
    flagged = flag(opened(title="No VPN", component=vpn), by=by(joe), words="The whole floor.")
    assert flagged != hidden
    with pytest.raises(WrongState) as refusal:
        flag(Ticket.objects.get(pk=min(of(hidden))), by=by(joe), words="The whole floor.")
    assert f"INC-{hidden.pk}" not in str(refusal.value)
