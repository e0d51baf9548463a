"""What the figures make of what happens at the desk: told by the relay, credited to whoever did it, then and there."""

from datetime import timedelta
from itertools import pairwise

import pytest

from metrics.facts.models import Apart, Fact, Stay
from metrics.facts.subscribers import count
from supportdesk import clock
from supportdesk.events.models import Event
from tests.factories import CategoryFactory
from tickets.desk.actions.assign import assign
from tickets.desk.actions.cancel import cancel
from tickets.desk.actions.classify import classify
from tickets.desk.actions.moves import move
from tickets.desk.actions.note import note
from tickets.desk.actions.reopen import reopen
from tickets.desk.actions.reply import reply
from tickets.desk.actions.resolve import resolve

pytestmark = pytest.mark.django_db


@pytest.fixture
def fact(told):
    """`fact(ticket, "resolved")`: the one fact of this kind, as it is by now."""

    def one(ticket, what, **more):
        told()
        return Fact.objects.get(subject="ticket", subject_id=ticket.pk, what=what, **more)

    return one


def test_the_reply_is_credited_to_its_author_and_not_to_the_owner(owned, by, sam, ann, fact):
    reply(owned, by=by(sam), body="Pull the tray out.")
    found = fact(owned, "first_response")
    assert (found.person_id, found.queue_id) == (sam.pk, owned.queue_id)
    assert found.wall >= 0
    assert found.worked is not None
    assert found.good


def test_an_acknowledgement_is_no_first_response(owned, by, ann, told):
    reply(owned, by=by(ann), body="We have it.", substantial=False)
    told()
    assert not Fact.objects.filter(what="first_response").exists()


def test_what_is_filed_otherwise_after_the_close_changes_no_past_figure(owned, by, ann, resolution, fact):
    """The fact stands as of the resolution."""
    resolve(owned, by=by(ann), seen=owned.version, **resolution)
    before = fact(owned, "resolved")
    classify(owned, by=by(ann), seen=owned.version, category=CategoryFactory(key="paper"))
    after = fact(owned, "resolved")
    assert (after.pk, after.category_id) == (before.pk, before.category_id)
    assert after.category_id != owned.category_id


def test_a_reopening_counts_against_the_resolution_before_it(owned, by, ann, tess, resolution, fact, told):
    resolve(owned, by=by(ann), seen=owned.version, **resolution)
    assert not fact(owned, "settled").good
    reopen(owned, by=by(tess), reason="not_fixed")
    found = fact(owned, "settled")
    assert (found.good, found.person_id) == (True, ann.pk)
    assert not Fact.objects.filter(subject_id=owned.pk, what="resolved").exists()


def test_spam_is_counted_apart_and_a_withdrawn_ticket_that_nobody_touched_too(opened, by, ann, rob, fact):
    spam, withdrawn = opened(), opened()
    cancel(spam, by=by(ann), seen=spam.version, reason="spam")
    cancel(withdrawn, by=by(rob), seen=withdrawn.version, reason="withdrawn")
    assert fact(spam, "created").apart == Apart.SPAM
    assert fact(withdrawn, "created").apart == Apart.UNWORKED


def test_the_time_in_each_state_is_the_age_of_the_ticket(owned, by, ann, resolution, told):
    """Nothing between two stays, and the last one lasts."""
    move(owned, by=by(ann), seen=owned.version, action="start")
    resolve(owned, by=by(ann), seen=owned.version, **resolution)
    told()
    stays = list(Stay.objects.filter(ticket_id=owned.pk).order_by("since"))
    assert stays[0].since == owned.opened_at
    assert all(one.until == following.since for one, following in pairwise(stays))
    assert (stays[-1].status, stays[-1].until, stays[-1].live) == ("resolved", None, False)


def test_an_event_told_twice_changes_nothing(owned, by, ann, rows, told):
    note(owned, by=by(ann), body="The tray is bent.")
    told()
    before = rows()
    count(list(Event.objects.all()))
    assert rows() == before


def test_what_comes_more_than_thirty_days_late_changes_no_figure_unless_imported(ticket, ann, told, rows):
    """Late by a day counts, by forty days not; an import tells of the past without a limit."""
    now = clock.now()
    stands = {"standing": ticket.standing() | {"status": "resolved"}}
    about = {"kind": "ticket.resolved", "subject": "ticket", "subject_id": ticket.pk, "actor_id": ann.pk}
    about |= {"actor_name": "Ann", "actor_kind": "person", "at": ticket.opened_at, "data": stands, "via": "api"}
    told()
    before = rows()
    late = Event.objects.create(**about | {"recorded_at": now + timedelta(days=40)})
    count([late])
    assert rows() == before
    imported = Event.objects.create(**about | {"recorded_at": now + timedelta(days=400), "via": "import"})
    count([imported])
    assert Fact.objects.get(what="resolved").event_id == imported.pk


def test_a_hand_off_is_from_one_owner_to_the_next(owned, by, tess, sam, fact, told):
    told()
    assert not Fact.objects.filter(what="handed_on").exists()
    assign(owned, by=by(sam), seen=owned.version, to=sam)
    assert fact(owned, "handed_on").person_id == sam.pk
