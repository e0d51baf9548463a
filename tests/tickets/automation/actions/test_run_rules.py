from datetime import timedelta

import pytest

from supportdesk import clock
from supportdesk.accounts.actor import Actor, system
from supportdesk.accounts.models import Person
from supportdesk.errors import NotAllowed
from supportdesk.events import relay
from supportdesk.events.models import Event
from tests.factories import CategoryFactory, QueueFactory
from tickets.automation.actions.rules import end_rule, set_rule
from tickets.automation.actions.run_rules import run_next
from tickets.automation.actions.staffing import keep_skill, set_availability, set_strategy
from tickets.automation.models import Decision, RuleRun
from tickets.desk.actions.assign import assign
from tickets.desk.actions.cancel import cancel
from tickets.desk.actions.classify import classify
from tickets.desk.actions.set_limit import set_limit
from tickets.desk.actions.transfer import transfer

pytestmark = pytest.mark.django_db


def test_a_ticket_goes_where_the_rule_says_and_the_reason_stays(
    to_billing, billing, opened, invoices, work, told, latest
):
    """T-22: routed by component, in words, once."""
    ticket = opened(component=invoices)
    assert work() == 1
    ticket.refresh_from_db()
    assert ticket.queue == billing
    assert told(ticket)[-2:] == ["ticket.transferred", "ticket.routed"]
    why = "Routed to Billing because the component is Invoices (rule 1, version 1)."
    assert latest(ticket).words["why"] == why
    assert latest(ticket).via == "rule"
    assert Decision.objects.get(ticket=ticket).why == why
    assert work() == 0


def test_a_ticket_that_no_rule_names_stays(to_billing, opened, work, told, service_desk):
    ticket = opened()
    assert work() == 1
    ticket.refresh_from_db()
    assert ticket.queue == service_desk
    assert told(ticket) == ["ticket.opened"]


def test_a_ticket_is_routed_when_somebody_says_what_it_is_about(to_billing, billing, ticket, by, ann, invoices, work):
    work()
    classify(ticket, by=by(ann), seen=ticket.version, component=invoices)
    work()
    ticket.refresh_from_db()
    assert ticket.queue == billing


def test_a_rule_for_the_upper_category_holds_for_the_lower(billing, mona, by, opened, work):
    money = CategoryFactory(key="money")
    set_rule(billing, by=by(mona), conditions={"category": ["money"]})
    ticket = opened(category=CategoryFactory(key="dunning", parent=money))
    work()
    ticket.refresh_from_db()
    assert ticket.queue == billing


def test_without_rules_nothing_is_written(opened, work):
    opened()
    assert work() == 0
    assert not RuleRun.objects.exists()


def test_a_rule_never_acts_against_a_later_choice(to_billing, opened, invoices, by, ann, network, work, told):
    ticket = opened(component=invoices)
    relay.drain("figures")
    transfer(ticket, by=by(ann), seen=ticket.version, queue=network, reason="The line is down.")
    work()
    ticket.refresh_from_db()
    assert ticket.queue == network
    assert "ticket.routed" not in told(ticket)


def test_what_somebody_has_taken_is_left_to_them(to_billing, ticket, by, ann, invoices, work, service_desk):
    assign(ticket, by=by(ann), seen=ticket.version, to=ann)
    classify(ticket, by=by(ann), seen=ticket.version, component=invoices)
    work()
    ticket.refresh_from_db()
    assert (ticket.queue, ticket.owner) == (service_desk, ann)


def test_nothing_goes_back_to_where_people_sent_it_on_from(
    to_billing, billing, opened, invoices, by, pia, work, service_desk
):
    ticket = opened(component=invoices)
    work()
    ticket.refresh_from_db()
    transfer(ticket, by=by(pia), seen=ticket.version, queue=service_desk, reason="No invoice at all.")
    work()
    classify(ticket, by=by(pia), seen=ticket.version, component=None)
    classify(ticket, by=by(pia), seen=ticket.version, component=invoices)
    work()
    ticket.refresh_from_db()
    assert ticket.queue == service_desk


def test_two_rules_that_contradict_each_other_make_no_circle(
    billing, mona, by, opened, invoices, incident, network, tess, work, told
):
    set_rule(billing, by=by(mona), conditions={"component": ["invoices"]})
    set_rule(network, by=by(tess), conditions={"type": ["incident"]}, position=200)
    ticket = opened(component=invoices)
    work()
    assert told(ticket).count("ticket.transferred") == 1


def test_a_queue_of_another_organisation_takes_nothing(by, max, opened, globex, invoices, work, service_desk):
    theirs = QueueFactory(key="globex-bills", organisation=globex)
    set_rule(theirs, by=by(max), conditions={"component": ["invoices"]})
    ticket = opened(component=invoices)
    work()
    ticket.refresh_from_db()
    assert ticket.queue == service_desk


def test_an_ended_rule_decides_nothing(to_billing, mona, by, opened, invoices, work, service_desk, ticket):
    end_rule(to_billing, by=by(mona))
    set_rule(service_desk, by=system("import"), conditions={"tier": ["gold"]})
    late = opened(component=invoices)
    work()
    late.refresh_from_db()
    assert late.queue == service_desk


def test_a_killed_worker_leaves_the_ticket_to_the_next_once(to_billing, opened, invoices, work, told, monkeypatch):
    ticket = opened(component=invoices)
    relay.drain("figures")
    with monkeypatch.context() as killed:
        killed.setattr(RuleRun, "save", lambda *_, **__: (_ for _ in ()).throw(SystemExit))
        with pytest.raises(SystemExit):
            run_next(by=system("rule"))
    assert told(ticket) == ["ticket.opened"]
    work()
    work()
    assert told(ticket).count("ticket.routed") == 1


def test_told_twice_it_runs_once(to_billing, opened, invoices, work):
    from tickets.automation.subscribers import queue_rules

    ticket = opened(component=invoices)
    work()
    queue_rules(list(Event.objects.filter(subject_id=ticket.pk, subject="ticket")))
    assert work() == 0


def test_a_rule_may_nothing_else(ticket, service_desk):
    with pytest.raises(NotAllowed):
        cancel(ticket, by=Actor(Person.system(), "rule"), seen=ticket.version, reason="spam")


# Who gets it (D8)


@pytest.fixture
def in_turn(billing, mona, by):
    return set_strategy(billing, by=by(mona), kind="round_robin")


def owners(tickets):
    for one in tickets:
        one.refresh_from_db()
    return [one.owner and one.owner.name for one in tickets]


def test_tickets_go_around_the_team(in_turn, to_billing, pia, pit, opened, invoices, work, latest):
    """D8: in turn, with the reason and every candidate kept."""
    tickets = [opened(component=invoices) for _ in range(3)]
    work()
    assert owners(tickets) == ["Pia", "Pit", "Pia"]
    assert latest(tickets[0]).words["reason"] == "Pia is next in turn."
    kept = Decision.objects.get(ticket=tickets[1], person=pit)
    assert [(one["name"], one["word"]) for one in kept.candidates] == [
        ("Pia", "comes later in turn"),
        ("Pit", "is next in turn"),
    ]


def test_nobody_who_is_away_gets_anything_until_they_are_back(in_turn, to_billing, pia, by, opened, invoices, work):
    set_availability(pia, by=by(pia), away=True)
    ticket = opened(component=invoices)
    work()
    assert owners([ticket]) == [None]
    assert Decision.objects.get(ticket=ticket, rule=None).why == "Nobody of the team can take it now."
    set_availability(pia, by=by(pia), away=False)
    work()
    assert owners([ticket]) == [None]
    work(now=clock.now() + timedelta(minutes=11))
    assert owners([ticket]) == ["Pia"]
    assert Decision.objects.filter(ticket=ticket, rule=None).count() == 1


def test_nobody_gets_more_than_the_limit(in_turn, to_billing, pia, mona, billing, by, opened, invoices, work):
    set_limit(billing, by=by(mona), most=1)
    first, second = opened(component=invoices), opened(component=invoices)
    work()
    assert owners([first, second]) == ["Pia", None]


def test_the_skill_that_a_component_needs_decides(to_billing, billing, mona, pia, pit, by, opened, invoices, work):
    set_strategy(billing, by=by(mona), kind="skills")
    keep_skill("Dunning", by=by(mona), people=[pit], components=[invoices])
    tickets = [opened(component=invoices) for _ in range(2)]
    work()
    assert owners(tickets) == ["Pit", "Pit"]


def test_whoever_has_the_least_to_do_gets_it(to_billing, billing, mona, pia, pit, by, opened, invoices, work):
    set_strategy(billing, by=by(mona), kind="least_load")
    mine = opened(queue=billing)
    assign(mine, by=by(pia), seen=mine.version, to=pia)
    tickets = [opened(component=invoices) for _ in range(3)]
    work()
    assert owners(tickets) == ["Pit", "Pia", "Pit"]


def test_what_is_sent_by_hand_is_given_out_too(in_turn, billing, pia, ticket, by, ann, work):
    transfer(ticket, by=by(ann), seen=ticket.version, queue=billing, reason="Money.")
    work()
    assert owners([ticket]) == ["Pia"]


def test_what_somebody_hands_back_is_left_alone(in_turn, to_billing, pia, opened, invoices, by, work):
    ticket = opened(component=invoices)
    work()
    ticket.refresh_from_db()
    assign(ticket, by=by(pia), seen=ticket.version, to=None)
    work()
    assert owners([ticket]) == [None]


def test_a_ticket_that_cannot_be_looked_at_stops_no_other(
    in_turn, to_billing, pia, opened, invoices, work, monkeypatch
):
    from tickets.automation.actions import run_rules

    bad, good = opened(component=invoices), opened(component=invoices)
    real = run_rules.look_at

    def look_at(run, **given):
        if run.ticket_id == bad.pk:
            raise ZeroDivisionError("a fault")
        return real(run, **given)

    monkeypatch.setattr(run_rules, "look_at", look_at)
    work()
    assert owners([bad, good]) == [None, "Pia"]
    assert RuleRun.objects.get(ticket=bad).error == "ZeroDivisionError: a fault"
