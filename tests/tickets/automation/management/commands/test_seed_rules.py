from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.factories import QueueFactory
from tickets.automation.models import QueueStrategy, RoutingRule
from tickets.desk.models import WipLimit

pytestmark = pytest.mark.django_db
KEYS = ("network", "business-apps", "access", "workplace", "service-desk")


def seed():
    call_command("seed_rules", stderr=StringIO())


def test_the_demo_has_rules_once():
    for key in KEYS:
        QueueFactory(key=key)
    seed()
    seed()
    assert RoutingRule.objects.count() == 4
    assert QueueStrategy.objects.count() == 2
    assert WipLimit.objects.count() == 2


def test_a_desk_of_other_queues_gets_none(service_desk):
    seed()
    assert not RoutingRule.objects.exists()


def test_never_in_production(settings):
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="production"):
        seed()
