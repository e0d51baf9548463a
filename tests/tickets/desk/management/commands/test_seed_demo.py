"""The command that fills an empty desk; what it fills it with is tested in seeding/test_demo.py."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from supportdesk.accounts.models import Person
from tests.factories import PersonFactory
from tickets.desk.models import Ticket
from tickets.desk.seeding import world

pytestmark = pytest.mark.django_db


def test_a_second_run_changes_nothing_and_prints_the_sign_ins_again():
    PersonFactory(name="Ann", email="ann@demo.example", roles=["AN"])
    out = StringIO()
    call_command("seed_demo", stdout=out, stderr=StringIO())

    assert Person.objects.filter(is_machine=False).count() == 1
    assert world.PASSWORD in out.getvalue()
    assert "ann@demo.example" in out.getvalue()


def test_a_desk_that_is_in_use_is_refused():
    PersonFactory(name="Somebody")

    with pytest.raises(CommandError, match="not empty"):
        call_command("seed_demo")
    assert not Ticket.objects.exists()


def test_production_is_refused(settings):
    settings.PRODUCTION = True

    with pytest.raises(CommandError, match="production"):
        call_command("seed_demo")
    assert not Ticket.objects.exists()
