from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.http import QueryDict

from supportdesk import clock
from supportdesk.accounts.actor import system
from tests.factories import CategoryFactory, ComponentFactory, TagFactory, TicketTypeFactory
from tickets.desk.actions.assign import assign
from tickets.desk.actions.identify import identify
from tickets.desk.actions.reopen import reopen
from tickets.desk.actions.ring_due import ring_due
from tickets.desk.actions.triage import triage
from tickets.desk.filterset import TicketFilter
from tickets.desk.models import Ticket

pytestmark = pytest.mark.django_db


@pytest.fixture
def chosen(ann):
    """`chosen("status=new")`: the tickets that Ann's list shows with this address."""

    def through(query, person=ann):
        visible = Ticket.objects.visible_to(person)
        found = TicketFilter(QueryDict(query), queryset=visible, request=SimpleNamespace(user=person))
        assert found.is_valid(), found.errors
        return list(found.qs.order_by("pk"))

    return through


def test_without_a_filter_everything_that_one_may_see(ticket, resolved, chosen, sue):
    assert chosen("") == [ticket]
    assert chosen("", sue) == []


def test_by_status_singly_together_and_by_group(opened, by, ann, printing, chosen):
    new, known = opened(), opened()
    triage(known, by=by(ann), seen=1, impact=2, urgency=2, category=printing)
    assert chosen("status=new") == [new]
    assert chosen("status=new&status=triaged") == chosen("status=live") == [new, known]
    assert chosen("status=waiting") == []


def test_by_what_it_is_about(opened, chosen):
    tag, category, component = TagFactory(name="vip"), CategoryFactory(key="paper"), ComponentFactory(key="tray")
    question = TicketTypeFactory(key="question")
    one = opened(tags=[tag, TagFactory(name="old")], category=category, component=component, type=question)
    other = opened(channel="phone")
    for query in ("tag=vip", "tag=vip&tag=old", "category=paper", "component=tray", "type=question", "channel=portal"):
        assert chosen(query) == [one], query
    assert chosen("channel=phone") == [other]


def test_by_queue_owner_requester_and_organisation(opened, by, ann, sam, rob, sue, network, chosen):
    one, other = opened(), opened(who=sue, queue=network)
    assign(one, by=by(ann), seen=1, to=ann)
    assert chosen(f"queue={network.pk}") == [other]
    assert chosen("owner=me") == chosen(f"owner={ann.pk}") == [one]
    assert chosen("owner=none") == [other]
    assert chosen(f"owner={sam.pk}") == []
    assert chosen(f"requester={sue.pk}") == chosen(f"organisation={sue.organisation_id}") == [other]


def test_by_priority(triaged, opened, chosen):
    opened()
    assert chosen("priority=3") == [triaged]
    assert chosen("priority=1&priority=2") == []


def test_by_deadline(opened_ago, opened, resolved, chosen):
    overdue, risky, calm = opened_ago(minutes=20), opened_ago(minutes=4), opened_ago(hours=0)
    ring_due(by=system("clock"))
    assert chosen("due=overdue") == [overdue]
    assert chosen("due=at_risk") == [risky]
    assert chosen("due=today") == [overdue, risky, calm]
    assert chosen("due=none") == [resolved]


def test_by_breach_and_by_reopening(opened_ago, closed, by, rob, chosen):
    breached = opened_ago(minutes=20)
    before = breached.opened_at.isoformat().replace("+", "%2B")
    ring_due(by=system("clock"))
    reopen(closed, by=by(rob), reason="not_fixed")
    assert chosen(f"breached_since={before}") == [breached]
    assert chosen(f"reopened_since={before}") == [closed]
    later = (clock.now() + timedelta(hours=1)).isoformat().replace("+", "%2B")
    assert chosen(f"breached_since={later}") == chosen(f"reopened_since={later}") == []


def test_by_when_it_was_opened(opened_ago, ticket, chosen):
    old = opened_ago(days=3)
    yesterday = (clock.now() - timedelta(days=1)).isoformat().replace("+", "%2B")
    assert chosen(f"opened_before={yesterday}") == [old]
    assert chosen(f"opened_after={yesterday}") == [ticket]


def test_two_tickets_with_one_request_id_are_both_listed(opened, by, ann, chosen):
    """T-10: two tickets with one request id: when that id is searched, both are listed."""
    one, other, third = opened(), opened(), opened()
    identify(one, by=by(ann), kind="request", value="req-77AB")
    identify(one, by=by(ann), kind="trace", value="req-77ab")
    identify(other, by=by(ann), kind="request", value="REQ-77ab")
    assert chosen("identifier=req-77ab") == [one, other]
    assert third not in chosen("identifier=req-77ab")


def test_by_the_key_of_the_source(opened, chosen):
    one = opened(source_key="alarm-7")
    opened()
    assert chosen("source_key=alarm-7") == [one]


@pytest.mark.parametrize(
    "query",
    [
        "status=lost",
        "priority=9",
        "due=soon",
        "type=unheard",
        "breached_since=once",
        "organisation=x",
        "q=statsu:x",
        "owner=somebody",
    ],
)
def test_a_value_that_means_nothing_is_an_error_and_no_empty_list(query, ticket, ann):
    """A filter that is not understood is said to be, never answered with an empty list."""
    request = SimpleNamespace(user=ann)
    assert not TicketFilter(QueryDict(query), queryset=Ticket.objects.all(), request=request).is_valid()


def test_a_stranger_cannot_choose_what_is_not_hers(ticket, sue, service_desk, rob):
    request = SimpleNamespace(user=sue)
    for query in (f"queue={service_desk.pk}", f"requester={rob.pk}"):
        assert not TicketFilter(QueryDict(query), queryset=Ticket.objects.all(), request=request).is_valid()
