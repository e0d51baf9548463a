import pytest

from supportdesk.accounts.models import Role
from supportdesk.errors import Refused
from tests.factories import PersonFactory
from tickets.desk.actions.help import add_helper
from tickets.desk.models import Ticket

pytestmark = pytest.mark.django_db


def test_a_helper_sees_it_and_the_owner_stays_accountable(owned, by, ann, erin, news, latest):
    """T-21: exactly one accountable owner, plus helpers."""
    assert not Ticket.objects.visible_to(erin).exists()
    news(owned)
    add_helper(owned, by=by(ann), helper=erin)
    assert Ticket.objects.visible_to(erin).get() == owned
    assert (owned.owner, owned.handoff_count) == (ann, 0)
    assert news(owned) == ["ticket.helped"]
    assert latest(owned).data["helper"] == erin.pk


def test_twice_is_refused(owned, by, ann, erin):
    add_helper(owned, by=by(ann), helper=erin)
    with pytest.raises(Refused) as refusal:
        add_helper(owned, by=by(ann), helper=erin)
    assert refusal.value.field == "helper"


def test_neither_a_requester_nor_a_strangers_staff_helps(owned, by, ann, rob, globex):
    gustav = PersonFactory(name="Gustav", roles=[Role.AN], organisation=globex)
    for stranger in (rob, gustav):
        with pytest.raises(Refused) as refusal:
            add_helper(owned, by=by(ann), helper=stranger)
        assert refusal.value.field == "helper"
