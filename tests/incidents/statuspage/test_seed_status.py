"""The demo shows a page in every state, and what stands around its incidents, once."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from incidents.response.models import Alert, Incident, Update, UpdateTemplate
from incidents.statuspage.models import Notice, StatusComponent
from tickets.desk.seeding import world

pytestmark = pytest.mark.django_db


def seed():
    call_command("seed_status", stderr=StringIO())


def test_the_demo_shows_every_state_once():
    world.build(7)
    call_command("seed_incidents", stderr=StringIO())
    seed()
    seed()
    assert set(StatusComponent.objects.values_list("health", flat=True)) >= {"operational", "degraded", "maintenance"}
    assert {one.state for one in Notice.objects.all()} == {"Draft", "Cause found", "Resolved", "Withdrawn"}
    assert UpdateTemplate.objects.offered().count() == 3
    assert set(Alert.objects.values_list("status", flat=True)) == {"firing", "resolved"}
    assert Incident.objects.filter(source="alert").exists()
    assert set(Update.objects.values_list("audience", "state")) == {
        ("external", "sent"),
        ("internal", "sent"),
        ("external", "waiting"),
    }


def test_another_desk_gets_none(ann):
    seed()
    assert not StatusComponent.objects.exists()


def test_never_in_production(settings):
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="production"):
        seed()
