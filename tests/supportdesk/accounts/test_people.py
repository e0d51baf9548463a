"""Who sees whom, and where somebody works."""

import pytest
from django.db import IntegrityError, connection, transaction

from supportdesk.accounts.actor import Actor, system
from supportdesk.accounts.mask import mask_person
from supportdesk.accounts.models import Organisation, Person, Role, Team
from tests.factories import OrganisationFactory, PersonFactory, RegionFactory, TeamFactory

pytestmark = pytest.mark.django_db


def test_an_address_is_one_person_however_it_is_typed(ann):
    person = PersonFactory(name="Bea", email="Bea@Example.ORG")
    assert person.email == "bea@example.org"
    assert Person.objects.get(email="BEA@example.org") == person
    with pytest.raises(IntegrityError), transaction.atomic():
        PersonFactory(name="Another Bea", email="bea@EXAMPLE.org")


def test_the_database_itself_refuses_an_address_in_capitals(ann):
    with pytest.raises(IntegrityError), transaction.atomic():
        connection.cursor().execute("UPDATE accounts_person SET email = 'Ann@x.org' WHERE id = %s", [ann.pk])


def test_everybody_has_a_role_except_the_machine():
    with pytest.raises(IntegrityError), transaction.atomic():
        PersonFactory(name="Nobody", roles=[])
    assert Person.system().roles == []


def test_the_machine_is_one_person_known_from_the_first_migration(django_assert_num_queries):
    machine = Person.system()
    with django_assert_num_queries(0):
        assert Person.system() == machine
    assert (machine.is_machine, machine.has_usable_password()) == (True, False)
    assert system() == Actor(machine, "clock")
    assert (system("import").via, system().kind) == ("import", "machine")


def test_an_api_client_is_a_machine_but_not_the_machine(acme, globex, rob, sue):
    """SEC-19: the client of one organisation is a stranger to the other."""
    client = PersonFactory(name="Monitoring", organisation=acme, is_machine=True)
    assert Person.system().is_system
    assert not client.is_system
    assert not client.serves
    assert list(Person.objects.visible_to(client)) == [client]
    analyst = PersonFactory(name="Bot", organisation=acme, is_machine=True, roles=[Role.AN])
    assert rob in Person.objects.visible_to(analyst)
    assert sue not in Person.objects.visible_to(analyst)


def test_teams_and_regions_are_known_in_one_statement(ann, first_line, django_assert_num_queries):
    """ROLE-02: a person may belong to several teams and regions."""
    north, south = RegionFactory(key="north"), RegionFactory(key="south")
    night = TeamFactory(name="Night shift")
    ann.memberships.create(team=night, lead=True)
    ann.regions.set([north])
    with django_assert_num_queries(1):
        scope = ann.scope
        assert scope.teams == {first_line.pk, night.pk} == ann.team_ids
        assert scope.led == {night.pk}
        assert scope.regions == {north.pk}
    assert scope.covers(north.pk)
    assert scope.covers(None)
    assert not scope.covers(south.pk)


def test_somebody_without_regions_works_everywhere(ann):
    assert ann.scope.covers(RegionFactory().pk)


def test_the_providers_staff_see_everybody(ann, rob, sue):
    assert {ann, rob, sue} <= set(Person.objects.visible_to(ann))


def test_staff_of_one_organisation_see_its_people_and_the_providers_but_no_stranger(acme, ann, rob, sue):
    alf = PersonFactory(name="Alf", roles=[Role.AN], organisation=acme)
    assert {alf, ann, rob} <= set(Person.objects.visible_to(alf))
    assert sue not in Person.objects.visible_to(alf)


def test_a_requester_sees_nobody_else(rob, rita, ann):
    assert list(Person.objects.visible_to(rob)) == [rob]


def test_role_07_an_organisation_administrator_sees_that_organisations_people_and_no_other(rob, rita, sue):
    """ROLE-07: their own organisation's, and no other's."""
    assert set(Person.objects.visible_to(rita)) == {rob, rita}


def test_organisations_and_teams_show_only_to_those_they_concern(acme, globex, ann, rob, first_line):
    own = TeamFactory(name="Acme's own", organisation=acme)
    other = TeamFactory(name="Globex's own", organisation=globex)
    alf = PersonFactory(name="Alf", roles=[Role.AN], organisation=acme)
    assert set(Organisation.objects.visible_to(ann)) == {acme, globex}
    assert set(Organisation.objects.visible_to(alf)) == {acme} == set(Organisation.objects.visible_to(rob))
    assert {own, other, first_line} <= set(Team.objects.visible_to(ann))
    assert {own, first_line} <= set(Team.objects.visible_to(alf))
    assert other not in Team.objects.visible_to(alf)
    assert not Team.objects.visible_to(rob).exists()


def test_role_06_a_light_seat_reads_a_requester_masked_and_a_colleague_plainly(paula, rob, ann):
    """ROLE-06: personal data masked for a product manager's seat."""
    card = mask_person(paula, rob)
    assert card.masked
    assert "Rob" not in card.name
    assert "rob" not in card.email
    assert mask_person(paula, ann).name == "Ann"
    assert mask_person(paula, paula).email == paula.email


def test_an_analyst_and_the_requester_read_the_name(ann, rob):
    assert mask_person(ann, rob).name == mask_person(rob, rob).name == "Rob"


def test_a_second_real_role_lifts_the_mask(paula, rob):
    paula.roles = [Role.PM, Role.AN]
    assert mask_person(paula, rob).name == "Rob"


def test_tier_and_zone_have_sober_defaults():
    organisation = OrganisationFactory()
    assert (organisation.tier, organisation.zone) == ("standard", "UTC")
