import pytest

from supportdesk.errors import NotAllowed, Refused, WrongState
from tickets.desk.actions.decline import decline

pytestmark = pytest.mark.django_db


def test_it_stays_with_its_owner(offered, by, ann, sam, news, latest):
    news(offered)
    decline(offered, by=by(sam), reason="I leave at four.")
    assert (offered.owner, offered.offered_to, offered.handoff_count) == (ann, None, 0)
    handoff = offered.handoffs.get()
    assert (handoff.accepted_at, handoff.withdrawn_at) == (None, offered.activity_at)
    assert news(offered) == ["ticket.declined"]
    assert latest(offered).words["reason"] == "I leave at four."


def test_it_needs_a_reason(offered, by, sam):
    with pytest.raises(Refused) as refusal:
        decline(offered, by=by(sam), reason=" ")
    assert (refusal.value.field, refusal.value.missing) == ("reason", ("reason",))


def test_only_the_one_it_was_offered_to(offered, by, tess):
    with pytest.raises(NotAllowed):
        decline(offered, by=by(tess), reason="No.")


def test_nobody_declines_what_was_not_offered(owned, by, sam):
    with pytest.raises(WrongState):
        decline(owned, by=by(sam), reason="No.")
