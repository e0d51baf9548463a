import pytest

from supportdesk.errors import Refused, WrongState
from tickets.desk.actions.link import link
from tickets.desk.actions.unlink import unlink
from tickets.desk.models import Link

pytestmark = pytest.mark.django_db


def test_the_history_keeps_that_it_was_there(opened, by, ann, sam, told):
    """T-24: removing the link is in the history of both."""
    one, other = opened(), opened()
    made = link(one, by=by(ann), kind="related", other=other)
    unlink(one, by=by(sam), link=made)
    assert not Link.objects.exists()
    assert told(one) == told(other) == ["ticket.opened", "ticket.linked", "ticket.unlinked"]


def test_what_it_led_to_is_told(ticket, by, ann, latest):
    made = link(ticket, by=by(ann), kind="bug", reference="BUG-7")
    unlink(ticket, by=by(ann), link=made)
    assert (latest(ticket).data["kind"], latest(ticket).words["reference"]) == ("bug", "BUG-7")


def test_another_tickets_link_is_not_ones_own(opened, by, ann):
    one, other = opened(), opened()
    made = link(one, by=by(ann), kind="bug", reference="BUG-7")
    with pytest.raises(Refused) as refusal:
        unlink(other, by=by(ann), link=made)
    assert refusal.value.field == "link"


def test_a_link_that_a_colleague_took_away_is_gone_and_told_once(ticket, by, ann, sam, told):
    made = link(ticket, by=by(ann), kind="bug", reference="BUG-7")
    same = Link.objects.get(pk=made.pk)
    unlink(ticket, by=by(ann), link=made)
    with pytest.raises(WrongState):
        unlink(ticket, by=by(sam), link=same)
    assert told(ticket).count("ticket.unlinked") == 1
