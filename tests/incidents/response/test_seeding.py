from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from incidents.response.models import Incident, RoleSpan
from incidents.response.states import ORDER
from supportdesk.accounts.models import Person
from supportdesk.catalogue.models import Component
from tickets.desk.seeding import world

pytestmark = pytest.mark.django_db


def seed():
    call_command("seed_incidents", stderr=StringIO())


def test_the_demo_shows_every_state_once(opened):
    world.build(7)
    for component in Component.objects.filter(key__in=("vpn-gateway", "print-service")):
        for _ in range(3):
            opened(component=component)
    seed()
    seed()
    assert set(Incident.objects.values_list("state", flat=True)) == set(ORDER)
    assert Incident.objects.filter(dismissed_at__isnull=False).count() == 1
    assert RoleSpan.objects.offered().exists()
    walled = Incident.objects.get(restricted=True)
    assert walled.wall.is_frozen
    knowing = {one.name for one in Person.objects.all() if Incident.objects.visible_to(one).contains(walled)}
    assert knowing >= {"Ian", "Max", "Sofia"}
    assert not knowing & {"Joe", "Sam", "Mina"}
    assert Incident.objects.get(state="closed", dismissed_at=None).review.signed_at


def test_another_desk_gets_none(ann):
    seed()
    assert not Incident.objects.exists()


def test_never_in_production(settings):
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="production"):
        seed()
