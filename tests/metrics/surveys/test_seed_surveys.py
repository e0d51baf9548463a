"""The demo shows cases that were asked about, some of them answered, on every step."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from metrics.surveys.models import Survey
from supportdesk.outbound.models import Mail

pytestmark = pytest.mark.django_db


def seed():
    call_command("seed_surveys", stderr=StringIO())


def test_what_has_ended_was_asked_about_once(closed):
    seed()
    asked = Survey.objects.count()
    seed()
    assert (asked, Survey.objects.count()) == (1, 1)
    assert not Mail.objects.filter(subject__contains="How did we do?").exists()


def test_never_in_production(settings):
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="production"):
        seed()
