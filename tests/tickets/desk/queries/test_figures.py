from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.http import QueryDict

from supportdesk import clock
from supportdesk.accounts.actor import system
from tickets.desk.actions.assign import assign
from tickets.desk.actions.moves import move
from tickets.desk.actions.reopen import reopen
from tickets.desk.actions.ring_due import ring_due
from tickets.desk.actions.triage import triage
from tickets.desk.filterset import TicketFilter
from tickets.desk.models import Ticket
from tickets.desk.queries import figures

pytestmark = pytest.mark.django_db

VIEWS = {
    "all": "status=live",
    "mine": "status=live&owner=me",
    "new": "status=new",
    "unowned": "status=live&owner=none",
    "overdue": "status=live&due=overdue",
    "at_risk": "status=live&due=at_risk",
    "waiting": "status=waiting",
    "waiting_over": "status=waiting&waiting_over=true",
}


def counted(person):
    now = clock.now()
    today, week = now - timedelta(hours=12), now - timedelta(days=7)  # noon, whenever the test runs
    return figures.counts(Ticket.objects.visible_to(person), person, now, today, week)


def opens(person, key):
    """The tickets of the list behind a figure, through the filter of the page."""
    request = SimpleNamespace(user=person)
    return set(TicketFilter(QueryDict(VIEWS[key]), queryset=Ticket.objects.visible_to(person), request=request).qs)


@pytest.fixture
def busy(opened, opened_ago, by, ann, printing, resolved, closed, rob):
    """A little of everything; by name."""
    made = {"overdue": opened_ago(minutes=20), "risky": opened_ago(minutes=4), "waiting": opened(), "mine": opened()}
    waiting = made["waiting"]
    triage(waiting, by=by(ann), seen=1, impact=2, urgency=2, category=printing)
    until = clock.now() + timedelta(days=1)
    move(waiting, by=by(ann), seen=waiting.version, action="wait_requester", waiting_reason="details", until=until)
    assign(made["mine"], by=by(ann), seen=1, to=ann)
    reopen(closed, by=by(rob), reason="not_fixed")
    ring_due(by=system("clock"))
    return made | {"reopened": closed}


def test_three_unowned_read_three_and_open_exactly_those(opened, by, ann, resolved):
    """T-19: given 3 unowned tickets, the unowned figure reads 3 and opens exactly those tickets."""
    unowned = {opened() for _ in range(3)}
    mine = opened()
    assign(mine, by=by(ann), seen=1, to=ann)
    assert counted(ann)["unowned"] == 3
    assert opens(ann, "unowned") == unowned


def test_every_figure_is_the_number_of_tickets_it_opens(busy, ann, sam):
    """T-19: new, unowned, overdue, at risk and waiting: each figure opens what it counts."""
    for person in (ann, sam):
        counts = counted(person)
        assert {key: counts[key] for key in VIEWS} == {key: len(opens(person, key)) for key in VIEWS}


def test_each_figure_counts_what_its_name_says(busy, ann):
    assert opens(ann, "overdue") == {busy["overdue"]}
    assert opens(ann, "at_risk") == {busy["risky"]}
    assert opens(ann, "waiting") == {busy["waiting"]}
    assert opens(ann, "mine") == {busy["mine"], busy["reopened"]}
    counts = counted(ann)
    assert (counts["breached"], counts["reopened"]) == (1, 1)


def test_a_wait_that_is_over_is_counted(busy, ann):
    assert counted(ann)["waiting_over"] == 0
    Ticket.objects.filter(pk=busy["waiting"].pk).update(waiting_until=clock.now() - timedelta(hours=1))
    assert counted(ann)["waiting_over"] == 1
    assert opens(ann, "waiting_over") == {busy["waiting"]}


def test_a_strangers_figures_are_noughts(busy, sue):
    assert set(counted(sue).values()) == {0}


def test_counting_stops_at_the_cap(opened, ann, monkeypatch):
    figures_of_two = figures.COUNTS.replace(f"LIMIT {figures.CAP + 1}", "LIMIT 3")
    monkeypatch.setattr(figures, "COUNTS", figures_of_two)
    for _ in range(5):
        opened()
    assert counted(ann)["new"] == 3


def test_all_figures_are_one_statement(busy, ann, django_assert_num_queries):
    now = clock.now()
    tickets = Ticket.objects.visible_to(ann)
    with django_assert_num_queries(1):
        figures.counts(tickets, ann, now, now, now)
