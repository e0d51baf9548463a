"""Deliveries: in order, once each, tried again, stopped in the end; nothing is lost meanwhile (INT-03)."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from supportdesk import clock
from supportdesk.accounts.actor import system
from supportdesk.events.relay import drain
from supportdesk.outbound import delivering
from supportdesk.outbound.actions.deliver import claim, forget, settle
from supportdesk.outbound.actions.webhook_turns import resume_webhook
from supportdesk.outbound.actions.webhooks import add_webhook, change_webhook
from supportdesk.outbound.delivering import deliver_next
from supportdesk.outbound.hooks import signature
from supportdesk.outbound.hooks.posting import Answer
from supportdesk.outbound.hooks.rests import RESTS, rest
from supportdesk.outbound.models import Attempt, Delivery, Notification, Webhook
from tickets.desk.actions.note import note
from tickets.desk.actions.restrict import restrict

pytestmark = pytest.mark.django_db


@pytest.fixture
def happens(ticket, ann, by):
    """`happens(3)`: three notes of Ann's; the ids under which webhooks hear of them."""

    def go(count=1):
        before = set(Delivery.objects.values_list("event_id", flat=True))
        made = [note(ticket, by=by(ann), body=f"Note {number}.") for number in range(count)]
        assert len(made) == count
        return before

    return go


def test_what_happens_leaves_signed_and_thin(hooked, receiver, happens, leave, ticket, ann):
    """INT-03: signed; ids and codes and where to read the rest, and none of the words."""
    _, secret = hooked
    leave()
    receiver.taken.clear()
    happens()
    leave()
    ((headers, body),) = receiver.taken
    told = json.loads(body)
    assert (told["type"], told["subject"]["id"], told["actor"]) == (
        "ticket.noted",
        ticket.pk,
        {"id": ann.pk, "kind": "person"},
    )
    assert told["subject"]["url"].endswith(f"/api/v1/tickets/{ticket.pk}")
    assert (told["id"], set(told["data"])) == (headers["Webhook-Id"], {"note"})
    assert b"Note 0" not in body
    assert headers["Webhook-Signature"] == signature.sign(
        secret, headers["Webhook-Id"], int(headers["Webhook-Timestamp"]), body
    )


def test_nothing_happens_twice_when_it_is_told_twice(hooked, receiver, happens, leave):
    happens(2)
    leave()
    leave()
    assert len(receiver.ids) == len(set(receiver.ids)) == Delivery.objects.count()


def test_a_receiver_that_was_down_hears_everything_in_order_under_the_same_ids(hooked, receiver, happens, leave):
    """INT-03: Given a receiver down for an hour, when it returns, then events arrive in order with the same ids."""
    hook, _ = hooked
    receiver.answers = [500]
    happens(5)
    leave()
    first = receiver.ids
    assert len(first) == 1
    leave()
    assert len(receiver.ids) == 1, "those behind it wait, and it rests"
    hook.refresh_from_db()
    assert timedelta(0) < hook.rests_until - clock.now() < RESTS[0] * 1.2
    Webhook.objects.update(rests_until=clock.now())
    leave()
    owed = [one.message_id for one in Delivery.objects.order_by("pk")]
    assert receiver.ids == first + owed
    assert owed[0] == first[0]
    assert [one.status for one in Attempt.objects.order_by("pk")] == [500] + [200] * len(owed)


def test_seven_more_tries_in_28_hours_then_it_is_stopped_its_admin_hears_and_nothing_is_lost(
    hooked, receiver, happens, leave, olga, max, by, recorded
):
    hook, _ = hooked
    receiver.answers = [503] * 20
    happens(2)
    recorded()
    for _ in range(20):
        Webhook.objects.update(rests_until=None)
        leave()
    hook.refresh_from_db()
    assert len(receiver.taken) == 8
    assert timedelta(hours=27) < sum(RESTS, timedelta(0)) < timedelta(hours=28)
    assert (hook.stopped_why, hook.rests_until) == ("tries", None)
    (stopped,) = [event for event in recorded() if event.kind == "webhook.stopped"]
    assert stopped.data["tries"] == 8
    notice = Notification.objects.get(kind="webhook.stopped")
    assert (notice.person, "Warehouse was stopped" in notice.text) == (olga, True)
    receiver.answers = []
    happens()
    resume_webhook(hook, by=by(olga))
    leave()
    assert not Delivery.objects.waiting().exists()
    assert set(receiver.ids) == {one.message_id for one in Delivery.objects.all()}


def test_what_is_gone_is_stopped_at_once(hooked, receiver, happens, leave):
    receiver.answers = [410]
    happens(3)
    leave()
    hook = Webhook.objects.get()
    assert (len(receiver.taken), hook.stopped_why) == (1, "gone")


def test_two_workers_never_have_the_same_webhook_and_a_dead_one_leaves_it(hooked, happens, leave, receiver):
    receiver.answers = [500]
    happens()
    leave()
    Webhook.objects.update(rests_until=None, claimed_until=None)
    hook = claim(Webhook.objects, by=system("clock"), lasts=timedelta(minutes=1))
    assert hook
    assert claim(Webhook.objects, by=system("clock"), lasts=timedelta(minutes=1)) is None
    Webhook.objects.update(claimed_until=clock.now())
    assert claim(Webhook.objects, by=system("clock"), lasts=timedelta(minutes=1)) == hook


def test_a_worker_that_dies_between_sending_and_writing_it_down_sends_it_again_under_the_same_id(
    hooked, receiver, happens, leave, monkeypatch
):
    """promises.md R-08: at least once, recognisably the same."""

    def dies(*args, **kwargs):
        raise ConnectionError

    happens(2)
    with monkeypatch.context() as patched:
        patched.setattr(delivering, "settle", dies)
        with pytest.raises(ConnectionError):
            leave()
    leave()
    owed = [one.message_id for one in Delivery.objects.order_by("pk")]
    assert receiver.ids == [owed[0], *owed]


def test_what_was_changed_meanwhile_is_for_the_next_turn(hooked, happens, leave, receiver, by, olga):
    """A new address or secret holds for the message after, though a turn has many."""
    receiver.answers = [500]
    happens()
    leave()
    hook = Webhook.objects.get()
    delivery = hook.deliveries.waiting().first()
    change_webhook(Webhook.objects.get(), by=by(olga), name="Store")
    assert settle(delivery, by=system("clock"), answer=Answer(200, "", 1)) is False
    delivery.refresh_from_db()
    assert (delivery.state, Webhook.objects.get().rests_until) == ("delivered", None)


def test_a_message_costs_three_statements(hooked, happens, leave, receiver):
    leave()
    happens(10)
    drain("people")
    owed = Delivery.objects.waiting().count()
    with CaptureQueriesContext(connection) as asked:
        deliver_next(by=system("clock"))
    spoken = [one["sql"].split() for one in asked if "SAVEPOINT" not in one["sql"]]
    written = [words for words in spoken if words[0] in ("UPDATE", "INSERT", "WITH")]
    assert owed >= 10
    assert len(written) == 3 * owed + 2, "and the turn is taken and given back"
    assert not Delivery.objects.waiting().exists()


def test_behind_a_wall_only_that_something_happened_and_to_what(hooked, receiver, leave, ticket, by, max):
    """COM-14, SEC-13: never more than a notice says."""
    restrict(ticket, by=by(max), kind="legal", reason="A letter of theirs.", people=[])
    leave()
    for _, body in receiver.taken:
        assert set(json.loads(body)) == {"id", "type", "timestamp", "subject"}


def test_it_hears_of_its_own_organisation_and_of_what_it_named(inside, ticket, acme, globex, leave, ann, by):
    def hook(kinds, organisation=None):
        url = "http://127.0.0.1:9999/"
        return add_webhook("x", by=system("import"), url=url, kinds=kinds, organisation=organisation)[0]

    every, notes, replies = hook(["*"]), hook(["ticket.noted"]), hook(["ticket.replied"])
    own, others = hook(["*"], acme), hook(["*"], globex)
    leave()
    Delivery.objects.all().delete()
    note(ticket, by=by(ann), body="x")
    leave()
    heard = set(Delivery.objects.values_list("webhook_id", flat=True))
    assert heard == {every.pk, notes.pk, own.pk}
    assert not heard & {replies.pk, others.pk}


def test_an_import_is_history(hooked, ticket, leave, receiver):
    leave()
    receiver.taken.clear()
    note(ticket, by=system("import"), body="Long ago.")
    leave()
    assert receiver.taken == []


def test_after_a_month_it_is_forgotten(hooked, receiver, happens, leave):
    happens(2)
    leave()
    Delivery.objects.update(queued_at=clock.now() - timedelta(days=31))
    happens()
    leave()
    assert forget(Delivery.objects, by=system("clock")) >= 2
    assert Delivery.objects.count() == 1


def test_rests_are_spread_and_end():
    assert all(one <= rest(tries) <= one * 1.1 for tries, one in enumerate(RESTS, 1))
    assert rest(len(RESTS) + 1) is None
