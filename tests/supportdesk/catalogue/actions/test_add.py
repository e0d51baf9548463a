import pytest

from supportdesk.catalogue.actions.add import add_category, add_component, add_queue
from supportdesk.catalogue.models import Category, Component, Queue
from supportdesk.errors import NeedsApproval, NotAllowed, Refused
from tests.factories import CategoryFactory

pytestmark = pytest.mark.django_db


def test_a_lead_offers_a_category_at_the_top_and_one_below(tess, by, recorded):
    network = add_category(None, by=by(tess), key="network", name="Network")
    vpn = add_category(network, by=by(tess), key="vpn", name="VPN")
    assert {network, vpn} <= set(Category.objects.offered())
    assert [(event.kind, event.subject_id) for event in recorded()] == [
        ("catalogue.added", network.pk),
        ("catalogue.added", vpn.pk),
    ]


def test_there_is_no_third_level(tess, by, recorded):
    below = CategoryFactory(parent=CategoryFactory())
    with pytest.raises(Refused) as refusal:
        add_category(below, by=by(tess), key="deeper", name="Deeper")
    assert refusal.value.field == "parent"
    assert recorded() == []


def test_a_component_is_offered_under_a_key_that_no_other_has(max, by, recorded):
    mail = add_component("mail", by=by(max), name="Mail")
    assert mail in Component.objects.offered()
    with pytest.raises(Refused) as refusal:
        add_component("mail", by=by(max), name="Other mail")
    assert refusal.value.field == "key"
    assert len(recorded()) == 1


def test_a_lead_opens_a_queue_for_the_own_team_and_no_other(tess, first_line, engineering_team, by, recorded):
    queue = add_queue(first_line, by=by(tess), key="printers", name="Printers")
    assert queue in Queue.objects.offered()
    with pytest.raises(NotAllowed, match="own team"):
        add_queue(engineering_team, by=by(tess), key="bugs", name="Bugs")
    assert [event.subject for event in recorded()] == ["queue"]


def test_an_analyst_asks_and_a_requester_is_refused(ann, rob, by, recorded):
    with pytest.raises(NeedsApproval):
        add_component("mail", by=by(ann), name="Mail")
    with pytest.raises(NotAllowed):
        add_component("mail", by=by(rob), name="Mail")
    assert not Component.objects.exists()
    assert recorded() == []
