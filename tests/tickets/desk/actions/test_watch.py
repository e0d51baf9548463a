"""T-53: who follows a ticket, and of how much they hear."""

import pytest

from supportdesk.accounts.models import Role
from supportdesk.errors import NotAllowed, Refused
from supportdesk.events import relay
from supportdesk.outbound.models import Notification
from tests.factories import PersonFactory
from tickets.desk.actions.note import note
from tickets.desk.actions.reply import reply
from tickets.desk.actions.resolve import resolve
from tickets.desk.actions.retitle import retitle
from tickets.desk.actions.unwatch import unwatch
from tickets.desk.actions.watch import watch
from tickets.desk.models import Watch

pytestmark = pytest.mark.django_db


@pytest.fixture
def carl(db):
    """Customer success: a light seat."""
    return PersonFactory(name="Carl", roles=[Role.CS])


def heard(person):
    relay.drain("people")
    told = Notification.objects.filter(person=person).order_by("pk")
    kinds = [one.kind for one in told]
    told.delete()
    return kinds


def test_a_watcher_of_customer_success_hears_of_a_public_reply_and_edits_nothing(owned, by, ann, carl):
    """T-53: CS is notified of a public reply, and cannot edit fields."""
    watch(owned, by=by(carl), level="public")
    reply(owned, by=by(ann), body="We are on it.")
    note(owned, by=by(ann), body="He is in a hurry.")
    assert heard(carl) == ["ticket.replied"]
    with pytest.raises(NotAllowed):
        retitle(owned, by=by(carl), seen=owned.version, title="Mine")


@pytest.mark.parametrize(
    ("level", "kinds"),
    [
        ("all", ["ticket.replied", "ticket.noted", "ticket.resolved"]),
        ("public", ["ticket.replied", "ticket.resolved"]),
        ("resolved", ["ticket.resolved"]),
    ],
)
def test_a_watcher_hears_as_much_as_the_level_says(owned, by, ann, tess, level, kinds, resolution):
    watch(owned, by=by(tess), level=level)
    reply(owned, by=by(ann), body="We are on it.")
    note(owned, by=by(ann), body="Fuse.")
    owned.refresh_from_db()
    resolve(owned, by=by(ann), seen=owned.version, **resolution)
    assert heard(tess) == kinds


def test_a_colleague_is_made_to_follow_and_hears_of_that(owned, by, ann, sam, news):
    watch(owned, by=by(ann), person=sam)
    assert news(owned)[-1] == "ticket.watched"
    assert heard(sam) == ["ticket.watched"]
    unwatch(owned, by=by(ann), person=sam)
    reply(owned, by=by(ann), body="Hello.")
    assert heard(sam) == []
    assert news(owned)[0] == "ticket.unwatched"


def test_said_again_it_sets_another_level(owned, by, sam):
    watch(owned, by=by(sam))
    watch(owned, by=by(sam), level="resolved")
    assert [one.level for one in Watch.objects.all()] == ["resolved"]


def test_who_may_not(owned, by, ann, erin, rob, ada, carl, sam):
    with pytest.raises(NotAllowed):
        watch(owned, by=by(rob))
    with pytest.raises(NotAllowed):
        watch(owned, by=by(ada))
    with pytest.raises(NotAllowed):
        watch(owned, by=by(carl), person=sam)
    for who in (erin, rob):
        with pytest.raises(Refused):
            watch(owned, by=by(ann), person=who)
    with pytest.raises(Refused):
        watch(owned, by=by(ann), level="loud")
    with pytest.raises(Refused):
        unwatch(owned, by=by(ann))
    assert not Watch.objects.exists()


def test_whoever_no_longer_sees_the_ticket_hears_nothing(owned, by, ann, carl):
    watch(owned, by=by(carl))
    carl.roles = [Role.RQ]
    carl.save()
    reply(owned, by=by(ann), body="Hello.")
    assert heard(carl) == []
