"""The demo shows every state of every room."""

from io import StringIO

from django.core.management import call_command

from incidents.problems.models import KnownError, Problem, WorkaroundOffer
from incidents.problems.states import ErrorStatus, State
from supportdesk.accounts.models import Role
from tests.factories import PersonFactory

ROLES = {"joe": Role.JA, "ann": Role.AN, "sam": Role.SA, "tess": Role.TL, "max": Role.SM, "erin": Role.ER}


def test_every_state_is_shown_once_is_enough(opened, first_line, spooler):
    for name, role in ROLES.items():
        PersonFactory(name=name.title(), email=f"{name}@demo.example", roles=[role], team=first_line)
    for number in range(36):
        opened(title=f"It fails {number}")
    for _ in range(2):
        call_command("seed_problems", stderr=StringIO())
    assert set(Problem.objects.values_list("state", flat=True)) == set(State.values)
    assert set(KnownError.objects.published().values_list("status", flat=True)) == set(ErrorStatus.values)
    assert KnownError.objects.filter(published_at=None).count() == 1
    assert WorkaroundOffer.objects.count() == 2
    assert Problem.objects.count() == 11
