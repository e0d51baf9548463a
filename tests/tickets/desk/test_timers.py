"""The clocks of a ticket: which policy, which run, which are held, and that the rows say what their ledger says."""

from dataclasses import replace
from datetime import timedelta

import pytest

from supportdesk import clock
from supportdesk.accounts.actor import system
from supportdesk.events.models import Event
from tickets.desk.actions.except_clock import except_clock
from tickets.desk.actions.moves import move
from tickets.desk.actions.open import open_ticket
from tickets.desk.actions.override_due import override_due, revoke_override
from tickets.desk.actions.prioritise import prioritise
from tickets.desk.actions.reopen import reopen
from tickets.desk.actions.reply import reply
from tickets.desk.actions.resolve import resolve
from tickets.desk.actions.ring_due import ring_due
from tickets.desk.actions.transfer import transfer
from tickets.desk.actions.triage import triage
from tickets.desk.models import Ticket, TicketClock
from tickets.sla import ledger
from tickets.sla.models import Calendar, Policy, Target

pytestmark = pytest.mark.django_db


def publish(key, seconds=600, goal="resolution", **conditions):
    hours = Calendar.objects.get(key="around-the-clock")
    policy = Policy(key=key, name=key, position=1, effective_from=hours.effective_from, **conditions)
    policy.save()
    Target(policy=policy, goal=goal, seconds=seconds, calendar=hours).save()
    return policy


def test_the_most_specific_policy_applies_and_is_named(opened, rob):
    """SLA-01: a P2 gold-tier incident by chat: the most specific policy applies and the matched rule is named."""
    publish("gold", tier="gold")
    best = publish("gold-chat", type="incident", priority=2, tier="gold", channel="chat", queue="service-desk")
    rob.organisation.tier = "gold"
    rob.organisation.save()
    ticket = opened(channel="chat", impact=1, urgency=2)
    (resolution,) = ticket.clocks.filter(goal="resolution")
    assert resolution.policy == best
    assert resolution.policy.rule == "type incident, priority 2, tier gold, channel chat, queue service-desk"


@pytest.mark.parametrize("goal", ["acknowledge", "first_response", "next_update", "resolution"])
def test_the_presets_promise_all_four(goal, opened, by, ann):
    """SLA-01: acknowledge, first response, next update and resolution are promised."""
    ticket = opened()
    reply(ticket, by=by(ann), body="I look at it.")
    assert ticket.clocks.filter(goal=goal).exists()


def test_a_version_published_meanwhile_judges_only_what_comes_after(opened):
    before = opened(impact=1, urgency=1)
    hours = Calendar.objects.get(key="around-the-clock")
    second = Policy(key="p1", version=2, name="P1", position=10, priority=1, effective_from=clock.now())
    second.save()
    Target(policy=second, goal="resolution", seconds=60, calendar=hours).save()
    after = opened(impact=1, urgency=1)
    assert before.clocks.get(goal="resolution").policy.version == 1
    assert after.clocks.get(goal="resolution").policy == second


def test_where_the_policy_of_a_priority_is_withdrawn_the_standard_is_promised(opened):
    Policy(key="p4", version=2, name="P4", priority=4, effective_from=clock.now(), withdrawn=True).save()
    left, kept = opened(impact=3, urgency=3), opened(impact=2, urgency=2)
    assert {(row.policy.key, row.policy.rule) for row in left.clocks.all()} == {("standard", "everything")}
    assert {row.goal for row in left.clocks.all()} == {"acknowledge", "first_response", "resolution"}
    assert {row.policy.key for row in kept.clocks.all()} == {"p3"}


def test_business_hours_count_and_the_rest_does_not(rob, service_desk, incident):
    """SLA-02: 4 business hours from 16:00 with closing at 17:00 are due at 12:00 on the next working day."""
    at = clock.now().replace(year=2026, month=11, day=13, hour=16, minute=0, second=0, microsecond=0)  # a Friday
    words = {"title": "-", "body": "-", "type": incident, "channel": "portal"}
    ticket = open_ticket(service_desk, by=system("import"), requester=rob, at=at, **words)
    assert ticket.clocks.get(goal="first_response").due_at == at.replace(day=16, hour=12)


def test_another_queue_may_promise_something_else(owned, by, ann, network):
    policy = publish("network", queue="network")
    transfer(owned, by=by(ann), seen=owned.version, queue=network, reason="DNS")
    resolution = owned.clocks.get(goal="resolution")
    assert (resolution.policy, resolution.due_at) == (policy, owned.opened_at + timedelta(seconds=600))
    assert Ticket.objects.get(pk=owned.pk).due_at == owned.due_at == resolution.due_at


def test_retargeted_every_pause_is_kept(opened_ago, by, tess, printing, ann):
    """SLA-11: re-targeted from the original start, with what was held left out."""
    machine, ticket = system("import"), opened_ago(hours=3)
    triage(ticket, by=machine, seen=1, impact=1, urgency=1, category=printing, at=ticket.opened_at)
    held, back = ticket.opened_at + timedelta(hours=1), ticket.opened_at + timedelta(hours=2)
    wait = {"action": "wait_requester", "waiting_reason": "details"}
    move(ticket, by=machine, seen=ticket.version, at=held, until=back, **wait)
    move(ticket, by=machine, seen=ticket.version, at=back, action="start")
    words = {"impact": 1, "urgency": 2, "rationale": "Only two floors."}
    prioritise(ticket, by=by(tess), seen=ticket.version, **words)
    resolution = ticket.clocks.get(goal="resolution")
    assert resolution.target_seconds == 8 * 3600
    assert resolution.due_at == ticket.opened_at + timedelta(hours=9)


def test_resolved_and_reopened_the_first_response_is_not_asked_again(closed, by, rob):
    reopen(closed, by=by(rob), reason="not_fixed")
    running = closed.clocks.filter(stopped_at=None)
    assert [one.goal for one in running] == ["resolution"]


def test_whatever_happens_the_rows_say_what_their_ledger_says(
    opened_ago, by, tess, ann, rob, max, printing, resolution
):
    """SLA-03: each clock is the replay of its stored moments, every interval among them."""
    ticket = opened_ago(minutes=20)
    ring_due(by=system("clock"))
    triage(ticket, by=by(tess), seen=1, impact=2, urgency=2, category=printing, rationale="One floor.")
    until = clock.now() + timedelta(days=1)
    wait = {"action": "wait_vendor", "waiting_reason": "vendor", "until": until}
    move(ticket, by=by(ann), seen=ticket.version, **wait)
    prioritise(ticket, by=by(tess), seen=ticket.version, impact=1, urgency=1)
    move(ticket, by=by(ann), seen=ticket.version, action="start")
    reply(ticket, by=by(ann), body="Parts are here.")
    override_due(ticket, by=by(max), seen=ticket.version, goal="resolution", due=until, until=until, reason="Agreed.")
    prioritise(ticket, by=by(tess), seen=ticket.version, impact=2, urgency=1)
    revoke_override(ticket, by=by(max), seen=ticket.version, goal="resolution")
    reply(ticket, by=by(ann), body="I ask the vendor.", substantial=False, promise=clock.now() + timedelta(minutes=9))
    except_clock(ticket, by=by(max), seen=ticket.version, goal="resolution", until=until, reason="Not our fault.")
    resolve(ticket, by=by(ann), seen=ticket.version, **resolution)
    reopen(ticket, by=by(rob), reason="not_fixed")
    clocks = list(TicketClock.objects.filter(ticket=ticket))
    assert len(clocks) == 5
    for row in clocks:
        replayed = ledger.replayed(row)
        assert replayed.spent == pytest.approx(row.spent, abs=1e-6), row.goal
        assert replace(replayed, spent=0) == replace(row.pure(), spent=0), row.goal
    whats = {moment.what for row in clocks for moment in row.moments.all()}
    assert whats >= {"run", "hold", "retarget", "override", "revoke", "promise", "except", "stop", "warned", "breached"}


def test_one_ticket_two_actions_one_object_see_what_a_sweep_did_between(opened_ago, by, ann):
    """A lock reads the clocks anew: what another process rang meanwhile is not rung again."""
    ticket = opened_ago(minutes=14)
    reply(ticket, by=by(ann), body="We have it.", substantial=False)
    ring_due(by=system("clock"), now=ticket.opened_at + timedelta(minutes=16))
    reply(ticket, by=by(ann), body="Please switch it off and on.")
    breaches = Event.objects.filter(kind="sla.breached", data__goal="first_response")
    assert breaches.count() == 1
    kinds = Event.objects.filter(data__goal="first_response").values_list("kind", flat=True)
    assert "sla.met" not in kinds
