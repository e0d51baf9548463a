"""What a ladder does to a ticket, each act once, by the ordinary actions, in the machine's name."""

from datetime import timedelta

import pytest

from supportdesk import clock
from supportdesk.accounts.actor import system
from supportdesk.accounts.models import Role
from supportdesk.events import relay
from supportdesk.events.models import Event
from supportdesk.outbound.actions.release_held import release_held
from supportdesk.outbound.actions.set_hearing import set_hearing
from supportdesk.outbound.models import HeldNotice, Notification
from tests.factories import PersonFactory
from tickets.breaches import subscribers
from tickets.breaches.actions.climb import climb_next
from tickets.breaches.models import LadderAct
from tickets.desk.actions.ring_due import ring_due

pytestmark = pytest.mark.django_db


def at(percent, *actions, **conditions):
    return {"percent": percent, "actions": list(actions)} | conditions


def heard(ticket, kind="sla."):
    """Who was told, of which level."""
    rows = Notification.objects.filter(kind__startswith=kind, subject_id=ticket.pk).select_related("person")
    shares = dict(Event.objects.values_list("pk", "data__share"))
    return sorted((shares[row.event_id], row.person.name) for row in rows)


def happened(ticket, kind):
    return Event.objects.with_words().filter(subject="ticket", subject_id=ticket.pk, kind=kind)


def test_any_number_of_levels_before_and_after_the_due_time(promised, late, climbed, ann, tess, max):
    """SLA-07: thresholds before and after, each once, to whom the ladder names."""
    promised([at(10, "tell:owner"), at(60, "tell:lead"), at(125, "tell:owner"), at(200, "tell:lead", "tell:manager")])
    ticket = late(minutes=130)
    climbed()
    breach = [(100, "Ann"), (100, "Max"), (100, "Tess")]
    assert heard(ticket) == [(10, "Ann"), (60, "Tess"), *breach, (125, "Ann"), (200, "Max"), (200, "Tess")]
    climbed()
    assert len(heard(ticket)) == 8


def test_a_level_after_the_due_time_comes_at_its_own_instant(promised, late, climbed, clock_of):
    promised([at(150, "tell:owner")])
    ticket = late(minutes=70)
    climbed()
    running = clock_of(ticket, "resolution")
    assert (running.level, running.breached_at) == (100, running.due_at)
    assert (running.alarm_at - running.started_at).total_seconds() == 5400


def test_what_is_told_after_the_due_time_says_how_long_it_is_over(promised, late, climbed, ann):
    """SLA-07: with the time left; after the due time, with the time over."""
    promised([at(75, "tell:owner"), at(125, "tell:owner")])
    ticket = late(minutes=80)
    climbed()
    texts = Notification.objects.filter(kind="sla.warned").order_by("event_id").values_list("text", flat=True)
    assert list(texts) == [
        f"{ticket.reference}: 75 % of the time for resolution is used, 15 min left",
        f"{ticket.reference}: 125 % of the time for resolution is used, 15 min over",
    ]


def test_levels_of_a_p3_wait_for_quiet_hours_and_those_of_a_p2_do_not(promised, late, climbed, by, ann, tess):
    """SLA-07: held until the hearer's hours begin, except for P1 and P2; told once."""
    soon = clock.now() + timedelta(hours=3)
    set_hearing(tess, by=by(tess), starts=soon.time(), ends=(soon + timedelta(hours=1)).time(), days=range(7))
    promised([at(60, "tell:owner", "tell:lead")])
    promised([at(10, "tell:lead")], key="p2")
    calm = late(minutes=40)
    urgent = late(minutes=10, impact=1)
    climbed()
    assert heard(calm) == [(60, "Ann")]
    assert heard(urgent) == [(10, "Tess")]
    assert HeldNotice.objects.get().person == tess
    HeldNotice.objects.update(held_until=clock.now())
    release_held(by=system("clock"))
    assert heard(calm) == [(60, "Ann"), (60, "Tess")]


def test_the_priority_is_raised_by_one_and_its_clocks_follow(promised, late, climbed, clock_of):
    promised([at(75, "raise")])
    ticket = late(minutes=46)
    climbed()
    ticket.refresh_from_db()
    assert ticket.priority == 2
    (event,) = happened(ticket, "ticket.prioritised")
    assert (event.actor_name, event.via) == ("Supportdesk", "clock")
    assert event.words["rationale"] == "75 % of the time for resolution is used."
    assert clock_of(ticket, "resolution").target_seconds == 8 * 3600
    assert LadderAct.objects.get().outcome == "done"


def test_raised_it_is_not_raised_again_by_the_same_level_of_the_next_policy(promised, late, climbed):
    """A trap: the new priority has a new clock's terms, and its ladder says the same at the same level."""
    for key in ("p3", "p2", "p1"):
        promised([at(75, "raise", "tell:owner")], key=key)
    ticket = late(minutes=46)
    climbed()
    ticket.refresh_from_db()
    assert ticket.priority == 2
    assert heard(ticket) == [(75, "Ann")]


def test_to_the_lead(promised, late, climbed, tess):
    promised([at(75, "assign:lead")])
    ticket = late(minutes=46)
    climbed()
    ticket.refresh_from_db()
    assert ticket.owner == tess
    (event,) = happened(ticket, "ticket.assigned").filter(via="clock")
    assert event.words["reason"] == "75 % of the time for resolution is used."


def test_taken_from_its_owner(promised, late, climbed):
    promised([at(75, "assign:nobody")])
    ticket = late(minutes=46)
    climbed()
    ticket.refresh_from_db()
    assert ticket.owner is None


def test_into_another_queue(promised, late, climbed, network):
    promised([at(75, "transfer:network")])
    ticket = late(minutes=46)
    climbed()
    ticket.refresh_from_db()
    assert ticket.queue == network


@pytest.mark.parametrize(
    ("conditions", "told"),
    [
        ({}, True),
        ({"goals": ["resolution"]}, True),
        ({"goals": ["first_response"]}, False),
        ({"priorities": [3]}, True),
        ({"priorities": [1, 2]}, False),
        ({"tiers": ["standard"]}, True),
        ({"tiers": ["gold"]}, False),
        ({"queues": ["service-desk"]}, True),
        ({"queues": ["network"]}, False),
        ({"unowned": True}, False),
        ({"contractual": True}, False),
    ],
)
def test_a_condition_that_does_not_hold_keeps_it_quiet(promised, late, climbed, network, tess, conditions, told):
    promised([at(60, "tell:lead", **conditions)])
    ticket = late(minutes=40)
    climbed()
    assert heard(ticket) == ([(60, "Tess")] if told else [])


def test_a_channel_hears_who_may_know_of_it(promised, late, climbed, first_line, erin, engineering_team, sam, joe):
    """Everybody in the queue's team, another team, a person."""
    eve = PersonFactory(name="Eve", roles=[Role.RQ])
    promised([at(60, "tell:members"), at(70, f"tell:team:{engineering_team.pk}", f"tell:person:{sam.pk}")])
    assert eve.pk
    ticket = late(minutes=43)
    climbed()
    names = {share: {name for level, name in heard(ticket) if level == share} for share in (60, 70)}
    assert names[60] == {"Ann", "Joe", "Sam"}
    assert "Sam" in names[70]


def test_what_is_refused_is_said_in_words_and_stops_nothing_else(promised, late, climbed, network, service_desk, tess):
    promised([at(60, "raise", "tell:lead", "transfer:network")])
    network.retired_at = network.effective_from
    network.save()
    ticket = late(minutes=40)
    climbed()
    ticket.refresh_from_db()
    (refused,) = happened(ticket, "sla.step_refused")
    assert refused.words == {"step": "send it to the queue network", "why": "There is no queue “network” any more."}
    assert (ticket.priority, heard(ticket)) == (2, [(60, "Tess")])
    assert sorted(LadderAct.objects.values_list("action", "outcome")) == [
        ("raise", "done"),
        ("transfer:network", "refused"),
    ]


def test_a_refusal_stands_on_the_timeline(promised, late, climbed, browse, said, page, ann):
    promised([at(60, "assign:lead")])
    ticket = late(minutes=40)
    climbed()
    assert "At 60 % the ladder could not assign it to the queue&#39;s lead" in said(browse(ann).get(page(ticket)))


def test_told_again_nothing_is_done_again(promised, late, climbed, tess):
    """The relay may tell an event twice: the acts stand once."""
    promised([at(60, "raise"), at(70, "raise")])
    ticket = late(minutes=43)
    climbed()
    subscribers.climb(list(Event.objects.filter(kind__startswith="sla.")))
    climbed()
    ticket.refresh_from_db()
    assert (ticket.priority, LadderAct.objects.count()) == (1, 2)


def test_two_workers_do_not_take_the_same_act(promised, late):
    promised([at(60, "raise")])
    ticket = late(minutes=40)
    ring_due(by=system("clock"))
    relay.drain("people")
    assert [climb_next(by=system("clock")), climb_next(by=system("clock"))] == [True, False]
    ticket.refresh_from_db()
    assert ticket.priority == 2


def test_what_goes_wrong_by_itself_is_tried_again_and_then_said(promised, late):
    promised([at(60, "raise")])
    ticket = late(minutes=40)
    ring_due(by=system("clock"))
    relay.drain("people")
    LadderAct.objects.update(action="sing")  # what an older release knew and this one does not
    for _ in range(5):
        LadderAct.objects.update(due_at=ticket.opened_at)
        climb_next(by=system("clock"))
    act = LadderAct.objects.get()
    assert (act.outcome, act.due_at, act.tries) == ("refused", None, 5)
    (refused,) = happened(ticket, "sla.step_refused")
    assert "KeyError" in refused.words["why"]
