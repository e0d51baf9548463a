import pytest
from django.apps import apps

from supportdesk import clock
from supportdesk.catalogue import presets
from supportdesk.catalogue.models import Category, Queue, Tag, TicketType

pytestmark = pytest.mark.django_db
MODELS = (TicketType, Category, Tag, Queue)


def test_a_fresh_installation_has_the_six_types_and_a_queue_for_each_line():
    assert list(TicketType.objects.offered().values_list("key", flat=True)) == [
        "incident",
        "service_request",
        "access_request",
        "question",
        "defect",
        "feedback",
    ]
    assert dict(Queue.objects.values_list("key", "team__level")) == {"service-desk": 1, "engineering": 3}
    assert Category.objects.get(key="network-vpn").name == "Network & VPN"
    assert Tag.objects.filter(name="vip").exists()


def test_installing_again_brings_back_what_is_gone_and_undoes_no_edit():
    before = [model.objects.count() for model in MODELS]
    Category.objects.filter(key="how-to").update(name="How do I", retired_at=clock.now())
    Tag.objects.filter(name="vip").delete()
    presets.install(apps)
    assert [model.objects.count() for model in MODELS] == before
    edited = Category.objects.get(key="how-to")
    assert edited.name == "How do I"
    assert edited.retired_at is not None
