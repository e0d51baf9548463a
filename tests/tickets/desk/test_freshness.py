import pytest

from supportdesk.errors import Unseen
from supportdesk.events.models import Event
from tickets.desk.actions.identify import identify
from tickets.desk.actions.note import note
from tickets.desk.actions.reply import reply
from tickets.desk.freshness import require_seen

pytestmark = pytest.mark.django_db


@pytest.fixture
def seen(ticket):
    return Event.objects.latest("pk").pk


def test_whoever_says_nothing_of_what_was_read_is_not_asked(ticket, by, ann, rob, seen):
    reply(ticket, by=by(rob), body="Three.")
    require_seen(ticket, None, by=by(ann))


def test_what_others_did_is_named_in_order(ticket, by, ann, sam, rob, seen):
    note(ticket, by=by(sam), body="It is the fuse.")
    reply(ticket, by=by(rob), body="Three.")
    with pytest.raises(Unseen) as refusal:
        require_seen(ticket, seen, by=by(ann))
    assert [(new["kind"], new["by"]) for new in refusal.value.new] == [
        ("ticket.noted", "Sam"),
        ("ticket.replied", "Rob"),
    ]
    require_seen(ticket, refusal.value.new[-1]["event"], by=by(ann))


def test_a_requester_is_not_told_of_internal_things(ticket, by, ann, rob, seen):
    """T-13: not even that there is something internal."""
    note(ticket, by=by(ann), body="It is the fuse.")
    require_seen(ticket, seen, by=by(rob))


def test_small_things_do_not_matter(ticket, by, ann, sam, seen):
    identify(ticket, by=by(sam), kind="trace", value="4bf92f")
    require_seen(ticket, seen, by=by(ann))
