"""What a newcomer finds after `make demo`."""

from datetime import timedelta

import pytest
from django.contrib.auth import authenticate
from django.db import transaction

from kb.macros.models import Audience, Macro, MacroProposal, MacroVersion
from kb.playbooks.models import Playbook, RunOutcome
from kb.proposing import ProposalState
from supportdesk import clock
from supportdesk.accounts.models import Organisation, Person, Role
from supportdesk.events.models import Event
from tickets.desk.models import Identifier, Link, MacroUse, PlaybookRun, Reopening, StepResult, Ticket, TicketClock
from tickets.desk.seeding import demo, wording, wordings, world
from tickets.desk.states import LIVE, WAITING, Status
from tickets.sla import ledger
from tickets.sla.models import State


@pytest.fixture(scope="module")
def filled(django_db_setup, django_db_blocker):
    """The whole demo, made once for this module."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield demo.fill()
        transaction.set_rollback(True)


@pytest.fixture
def tickets(filled, db):
    return Ticket.objects.all()


def test_about_three_hundred_tickets_stand_in_every_state(tickets, filled):
    assert 270 <= filled <= 330
    assert {ticket.status for ticket in tickets} == set(Status.values)
    assert {ticket.priority for ticket in tickets} == {1, 2, 3, 4, None}


def test_whatever_waits_says_why_and_for_whom(tickets):
    waiting = tickets.filter(status__in=WAITING)

    assert all(ticket.waiting_reason and ticket.waiting_for and ticket.waiting_until for ticket in waiting)
    assert waiting.filter(waiting_until__lt=clock.now()).exists()


def test_clocks_stand_in_every_state(tickets):
    now = clock.now()

    assert {row.state(now) for row in TicketClock.objects.all()} == set(State)


def test_several_clocks_ring_within_the_next_minutes(tickets):
    now = clock.now()
    soon = TicketClock.objects.filter(stopped_at=None, due_at__gt=now, due_at__lt=now + timedelta(minutes=20))

    assert soon.filter(alarm_at__lt=now + timedelta(minutes=5)).count() >= 2
    assert soon.count() >= 6


def test_the_clocks_say_what_their_ledger_says(tickets):
    rows = list(TicketClock.objects.all())

    assert [row.pure() for row in rows] == [ledger.replayed(row) for row in rows]


def test_history_lies_in_the_past_and_each_ticket_lives_forwards(tickets):
    now = clock.now()
    last = {}
    for event in Event.objects.filter(subject="ticket").order_by("pk"):
        spoken = event.kind.startswith("ticket.")
        assert event.at <= now
        assert not spoken or event.at >= last.get(event.subject_id, event.at), f"{event} of {event.at}"
        if spoken:
            last[event.subject_id] = event.at
    assert tickets.earliest("opened_at").opened_at < now - timedelta(days=30)
    assert [ticket.pk for ticket in tickets.order_by("opened_at")] == sorted(ticket.pk for ticket in tickets)


def test_unusual_tickets_are_among_them(tickets):
    titles = [ticket.title for ticket in tickets]

    assert max(ticket.messages.count() for ticket in tickets.filter(title__startswith="VPN at")) >= 60
    assert max(map(len, titles)) > 150
    assert any(title[0] == "ا" for title in titles)
    assert Link.objects.filter(other=None).exists()
    assert Link.objects.exclude(other=None).exists()
    assert Identifier.objects.count() > 30
    assert Reopening.objects.count() >= 5


def test_ann_is_offered_two_tickets_and_hears_from_requesters(tickets):
    ann = Person.objects.get(name="Ann")

    assert tickets.filter(offered_to=ann).count() == 2
    assert Event.objects.filter(kind="ticket.replied", via="browser").exists()


def test_every_seat_is_taken_and_signs_in_with_the_printed_password(tickets, rf):
    seats = {person.role for person in Person.objects.filter(email__endswith=f"@{world.DOMAIN}")}

    assert seats == set(Role)
    assert authenticate(rf.post("/"), email="ann@demo.example", password=world.PASSWORD).name == "Ann"


def test_the_queues_of_live_tickets_are_all_in_use(tickets):
    assert len({ticket.queue_id for ticket in tickets.filter(status__in=LIVE)}) == 6


def test_every_customer_has_a_colour_of_its_own(filled, db):
    colours = list(Organisation.objects.values_list("colour", flat=True))
    assert len(colours) == len(set(colours) - {""}) == 3


def test_wording_and_playbooks_stand_in_every_state(filled, db):
    assert wording.fill() == len(wordings.MACROS)
    assert wording.fill() == 0
    assert {one.state for one in MacroProposal.objects.all()} == set(ProposalState.values)
    assert {one.outcome for one in PlaybookRun.objects.all()} == {"", *RunOutcome.values}
    assert {one.outcome for one in StepResult.objects.all()} >= {"done", "failed", "answered"}
    assert {one.audience for one in MacroVersion.objects.all()} == set(Audience.values)
    now = clock.now()
    assert {one.untested(now) for one in Playbook.objects.filter(retired_at=None)} == {True, False}
    assert Playbook.objects.exclude(retired_at=None).exists()
    assert Macro.objects.exclude(retired_at=None).exists()
    assert {used.edited > 0 for used in MacroUse.objects.all()} == {True, False}
