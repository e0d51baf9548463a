import pytest

from supportdesk.accounts.models import Role
from supportdesk.catalogue.actions.retire import retire
from supportdesk.catalogue.models import Category
from supportdesk.errors import NeedsApproval, NotAllowed, Refused, WrongState
from tests.factories import CategoryFactory, PersonFactory, QueueFactory, TagFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def vpn():
    return CategoryFactory(name="VPN")


@pytest.fixture
def remote():
    return CategoryFactory(name="Remote work")


def test_t_04_a_retired_category_is_not_offered_and_rolls_into_its_successor(tess, vpn, remote, by, recorded):
    """T-04: the picker does not offer it; reports can roll it into its successor."""
    retire(vpn, by=by(tess), successor=remote)
    assert vpn not in Category.objects.offered()
    assert remote in Category.objects.offered()
    assert Category.objects.get(pk=vpn.pk).current == remote
    (event,) = recorded()
    assert (event.kind, event.subject, event.subject_id) == ("catalogue.retired", "category", vpn.pk)
    assert event.data == {"successor": remote.pk}


def test_something_may_go_without_a_successor(max, vpn, by, recorded):
    retire(vpn, by=by(max))
    assert vpn.current == vpn
    assert recorded()[0].data == {"successor": None}


def test_the_successor_is_another_one_of_the_same_kind_and_still_offered(tess, vpn, remote, by, recorded):
    retire(remote, by=by(tess))
    recorded()
    for wrong in (vpn, remote, TagFactory()):
        with pytest.raises(Refused) as refusal:
            retire(vpn, by=by(tess), successor=wrong)
        assert refusal.value.field == "successor"
    assert vpn in Category.objects.offered()
    assert recorded() == []


def test_nothing_retires_twice(tess, vpn, by):
    retire(vpn, by=by(tess))
    with pytest.raises(WrongState, match="retired already"):
        retire(vpn, by=by(tess))


def test_a_branch_goes_before_its_trunk(tess, vpn, by):
    leaf = CategoryFactory(name="Clients", parent=vpn)
    with pytest.raises(Refused, match="below"):
        retire(vpn, by=by(tess))
    retire(leaf, by=by(tess))
    retire(vpn, by=by(tess))
    assert vpn.retired_at


def test_an_analyst_asks_the_lead(ann, vpn, by, recorded):
    with pytest.raises(NeedsApproval) as refusal:
        retire(vpn, by=by(ann))
    assert refusal.value.role == "TL"
    assert recorded() == []


def test_an_admin_publishes_only_what_was_approved(olga, max, rob, vpn, by):
    for person in (olga, rob):
        with pytest.raises(NotAllowed):
            retire(vpn, by=by(person))


def test_a_lead_retires_the_own_teams_queue_and_no_other(tess, max, service_desk, engineering, by, recorded):
    retire(service_desk, by=by(tess))
    with pytest.raises(NotAllowed, match="own team"):
        retire(engineering, by=by(tess))
    retire(engineering, by=by(max))
    assert [event.subject for event in recorded()] == ["queue", "queue"]


def test_a_manager_of_one_organisation_retires_nothing_that_others_use(acme, globex, vpn, by):
    mia = PersonFactory(name="Mia", roles=[Role.SM], organisation=acme)
    with pytest.raises(NotAllowed, match="own organisation"):
        retire(vpn, by=by(mia))
    with pytest.raises(NotAllowed, match="own organisation"):
        retire(QueueFactory(organisation=globex), by=by(mia))
    own = QueueFactory(organisation=acme)
    retire(own, by=by(mia))
    assert own.retired_at
