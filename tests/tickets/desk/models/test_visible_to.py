"""Rob's ticket waits at the service desk. Who knows that it exists?"""

import pytest

from supportdesk.accounts.models import Person, Role
from tests.factories import OrganisationFactory, PersonFactory, QueueFactory, RegionFactory, TeamFactory
from tickets.desk.models import Ticket

pytestmark = pytest.mark.django_db


@pytest.fixture
def knows(ticket):
    def of(person):
        return ticket in Ticket.objects.visible_to(person)

    return of


@pytest.fixture
def far_away(opened, acme):
    """Rob's ticket in the south, in a queue of nobody we know."""
    acme.region = RegionFactory(key="south")
    acme.save()
    return opened(queue=QueueFactory(team=TeamFactory()))


@pytest.mark.parametrize("who", ["joe", "ann", "sam", "tess", "max", "ian", "ada", "paula", "rob"])
def test_the_desk_and_the_requester_know(who, request, knows):
    assert knows(request.getfixturevalue(who))


def test_role_07_the_organisations_administrator_knows_and_a_colleague_does_not(knows, rita, acme):
    """ROLE-07: their organisation's tickets show."""
    assert knows(rita)
    assert not knows(PersonFactory(name="Rosa", organisation=acme))


def test_an_engineer_knows_only_what_came_to_engineering(opened, engineering, knows, erin):
    assert not knows(erin)
    assert opened(queue=engineering) in Ticket.objects.visible_to(erin)


def test_role_12_an_operations_admin_does_not_read_along(knows, olga):
    """ROLE-12: whoever administers the desk does not work it."""
    assert not knows(olga)


def test_an_analyst_of_one_region_does_not_know_another_regions_tickets(far_away, ann):
    assert far_away in Ticket.objects.visible_to(ann)
    ann.regions.set([RegionFactory(key="north")])
    ann.forget_scope()
    assert far_away not in Ticket.objects.visible_to(ann)


def test_role_02_whoever_is_in_two_teams_sees_both_queues(far_away, ticket, ann):
    """ROLE-02: given membership in two queues, both queues' tickets show, others do not."""
    ann.regions.set([RegionFactory(key="north")])
    ann.memberships.create(team=far_away.queue.team)
    ann.forget_scope()
    assert {far_away, ticket} <= set(Ticket.objects.visible_to(ann))


@pytest.mark.parametrize("role", Role.values)
def test_sec_19_nobody_of_another_organisation_knows_whatever_their_role(role, knows, globex):
    """SEC-19: tenant A's people never find tenant B's."""
    stranger = PersonFactory(name="Stranger", organisation=globex, roles=[role], organisation_access=True)
    assert not knows(stranger)


@pytest.mark.parametrize("role", [Role.RQ, Role.AN, Role.SM, Role.OA])
def test_sec_19_an_api_client_of_another_organisation_does_not_know(role, knows):
    """SEC-19: a machine is as much a stranger as its organisation."""
    initech = OrganisationFactory(name="Initech")
    assert not knows(PersonFactory(name="Bot", organisation=initech, roles=[role], is_machine=True))


def test_an_api_client_of_a_requester_knows_only_its_own(opened, knows, acme):
    client = PersonFactory(name="Monitoring", organisation=acme, is_machine=True)
    assert not knows(client)
    own = opened(who=client)
    assert list(Ticket.objects.visible_to(client)) == [own]


def test_a_closed_account_knows_nothing(knows, tess):
    tess.is_active = False
    assert not knows(tess)


def test_the_machine_that_sweeps_knows_all(knows):
    assert knows(Person.system())


def test_knowing_costs_at_most_one_statement_more_than_the_list(ticket, ann, django_assert_max_num_queries):
    ann.forget_scope()
    with django_assert_max_num_queries(2):
        assert list(Ticket.objects.visible_to(ann)) == [ticket]
