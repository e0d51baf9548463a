from datetime import timedelta

import pytest

from supportdesk import clock
from supportdesk.accounts.actor import system
from supportdesk.errors import Conflict, NotAllowed, Refused, WrongState
from supportdesk.events import relay
from supportdesk.outbound.models import Notification
from tickets.desk.actions.note import note
from tickets.desk.actions.plan import plan
from tickets.desk.actions.reply import reply
from tickets.desk.actions.resolve import resolve
from tickets.desk.actions.ring_plans import ring_plans
from tickets.desk.models import Plan
from tickets.desk.queries import plans as queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_ten(owned, ann, by):
    """Ann means to call Rob in an hour."""
    at = clock.now() + timedelta(hours=1)
    plan(owned, by=by(ann), seen=owned.version, what=" Call  Rob ", at=at)
    return at


def remind(now):
    count = ring_plans(by=system("clock"), now=now)
    relay.drain("people")
    return count


def make_due(ticket):
    """As if the hour had come a minute ago."""
    Plan.objects.filter(ticket=ticket).update(at=clock.now() - timedelta(minutes=1))


def test_what_comes_next_is_kept_with_its_hour(owned, at_ten, latest):
    kept = Plan.objects.get(ticket=owned)
    assert (kept.what, kept.at, kept.set_by.name) == ("Call Rob", at_ten, "Ann")
    event = latest(owned)
    assert (event.kind, event.data["due"], event.data["snoozed"]) == ("ticket.planned", at_ten.isoformat(), False)
    assert event.words["changes"]["next_action"] == [None, f"Call Rob ({at_ten.isoformat()})"]


def test_an_hour_that_passes_without_activity_is_in_the_owners_overdue_list(owned, ann, sam, at_ten, told):
    """T-26: and the owner is reminded, once."""
    assert list(queries.overdue(ann, at_ten - timedelta(minutes=1))) == []
    assert list(queries.overdue(ann, at_ten + timedelta(minutes=1))) == [owned]
    assert list(queries.overdue(sam, at_ten + timedelta(minutes=1))) == []
    Notification.objects.all().delete()
    assert remind(at_ten - timedelta(minutes=1)) == 0
    assert (remind(at_ten), remind(at_ten)) == (1, 0)
    assert told(owned)[-1] == "ticket.plan_due"
    words = [(one.person.name, one.text) for one in Notification.objects.select_related("person")]
    assert words == [("Ann", f"T-{owned.pk}: the time of its next action has come")]


def test_work_after_the_hour_is_the_plan_done(owned, ann, at_ten, by):
    make_due(owned)
    note(owned, by=by(ann), body="Called.")
    relay.drain("people")
    assert list(queries.overdue(ann, clock.now())) == []
    assert queries.plan_of(owned) is None


def test_work_before_the_hour_leaves_it(owned, ann, at_ten, by):
    note(owned, by=by(ann), body="Looked up the number.")
    relay.drain("people")
    assert queries.plan_of(owned).at == at_ten


def test_the_requesters_word_is_not_the_desks_work(owned, ann, rob, at_ten, by):
    make_due(owned)
    reply(owned, by=by(rob), body="Hello?")
    relay.drain("people")
    assert list(queries.overdue(ann, clock.now())) == [owned]


def test_without_a_plan_the_next_deadline_is_the_next_action(owned):
    assert queries.next_action_at(owned, None) == owned.due_at


def test_a_snoozed_ticket_comes_back_when_something_happens(owned, ann, rob, by):
    at = clock.now() + timedelta(days=2)
    plan(owned, by=by(ann), seen=owned.version, what="", at=at, snooze=True)
    relay.drain("people")
    assert list(queries.snoozed(ann, clock.now())) == [owned]
    reply(owned, by=by(rob), body="It smokes now.")
    relay.drain("people")
    assert list(queries.snoozed(ann, clock.now())) == []
    assert queries.plan_of(owned).at == at


def test_a_snoozed_ticket_comes_back_at_its_hour(owned, ann, by):
    at = clock.now() + timedelta(days=2)
    plan(owned, by=by(ann), seen=owned.version, what="Parts arrive", at=at, snooze=True)
    assert list(queries.snoozed(ann, at)) == []
    remind(at)
    assert not Plan.objects.get(ticket=owned).snoozed


def test_the_end_of_a_ticket_ends_its_plan(owned, ann, at_ten, by, resolution):
    resolve(owned, by=by(ann), seen=owned.version, **resolution)
    relay.drain("people")
    assert queries.plan_of(owned) is None
    assert remind(at_ten) == 0


def test_a_plan_needs_words_and_an_hour_to_come(owned, ann, by, told):
    before = told(owned)
    for words, at, field in [("Call", clock.now(), "at"), (" ", clock.now() + timedelta(hours=1), "what")]:
        with pytest.raises(Refused) as refusal:
            plan(owned, by=by(ann), seen=owned.version, what=words, at=at)
        assert refusal.value.field == field
    assert told(owned) == before


def test_the_second_planner_is_told_of_the_first(owned, sam, at_ten, by):
    with pytest.raises(Conflict):
        plan(owned, by=by(sam), seen=owned.version - 1, what="Mine", at=at_ten)


def test_nothing_comes_next_on_what_is_over(closed, ann, by):
    with pytest.raises(WrongState):
        plan(closed, by=by(ann), seen=closed.version, what="Call", at=clock.now() + timedelta(hours=1))


def test_requesters_and_auditors_plan_nothing(owned, rob, ada, sue, by):
    for person in (rob, ada, sue):
        with pytest.raises(NotAllowed):
            plan(owned, by=by(person), seen=owned.version, what="Call", at=clock.now() + timedelta(hours=1))
