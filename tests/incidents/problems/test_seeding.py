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


def test_a_demo_with_incidents_has_them_as_evidence(opened, first_line, spooler, suspected, lead):
    """PRB-01: the two that are no drill."""
    for name, role in ROLES.items():
        PersonFactory(name=name.title(), email=f"{name}@demo.example", roles=[role], team=first_line)
    for number in range(36):
        opened(title=f"It fails {number}")
    real = [lead(suspected(), "investigating"), lead(suspected(), "investigating")]
    suspected(drill=True)
    call_command("seed_problems", stderr=StringIO())
    linked = Problem.objects.get(outages__isnull=False, outages__incident=real[0]).outages.all()
    assert [one.incident for one in linked] == real
