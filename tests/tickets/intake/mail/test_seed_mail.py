"""The demo shows mail in every state, once."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from supportdesk.outbound.models import Mail
from tickets.desk.seeding import world
from tickets.intake.models import IncomingMail

pytestmark = pytest.mark.django_db


def seed():
    call_command("seed_mail", stderr=StringIO())


def test_the_demo_shows_every_state_once():
    world.build(7)
    seed()
    seed()
    outcomes = set(IncomingMail.objects.values_list("outcome", flat=True))
    assert outcomes == {"opened", "replied", "automatic", "bounce", "held", "dismissed"}
    assert {mail.state for mail in Mail.objects.all()} == {"waiting", "bounced", "given_up"}


def test_another_desk_gets_none(ann):
    seed()
    assert not IncomingMail.objects.exists()


def test_never_in_production(settings):
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="production"):
        seed()
