import pytest

from supportdesk.accounts.actions.invite import invite
from supportdesk.accounts.models import Person, Role
from supportdesk.errors import NotAllowed, Refused
from supportdesk.events.models import Payload
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


def test_an_operations_admin_opens_an_account_without_a_password(olga, acme, by, recorded):
    bea = invite(acme, by=by(olga), email=" Bea@Acme.example ", name="Bea", zone="Europe/Berlin")
    bea.refresh_from_db()
    assert (bea.email, bea.organisation, bea.roles, bea.zone) == ("bea@acme.example", acme, [Role.RQ], "Europe/Berlin")
    assert not bea.has_usable_password()
    (event,) = recorded()
    assert (event.kind, event.subject, event.subject_id) == ("person.invited", "person", bea.pk)
    assert (event.organisation_id, event.actor_id, event.via) == (acme.pk, olga.pk, "browser")
    assert event.data == {"roles": ["RQ"], "machine": False}


def test_name_and_address_stand_in_the_part_that_can_be_blanked(olga, acme, by, recorded):
    invite(acme, by=by(olga), email="bea@acme.example", name="Bea")
    (event,) = recorded()
    assert Payload.objects.get(event=event.pk).body == {"name": "Bea", "email": "bea@acme.example"}
    assert "bea" not in str(event.data)


def test_an_api_client_is_a_machine_with_the_roles_it_is_given(olga, acme, by, recorded):
    client = invite(acme, by=by(olga), email="monitoring@acme.example", name="Monitoring", roles=["RQ"], machine=True)
    assert client.is_machine
    assert recorded()[0].data["machine"] is True


def test_an_account_has_a_role_even_a_machines(olga, acme, by, recorded):
    with pytest.raises(Refused) as refusal:
        invite(acme, by=by(olga), email="monitoring@acme.example", name="Monitoring", roles=[], machine=True)
    assert refusal.value.field == "roles"
    assert recorded() == []


@pytest.mark.parametrize("address", ["", "bea", "bea@", "@acme.example"])
def test_what_is_no_address_is_refused_on_its_field(olga, acme, by, recorded, address):
    with pytest.raises(Refused) as refusal:
        invite(acme, by=by(olga), email=address, name="Bea")
    assert refusal.value.field == "email"
    assert recorded() == []


def test_an_address_is_invited_once_however_it_is_typed(olga, acme, rob, by, recorded):
    with pytest.raises(Refused, match="already"):
        invite(acme, by=by(olga), email=rob.email.upper(), name="Robert")
    assert Person.objects.filter(organisation=acme).count() == 1
    assert recorded() == []


@pytest.mark.parametrize("who", ["joe", "ann", "sam", "tess", "max", "erin", "ian", "rob", "ada", "paula"])
def test_nobody_but_an_operations_admin_opens_accounts(who, request, acme, by, recorded):
    with pytest.raises(NotAllowed):
        invite(acme, by=by(request.getfixturevalue(who)), email="bea@acme.example", name="Bea")
    assert recorded() == []


def test_an_admin_of_one_organisation_opens_no_accounts_elsewhere(acme, globex, by, recorded):
    olaf = PersonFactory(name="Olaf", roles=[Role.OA], organisation=acme)
    invite(acme, by=by(olaf), email="bea@acme.example", name="Bea")
    assert len(recorded()) == 1
    for foreign in (globex, None):
        with pytest.raises(NotAllowed, match="own organisation"):
            invite(foreign, by=by(olaf), email="spy@globex.example", name="Spy", roles=[Role.AN])
    assert recorded() == []
