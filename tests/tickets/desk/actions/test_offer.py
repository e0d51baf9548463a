import pytest

from supportdesk.errors import Refused, WrongState
from tickets.desk.actions.offer import offer

pytestmark = pytest.mark.django_db


def test_the_owner_stays_accountable(owned, by, ann, sam, news, latest):
    """T-21: handed from A to B, A stays accountable while B has not accepted."""
    news(owned)
    offer(owned, by=by(ann), seen=owned.version, to=sam, reason="My shift ends.")
    assert (owned.owner, owned.offered_to, owned.handoff_count) == (ann, sam, 0)
    (handoff,) = owned.handoffs.all()
    assert (handoff.giver, handoff.taker, handoff.reason, handoff.accepted_at) == (ann, sam, "My shift ends.", None)
    assert news(owned) == ["ticket.offered"]
    assert latest(owned).data["to"] == sam.pk


def test_a_second_offer_takes_the_place_of_the_first(offered, by, ann, tess):
    offer(offered, by=by(ann), seen=offered.version, to=tess, reason="Sam is out.")
    first, second = offered.handoffs.all()
    assert (first.withdrawn_at, second.withdrawn_at) == (offered.activity_at, None)
    assert offered.offered_to == tess


def test_what_nobody_owns_cannot_be_handed_over(triaged, by, ann, sam):
    with pytest.raises(WrongState) as refusal:
        offer(triaged, by=by(ann), seen=triaged.version, to=sam, reason="Please.")
    assert refusal.value.permitted == ("assign",)


def test_what_is_over_cannot_be_handed_over(resolved, by, ann, sam):
    with pytest.raises(WrongState):
        offer(resolved, by=by(ann), seen=resolved.version, to=sam, reason="Please.")


def test_it_needs_a_reason(owned, by, ann, sam):
    with pytest.raises(Refused) as refusal:
        offer(owned, by=by(ann), seen=owned.version, to=sam, reason="")
    assert refusal.value.missing == ("reason",)


@pytest.mark.parametrize("who", ["ann", "rob", "sue", "erin", "paula"])
def test_only_to_a_colleague_who_can_work_on_it(who, owned, by, ann, request):
    with pytest.raises(Refused) as refusal:
        offer(owned, by=by(ann), seen=owned.version, to=request.getfixturevalue(who), reason="Please.")
    assert refusal.value.field == "owner"
