"""The world of the demo: three customers, three teams, six queues, everybody's seat."""

from dataclasses import dataclass, field

from django.contrib.auth.hashers import make_password
from faker import Faker

from supportdesk.accounts.actions.add_organisation import add_organisation
from supportdesk.accounts.actions.add_team import add_team
from supportdesk.accounts.actions.invite import invite
from supportdesk.accounts.actions.join_team import join_team
from supportdesk.accounts.actor import system
from supportdesk.accounts.models import Organisation, Person, Region, Role, Team
from supportdesk.catalogue.actions.add import add_component, add_queue
from supportdesk.catalogue.models import Category, Component, Queue, Tag, TicketType

PASSWORD = "open-the-desk"  # noqa: S105 printed for everybody, refused in production
DOMAIN = "demo.example"
REGIONS = (
    ("europe", "Europe", "Europe/Berlin"),
    ("americas", "Americas", "America/New_York"),
    ("asia", "Asia", "Asia/Tokyo"),
)
ORGANISATIONS = (
    ("Harbour Logistics", "gold", "europe", "en_GB", "teal"),
    ("Meridian Clinics", "silver", "americas", "en_US", "purple"),
    ("Sakura Foods", "standard", "asia", "en_IN", "red"),
)
FIRST_LINE, INFRASTRUCTURE, ENGINEERING = "First line", "Infrastructure", "Engineering"
QUEUES = (
    ("access", "Access & accounts", FIRST_LINE),
    ("network", "Network & VPN", INFRASTRUCTURE),
    ("workplace", "Workplace & devices", INFRASTRUCTURE),
    ("business-apps", "Business applications", INFRASTRUCTURE),
)
COMPONENTS = {
    "vpn-gateway": "VPN gateway",
    "mail": "Mail",
    "identity-provider": "Identity provider",
    "print-service": "Print service",
    "laptop-fleet": "Laptop fleet",
    "erp": "ERP",
    "crm": "CRM",
    "web-shop": "Web shop",
    "data-warehouse": "Data warehouse",
}
# Name, role, team, whether they lead it. The first of each role is the one who is printed.
STAFF = (
    ("Ann", Role.AN, FIRST_LINE, False),
    ("Joe", Role.JA, FIRST_LINE, False),
    ("Sam", Role.SA, INFRASTRUCTURE, False),
    ("Tess", Role.TL, FIRST_LINE, True),
    ("Max", Role.SM, None, False),
    ("Erin", Role.ER, ENGINEERING, False),
    ("Ian", Role.IC, INFRASTRUCTURE, False),
    ("Ada", Role.AU, None, False),
    ("Olga", Role.OA, None, False),
    ("Paula", Role.PM, None, False),
    ("Quinn", Role.QE, None, False),
    ("Cora", Role.CS, None, False),
    ("Finn", Role.FN, None, False),
    ("Sofia", Role.SO, None, False),
    ("Ben", Role.AN, FIRST_LINE, False),
    ("Nora", Role.AN, INFRASTRUCTURE, False),
    ("Luis", Role.AN, INFRASTRUCTURE, False),
    ("Theo", Role.TL, INFRASTRUCTURE, True),
    ("Mina", Role.ER, ENGINEERING, True),
)
REQUESTERS_EACH = 9


@dataclass
class World:
    """Everybody and everything by the name that the stories use."""

    staff: dict[str, Person] = field(default_factory=dict)
    requesters: list[Person] = field(default_factory=list)
    queues: dict[str, Queue] = field(default_factory=dict)
    desks: dict[str, list[Person]] = field(default_factory=dict)
    types: dict[str, TicketType] = field(default_factory=dict)
    categories: dict[str, Category] = field(default_factory=dict)
    components: dict[str, Component] = field(default_factory=dict)
    tags: dict[str, Tag] = field(default_factory=dict)


def build(seed: int) -> World:
    """Make all of it, as an import would: who may is not asked, what happened is recorded."""
    by = system("import")
    for key, name in COMPONENTS.items():
        add_component(key, by=by, name=name)
    world = World()
    organisations = [customer(by, *words) for words in ORGANISATIONS]
    hire(world, by)
    for number, organisation in enumerate(organisations):
        world.requesters += clients(organisation, number, seed, by)
    Person.objects.filter(is_machine=False).update(password=make_password(PASSWORD))
    fill_catalogue(world)
    return world


def customer(by, name, tier, region, _locale, colour) -> Organisation:
    zones = {key: (key, label, zone) for key, label, zone in REGIONS}
    key, label, zone = zones[region]
    place, _ = Region.objects.get_or_create(key=key, defaults={"name": label, "zone": zone})
    return add_organisation(name, by=by, tier=tier, region=place, zone=zone, colour=colour)


def hire(world, by):
    teams = {team.name: team for team in Team.objects.all()}
    teams[INFRASTRUCTURE] = add_team(None, by=by, name=INFRASTRUCTURE, level=2)
    for key, name, team in QUEUES:
        add_queue(teams[team], by=by, key=key, name=name)
    for name, role, place, lead in STAFF:
        person = invite(None, by=by, email=f"{name.lower()}@{DOMAIN}", name=name, roles=[role])
        if place:
            join_team(teams[place], by=by, person=person, lead=lead)
        world.staff[name] = person


def clients(organisation, number, seed, by) -> list[Person]:
    """The requesters of one customer. Rob, Rita and Sue have their places in the manual."""
    fake = Faker(ORGANISATIONS[number][3])
    fake.seed_instance(seed + number)
    known = (("Rob", "Rita"), ("Sue",), ())[number]
    people = []
    for first in known:
        people.append(
            invite(organisation, by=by, email=f"{first.lower()}@{DOMAIN}", name=first, zone=organisation.zone)
        )
    while len(people) < REQUESTERS_EACH:
        first, last = fake.unique.first_name(), fake.unique.last_name()
        email = f"{first}.{last}@{organisation.name.split()[0]}.example".lower().replace(" ", "")
        people.append(invite(organisation, by=by, email=email, name=f"{first} {last}", zone=organisation.zone))
    if number == 0:
        Person.objects.filter(email=f"rita@{DOMAIN}").update(organisation_access=True)
    return people


def fill_catalogue(world):
    world.queues = {queue.key: queue for queue in Queue.objects.select_related("team")}
    world.types = {kind.key: kind for kind in TicketType.objects.all()}
    world.categories = {category.key: category for category in Category.objects.all()}
    world.components = {component.key: component for component in Component.objects.all()}
    world.tags = {tag.name: tag for tag in Tag.objects.all()}
    seats: dict[str, list] = {name: [] for name in (FIRST_LINE, INFRASTRUCTURE, ENGINEERING)}
    for name, role, team, _lead in STAFF:
        if team and role != Role.IC:
            seats[team].append(world.staff[name])
    world.desks = {key: seats[queue.team.name] for key, queue in world.queues.items()}
