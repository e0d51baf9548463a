"""Who may know of a ticket: the queryset against a model written apart from it, over every role and relation.

A world of three organisations (one ticket belongs to none), two regions and three teams; every role as the provider's
own staff and as Acme's, with and without a region, in a team and in none.
"""

from itertools import product

import pytest

from supportdesk import clock
from supportdesk.accounts.models import Membership, Person, Role
from tests.factories import (
    OrganisationFactory,
    PersonFactory,
    QueueFactory,
    RegionFactory,
    TeamFactory,
    TicketTypeFactory,
)
from tickets.desk.models import Ticket

pytestmark = pytest.mark.django_db

READS_EVERYTHING = {"SA", "TL", "SM", "IC", "AU", "PM", "QE", "CS", "FN", "SO"}
READS_BY_REGION = {"JA", "AN"}


def may_see(person, ticket):
    """C rows 1 and 2, ROLE-02, ROLE-06 and ROLE-07, as one would say them."""
    if not person.is_active:
        return False
    if person.is_machine:
        return True
    if set(person.roles) == {"RQ"}:
        administers = person.organisation_access and person.organisation is not None
        return ticket.requester == person or (administers and ticket.organisation == person.organisation)
    if person.organisation is not None and ticket.organisation != person.organisation:
        return False
    if READS_EVERYTHING & set(person.roles):
        return True
    if works_on(person, ticket):
        return True
    if READS_BY_REGION & set(person.roles):
        regions = set(person.regions.all())
        return not regions or ticket.region is None or ticket.region in regions
    return False


def works_on(person, ticket):
    """Own queue, own ticket, own request, or asked for help."""
    own = person in (ticket.owner, ticket.requester) or person in ticket.helpers.all()
    return own or ticket.queue.team in person.teams.all()


def make_people(acme, regions, teams):
    """Every role, for the provider and for Acme, with a region or none, in each team or in none."""
    for number, (role, organisation, region, team) in enumerate(product(Role, (None, acme), regions, teams)):
        if role == Role.RQ:
            continue
        person = PersonFactory(name=f"{role} {number}", roles=[role], organisation=organisation)
        person.regions.set([region] if region else [])
        if team:
            Membership.objects.create(person=person, team=team)
        yield person


@pytest.fixture
def world(db):
    acme, globex = OrganisationFactory(name="Acme"), OrganisationFactory(name="Globex")
    north, south = RegionFactory(key="north"), RegionFactory(key="south")
    line, product_team = TeamFactory(name="First line"), TeamFactory(name="Engineering", level=3)
    people = list(make_people(acme, (None, north), (None, line, product_team)))
    for organisation in (acme, globex, None):
        name = organisation.name if organisation else "Nobody"
        people.append(PersonFactory(name=f"Requester of {name}", organisation=organisation))
        people.append(PersonFactory(name=f"Admin of {name}", organisation=organisation, organisation_access=True))
    people.append(PersonFactory(name="Both", roles=[Role.RQ, Role.ER], organisation=acme))
    people.append(PersonFactory(name="Left", roles=[Role.SM], is_active=False))
    people.append(Person.system())
    make_tickets(people, (acme, globex, None), (north, south, None), (line, product_team))
    return people


def make_tickets(people, organisations, regions, teams):
    """A ticket in every place, asked for by that organisation; three more for each person who might work on one."""
    queues = [QueueFactory(team=team) for team in teams]
    requester = {None: next(one for one in people if one.name == "Requester of Nobody")}
    for organisation in organisations[:2]:
        requester[organisation] = next(one for one in people if one.name == f"Requester of {organisation.name}")
    common = {"type": TicketTypeFactory(), "channel": "portal", "rank": 0.0}
    common |= dict.fromkeys(("opened_at", "status_since", "activity_at"), clock.now())
    places = list(product(organisations, regions, queues))
    rows = [
        Ticket(requester=requester[organisation], organisation=organisation, region=region, queue=queue, **common)
        for organisation, region, queue in places
    ]
    far = {"region": regions[1], "queue": queues[1], **common}
    for organisation in organisations[:2]:
        of = {"requester": requester[organisation], "organisation": organisation, **far}
        rows += [Ticket(owner=person, **of) for person in people]
        rows += [Ticket(title=f"helped by {person.pk}", **of) for person in people]
    rows += [Ticket(**{**far, "requester": person, "organisation": person.organisation}) for person in people]
    made = Ticket.objects.bulk_create(rows)
    helped = {f"helped by {person.pk}": person.pk for person in people}
    through = Ticket.helpers.through
    through.objects.bulk_create(
        [through(ticket=ticket, person_id=helped[ticket.title]) for ticket in made if ticket.title in helped]
    )


def everything():
    related = Ticket.objects.select_related("requester", "owner", "organisation", "region", "queue__team")
    return list(related.prefetch_related("helpers"))


def test_everybody_sees_exactly_what_the_rules_say(world):
    """ROLE-02: a person may belong to several; in the inbox stand the tickets of their queues, others do not."""
    tickets = everything()
    assert len(tickets) > 800
    people = Person.objects.filter(pk__in=[person.pk for person in world]).prefetch_related("regions", "teams")
    wrong = []
    for person in people.select_related("organisation"):
        seen = set(Ticket.objects.visible_to(person).values_list("pk", flat=True))
        should = {ticket.pk for ticket in tickets if may_see(person, ticket)}
        if seen != should:
            wrong.append((person.name, person.organisation, len(seen - should), len(should - seen)))
    assert wrong == []


def test_a_stranger_sees_nothing(ticket, sue):
    """A stranger of another organisation finds nothing, however she counts."""
    visible = Ticket.objects.visible_to(sue)
    assert (visible.count(), list(visible), visible.exists()) == (0, [], False)


def test_an_organisations_administrator_sees_its_tickets_and_no_others(ticket, opened, rita, sue):
    """ROLE-07: an organisation administrator sees their organisation's tickets and no other's."""
    opened(who=sue)
    assert list(Ticket.objects.visible_to(rita)) == [ticket]


def test_a_member_of_two_teams_sees_both_queues_and_no_third(opened, erin, first_line, engineering, network):
    """ROLE-02: given membership in two queues, both queues' tickets show, others do not."""
    Membership.objects.create(person=erin, team=first_line)
    both = {opened(), opened(queue=engineering)}
    third = opened(queue=QueueFactory(key="payroll", team=TeamFactory(name="Payroll")))
    seen = set(Ticket.objects.visible_to(erin))
    assert seen == both
    assert third not in seen


def test_a_light_seat_reads_and_a_light_seat_of_acme_reads_acme(ticket, opened, paula, sue, acme):
    """ROLE-06: given a PM seat, tickets are readable; the seat changes nothing (see actions)."""
    other = opened(who=sue)
    assert set(Ticket.objects.visible_to(paula)) == {ticket, other}
    pia = PersonFactory(name="Pia", roles=[Role.PM], organisation=acme)
    assert list(Ticket.objects.visible_to(pia)) == [ticket]


def test_what_one_asked_for_one_sees_after_moving_house(ticket, rob, globex):
    rob.organisation = globex
    rob.save()
    assert list(Ticket.objects.visible_to(rob)) == [ticket]


def test_a_closed_account_sees_nothing(ticket, ann):
    ann.is_active = False
    assert not Ticket.objects.visible_to(ann).exists()


def test_looking_costs_one_statement_more_at_most(ticket, ann, django_assert_max_num_queries):
    fresh = Person.objects.get(pk=ann.pk)
    with django_assert_max_num_queries(2):
        list(Ticket.objects.visible_to(fresh))
