from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from supportdesk import clock
from supportdesk.accounts.models import Role
from supportdesk.catalogue.models import Category, Queue, Tag
from tests.factories import CategoryFactory, PersonFactory, QueueFactory, TagFactory, TeamFactory

pytestmark = pytest.mark.django_db


def test_a_picker_offers_what_is_in_force_and_not_retired():
    now = clock.now()
    vpn = CategoryFactory(name="VPN")
    fax = CategoryFactory(name="Fax", retired_at=now)
    robots = CategoryFactory(name="Robots", effective_from=now + timedelta(days=365))
    offered = Category.objects.offered()
    assert vpn in offered
    assert fax not in offered
    assert robots not in offered


def test_what_is_new_is_offered_at_once():
    assert CategoryFactory() in Category.objects.offered()


def test_a_retired_category_counts_where_the_line_of_successors_ends():
    remote = CategoryFactory(name="Remote work")
    vpn = CategoryFactory(name="VPN", retired_at=clock.now(), successor=remote)
    modem = CategoryFactory(name="Modem", retired_at=clock.now(), successor=vpn)
    assert modem.current == remote
    assert remote.current == remote


def test_only_what_is_retired_has_a_successor():
    with pytest.raises(IntegrityError), transaction.atomic():
        CategoryFactory(successor=CategoryFactory())


def test_a_category_is_spoken_with_its_parent():
    network = CategoryFactory(name="Network")
    assert str(CategoryFactory(name="VPN", parent=network)) == "Network / VPN"
    assert str(network) == "Network"


def test_a_tag_is_one_word_however_it_is_typed():
    TagFactory(name="vip")
    with pytest.raises(IntegrityError), transaction.atomic():
        Tag.objects.create(name="VIP")


def test_staff_see_the_queues_of_those_they_serve_and_requesters_none(ann, rob, sue, acme, globex, service_desk):
    own = QueueFactory(key="acme", team=TeamFactory(), organisation=acme)
    other = QueueFactory(key="globex", team=TeamFactory(), organisation=globex)
    alf = PersonFactory(name="Alf", roles=[Role.AN], organisation=acme)
    assert {service_desk, own, other} <= set(Queue.objects.visible_to(ann))
    assert {service_desk, own} <= set(Queue.objects.visible_to(alf))
    assert other not in Queue.objects.visible_to(alf)
    assert not Queue.objects.visible_to(rob).exists()
    assert not Queue.objects.visible_to(sue).exists()
