from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from kb.macros.models import Macro

pytestmark = pytest.mark.django_db


def test_a_desk_of_other_people_gets_none(service_desk, ann):
    call_command("seed_wording", stderr=StringIO())
    assert not Macro.objects.exists()


def test_never_in_production(settings):
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="production"):
        call_command("seed_wording", stderr=StringIO())
