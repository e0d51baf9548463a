"""Open tickets follow what was published, if the publisher says so, and keep their version otherwise."""

from datetime import timedelta

import pytest
from django.db import connection, transaction

from supportdesk import clock
from supportdesk.accounts.actor import system
from supportdesk.errors import Conflict, NotAllowed, WrongState
from supportdesk.events import relay
from tickets.desk.actions.assign import assign
from tickets.desk.actions.moves import move
from tickets.desk.actions.prioritise import prioritise
from tickets.desk.models import Ticket, TicketClock
from tickets.promises.actions import retarget_open
from tickets.promises.actions.publish_terms import publish_terms
from tickets.promises.actions.retarget_open import carry_on, stop_run
from tickets.promises.models import RetargetBatch, RetargetRun
from tickets.promises.tasks import judge_open
from tickets.sla import ledger
from tickets.sla.actions.drafts import begin_draft
from tickets.sla.actions.publish import publish as publish_alone
from tickets.sla.models import Policy

pytestmark = pytest.mark.django_db
HOUR = 3600


@pytest.fixture
def publish(by, max):
    """`publish("p3", resolution=7200)`: Max publishes the next version; open tickets follow unless told otherwise."""

    def next_version(key, *, also_open=True, **seconds):
        content = Policy.objects.filter(key=key).latest("version").plain()
        for target in content["targets"]:
            target["seconds"] = seconds.pop(target["goal"], target["seconds"])
        said = {"reason": "As agreed.", "also_open": also_open} | seconds
        draft = begin_draft(key, by=by(max), what="policy", content=content, **said)
        return publish_terms(draft, by=by(max))[1]

    return next_version


@pytest.fixture
def work():
    """`work(run)`: to its end; answers how many tickets each turn dealt with."""

    def all_of_it(run):
        turns = []
        while RetargetRun.objects.filter(pk=run.pk, state__in=("queued", "running")).exists():
            turns.append(carry_on(run, by=system("clock")))
        run.refresh_from_db()
        return turns

    return all_of_it


def resolution(ticket):
    return ticket.clocks.get(goal="resolution", stopped_at=None)


def test_what_is_open_keeps_its_version_unless_the_publisher_says_otherwise(ticket, publish, news):
    """SLA-10: a ticket is pinned to its version."""
    before = resolution(ticket).due_at
    news(ticket)
    assert publish("p3", also_open=False, resolution=9 * HOUR) is None
    assert (resolution(ticket).policy.version, resolution(ticket).due_at) == (1, before)
    assert not RetargetRun.objects.exists()
    assert news(ticket) == []


def test_every_open_promise_moves_with_an_event_each_and_from_its_own_beginning(ticket, publish, work, news, latest):
    """SLA-10, SLA-11."""
    opened_at, before = ticket.opened_at, {one.goal: one.due_at for one in ticket.clocks.all()}
    news(ticket)
    run = publish("p3", resolution=26 * HOUR)
    assert work(run) == [1, 0]
    assert (run.state, run.total, run.done, run.clocks) == ("done", 1, 1, 3)
    assert {one.policy.version for one in ticket.clocks.all()} == {2}
    assert resolution(ticket).due_at > before["resolution"]
    assert resolution(ticket).started_at == opened_at
    assert news(ticket) == ["sla.retargeted"] * 3
    told = latest(ticket)
    assert (told.operation, told.actor_name) == (run.key, "Max")
    ticket.refresh_from_db()
    assert ticket.due_at == min(one.due_at for one in ticket.clocks.all())


def test_the_row_says_what_its_ledger_says_with_every_pause_kept(triaged, by, ann, publish, work):
    """SLA-11. Trap: paused time is lost when the policy changes."""
    waits = {"waiting_reason": "vendor", "until": clock.now() + timedelta(days=1)}
    assign(triaged, by=by(ann), seen=triaged.version, to=ann)
    move(triaged, by=by(ann), seen=triaged.version, action="start")
    move(triaged, by=by(ann), seen=triaged.version, action="wait_vendor", **waits)
    work(publish("p3", resolution=9 * HOUR))
    held = resolution(triaged)
    assert (held.policy.version, held.since) == (2, None)
    assert [one.what for one in held.moments.all()] == ["run", "hold", "retarget"]
    replayed = ledger.replayed(held)
    assert (replayed.target, replayed.since, replayed.spent) == (9 * HOUR, None, held.spent)


def test_a_breach_stays_at_its_own_instant_whatever_is_promised_afterwards(opened_ago, publish, work):
    late = opened_ago(hours=5)
    run = publish("p1", resolution=90 * HOUR)
    work(run)
    assert resolution(late).breached_at == late.opened_at + timedelta(hours=4)
    assert resolution(late).due_at > clock.now()


def test_a_shorter_promise_that_is_over_already_is_broken_now_and_not_in_the_past(opened_ago, publish, work):
    ticket = opened_ago(hours=3)
    before = clock.now()
    work(publish("p1", resolution=HOUR))
    assert resolution(ticket).breached_at >= before


def test_nobody_elses_ticket_is_touched(ticket, opened, publish, work, news):
    other = opened(impact=1, urgency=1)
    news(other)
    run = publish("p3", resolution=9 * HOUR)
    work(run)
    assert run.total == 1
    assert {one.policy.version for one in other.clocks.all()} == {1}
    assert news(other) == []


def test_a_new_policy_takes_the_tickets_that_it_fits(ticket, by, max, work):
    content = Policy.objects.get(key="p3").plain() | {"name": "Acme", "organisation_id": ticket.organisation_id}
    draft = begin_draft("", by=by(max), what="policy", content=content, reason="Contract.", also_open=True)
    _, run = publish_terms(draft, by=by(max))
    work(run)
    assert {one.policy.key for one in ticket.clocks.all()} == {"acme"}


def test_a_ticket_of_a_withdrawn_policy_falls_to_the_next(ticket, by, max, work):
    content = Policy.objects.get(key="p3").plain() | {"withdrawn": True}
    draft = begin_draft("p3", by=by(max), what="policy", content=content, reason="Over.", also_open=True)
    _, run = publish_terms(draft, by=by(max))
    work(run)
    assert {one.policy.key for one in ticket.clocks.all()} == {"standard"}


def test_a_new_week_of_the_calendar_moves_what_is_open_too(ticket, by, max, work):
    """Both kinds of terms: a calendar moves the policies that count in it, and these their tickets."""
    hours = {"name": "Business hours", "zone": "UTC", "week": {str(day): [[0, 1440]] for day in range(7)}}
    moves = dict.fromkeys(("p3", "p4", "standard"), True)
    said = {"what": "calendar", "content": hours, "policies": moves, "reason": "Always.", "also_open": True}
    draft = begin_draft("business-hours", by=by(max), **said)
    _, run = publish_terms(draft, by=by(max))
    work(run)
    assert resolution(ticket).due_at - ticket.opened_at == timedelta(hours=24)


def test_a_version_of_next_week_judges_nothing_before(ticket, by, max, work):
    content = Policy.objects.get(key="p3").plain() | {"position": 31}
    later = clock.now() + timedelta(days=7)
    said = {"what": "policy", "content": content, "reason": "Soon.", "also_open": True, "effective_from": later}
    _, run = publish_terms(begin_draft("p3", by=by(max), **said), by=by(max))
    judge_open()
    run.refresh_from_db()
    assert run.state == "queued"
    assert resolution(ticket).policy.version == 1
    assert carry_on(run, by=system("clock")) == 0


def test_the_beat_carries_it_on_in_batches(opened, publish, monkeypatch, news):
    monkeypatch.setattr(retarget_open, "TOGETHER", 2)
    tickets = [opened(title=f"Case {number}") for number in range(5)]
    run = publish("p3", resolution=9 * HOUR)
    assert [carry_on(run, by=system("clock")) for _ in range(5)] == [2, 2, 1, 0, 0]
    run.refresh_from_db()
    assert (run.state, run.total, run.done, run.clocks) == ("done", 5, 5, 15)
    assert {news(ticket).count("sla.retargeted") for ticket in tickets} == {3}


def test_it_is_stopped_in_the_middle_and_what_is_done_stays_done(opened, by, max, olga, publish, monkeypatch, recorded):
    monkeypatch.setattr(retarget_open, "TOGETHER", 1)
    first, second = opened(), opened(title="Another")
    run = publish("p3", resolution=9 * HOUR)
    carry_on(run, by=system("clock"))
    with pytest.raises(NotAllowed):
        stop_run(run, by=by(olga))
    recorded()
    stop_run(run, by=by(max))
    assert [event.kind for event in recorded()] == ["retarget_run.stopped"]
    assert carry_on(run, by=system("clock")) == 0
    assert [resolution(one).policy.version for one in (first, second)] == [2, 1]
    with pytest.raises(WrongState):
        stop_run(run, by=by(max))


def test_a_batch_that_breaks_is_as_if_it_had_never_been(opened, publish, monkeypatch, news):
    """A worker killed in the middle of a batch: the next one does it anew, and each promise moves once."""
    ticket = opened()
    run = publish("p3", resolution=9 * HOUR)
    news(ticket)

    def killed(*args, **kwargs):
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(retarget_open, "judge", killed)
        with pytest.raises(KeyboardInterrupt), transaction.atomic():
            carry_on(run, by=system("clock"))
    assert resolution(ticket).policy.version == 1
    judge_open()
    run.refresh_from_db()
    assert (run.state, run.done, run.clocks) == ("done", 1, 3)
    assert news(ticket) == ["sla.retargeted"] * 3


def test_a_ticket_that_was_dealt_with_meanwhile_is_left_alone(triaged, by, ann, publish, work, news):
    run = publish("p3", resolution=9 * HOUR)
    prioritise(triaged, by=by(ann), seen=triaged.version, impact=1, urgency=1)
    news(triaged)
    work(run)
    assert {one.policy.key for one in triaged.clocks.filter(stopped_at=None)} == {"p1"}
    assert news(triaged) == []


def test_whoever_publishes_by_another_door_reaches_open_tickets_too(ticket, by, max, work):
    content = Policy.objects.get(key="p3").plain() | {"position": 31}
    said = {"what": "policy", "content": content, "reason": "So.", "also_open": True}
    publish_alone(begin_draft("p3", by=by(max), **said), by=by(max, "api"))
    assert not RetargetRun.objects.exists()
    relay.drain("people")
    run = RetargetRun.objects.get()
    assert (run.asked_by, run.via) == (max, "api")
    work(run)
    assert resolution(ticket).policy.version == 2
    relay.drain("people")
    assert RetargetRun.objects.count() == 1


def test_what_has_its_run_gets_no_second_one(publish):
    publish("p3", resolution=9 * HOUR)
    publish("p4", also_open=False)
    relay.drain("people")
    assert RetargetRun.objects.count() == 1


def test_somebody_elses_change_of_the_draft_is_seen(by, max):
    draft = begin_draft("p3", by=by(max), what="policy", content=Policy.objects.get(key="p3").plain(), reason="So.")
    with pytest.raises(Conflict):
        publish_terms(draft, by=by(max), seen=draft.version + 1)


def test_a_batch_costs_the_same_statements_for_one_ticket_and_for_twenty(
    opened, publish, django_assert_max_num_queries
):
    for number in range(20):
        opened(title=f"Case {number}")
    run = publish("p3", resolution=9 * HOUR)
    with django_assert_max_num_queries(26):
        assert carry_on(run, by=system("clock")) == 20
    assert RetargetBatch.objects.get().done
    assert TicketClock.objects.filter(policy__version=2).count() == 60
    assert Ticket.objects.exclude(due_at=None).count() == 20
    assert connection.vendor == "postgresql"
