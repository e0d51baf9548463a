import pytest

from supportdesk.errors import NotAllowed, WrongState
from tickets.desk.actions.accept import accept

pytestmark = pytest.mark.django_db


def test_from_now_on_it_is_the_other_ones(offered, by, ann, sam, news, latest):
    """T-21: when B accepts, the hand-off count rises by one."""
    news(offered)
    accept(offered, by=by(sam))
    offered.refresh_from_db()
    assert (offered.owner, offered.offered_to, offered.handoff_count) == (sam, None, 1)
    assert offered.handoffs.get().accepted_at == offered.activity_at
    assert news(offered) == ["ticket.accepted"]
    assert (latest(offered).data["owner"], latest(offered).data["giver"]) == (sam.pk, ann.pk)


def test_only_the_one_it_was_offered_to(offered, by, tess):
    with pytest.raises(NotAllowed, match="offered to self"):
        accept(offered, by=by(tess))


def test_nobody_accepts_what_was_not_offered(owned, by, sam):
    with pytest.raises(WrongState, match="Nobody"):
        accept(owned, by=by(sam))


def test_nobody_accepts_twice(offered, by, sam):
    accept(offered, by=by(sam))
    with pytest.raises(WrongState):
        accept(offered, by=by(sam))
