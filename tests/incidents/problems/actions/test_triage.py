"""What may become a problem: spikes and flags, and what a lead makes of them."""

import pytest

from incidents.problems.actions.flag import flag_recurring
from incidents.problems.actions.triage import triage_flags, triage_spike
from incidents.problems.actions.watch_volumes import watch_volumes
from incidents.problems.models import Flag, Problem, Spike
from incidents.problems.tasks import watch
from supportdesk.accounts.actor import system
from supportdesk.errors import NotAllowed, Refused, WrongState


@pytest.fixture
def leapt(failing, turn_back):
    """Two reports of the spooler a day on average for four weeks, six today."""
    for _ in range(14):
        turn_back(failing(), days=10)
        turn_back(failing(), days=20)
    return [failing() for _ in range(7)]


def test_triple_the_mean_in_a_day_raises_one_card_for_each_thing(leapt):
    """PRB-02: with the tickets behind it; the worker coming by again adds none."""
    watch()
    watch()
    cards = {(one.dimension, one.label) for one in Spike.objects.all()}
    assert cards == {("component", "Spooler"), ("error_code", "E42")}
    card = Spike.objects.get(dimension="component")
    assert (card.count, card.mean) == (7, 1.0)
    assert set(card.tickets.all()) == set(leapt)


def test_a_card_that_waits_grows_and_one_that_was_decided_is_not_in_the_way(leapt, failing, by, tess, happened):
    card = next(one for one in watch_volumes(by=system("clock")) if one.dimension == "component")
    assert happened(card) == ["spike.raised"]
    failing()
    assert watch_volumes(by=system("clock")) == []
    card.refresh_from_db()
    assert (card.count, card.tickets.count()) == (8, 8)
    triage_spike(card, by=by(tess), decision="dismissed", reason="A drill")
    assert [one.dimension for one in watch_volumes(by=system("clock"))] == ["component"]


def test_a_card_becomes_a_problem_with_its_tickets(leapt, by, tess, spooler):
    card = next(one for one in watch_volumes(by=system("clock")) if one.dimension == "component")
    problem = triage_spike(card, by=by(tess), decision="accepted")
    assert (problem.birth, problem.component, problem.evidence.count()) == ("trend", spooler, 7)
    with pytest.raises(WrongState):
        triage_spike(card, by=by(tess), decision="monitored")


def test_two_flags_of_one_signature_become_one_problem(failing, by, joe, ann, tess, told, happened):
    """T-39."""
    first, second = failing(), failing()
    flag_recurring(first, by=by(joe), signature="Timeout at 0x7ffe12ab", evidence="Third this week")
    flag_recurring(second, by=by(ann), signature="timeout at 0x99999999", evidence="Same log line")
    assert told(first)[-1] == "ticket.flagged_recurring"
    group = Flag.objects.values_list("grouped", flat=True).distinct().get()
    problem = triage_flags(group, by=by(tess), decision="accepted")
    assert {row.ticket for row in problem.evidence.all()} == {first, second}
    assert set(Flag.objects.values_list("state", "problem")) == {("accepted", problem.pk)}
    assert happened(Flag.objects.first()) == ["flag.triaged"]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"signature": " ", "evidence": "Again"}, "signature"),
        ({"signature": "E42", "evidence": " "}, "evidence"),
        ({"signature": "x" * 201, "evidence": "Again"}, "signature"),
    ],
)
def test_a_flag_says_what_and_why(failing, by, joe, given, field):
    with pytest.raises(Refused) as refusal:
        flag_recurring(failing(), by=by(joe), **given)
    assert refusal.value.field == field
    assert not Flag.objects.exists()


def test_one_ticket_carries_a_flag_once_and_who_reads_only_decides_nothing(failing, by, joe, ada):
    ticket = failing()
    flag_recurring(ticket, by=by(joe), signature="E42", evidence="Again")
    with pytest.raises(WrongState):
        flag_recurring(ticket, by=by(joe), signature="e42", evidence="Again")
    with pytest.raises(NotAllowed):
        triage_flags("e42", by=by(joe), decision="accepted")
    with pytest.raises(NotAllowed):
        triage_flags("e42", by=by(ada), decision="accepted")
    assert not Problem.objects.exists()


def test_a_watched_one_stays_in_the_inbox_and_dismissing_needs_a_reason(failing, by, joe, tess, problem):
    flag_recurring(failing(), by=by(joe), signature="E42", evidence="Again")
    assert triage_flags("e42", by=by(tess), decision="monitored") is None
    with pytest.raises(Refused):
        triage_flags("e42", by=by(tess), decision="dismissed")
    assert triage_flags("e42", by=by(tess), decision="merged", problem=problem) == problem
    assert problem.evidence.present().count() == 6


def test_old_reports_are_no_news(failing, turn_back):
    for _ in range(9):
        turn_back(failing(), days=2)
    turn_back(failing(), days=40)
    assert watch_volumes(by=system("clock")) == []
