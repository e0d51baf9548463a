import pytest

from tests.factories import CategoryFactory, PersonFactory, TicketTypeFactory
from tickets.intake import seeding
from tickets.intake.models import Form, FormProposal, Submission

pytestmark = pytest.mark.django_db


def test_the_demo_has_a_form_in_every_state(service_desk):
    """T-08: the category “login” brings up how one signs in, and the answers land in typed fields."""
    for key in ("incident", "access_request", "question", "service_request"):
        TicketTypeFactory(key=key)
    for key in ("access-identity", "network-vpn", "hardware", "software-apps", "other"):
        CategoryFactory(key=key)
    for name, role in (("tess", "TL"), ("joe", "JA"), ("rob", "RQ")):
        PersonFactory(email=f"{name}@demo.example", roles=[role])
    assert seeding.fill() == 4
    assert Form.objects.in_use().count() == 3
    assert FormProposal.objects.open().count() == 1
    ticket = Submission.objects.get().ticket
    assert (ticket.category.key, ticket.impact, ticket.identifiers.get().value) == ("access-identity", 3, "MFA-403")
    assert "Which ways of signing in fail?: A second factor" in ticket.messages.get().body
    assert seeding.fill() == 4
