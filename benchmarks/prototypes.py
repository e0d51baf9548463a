"""Five hundred tickets, played by the real actions: whatever the actions write, they have.

A description and four messages each, 30 % of them open. Everything happens in business hours of recent working days,
and far enough from their ends that a copy may be moved by minutes, or by whole weeks, and still be what the actions
would have written.
"""

import random
from datetime import timedelta

from django.db import transaction

from supportdesk import clock
from supportdesk.accounts.actor import Actor, system
from supportdesk.accounts.models import Membership, Organisation, Person, Role, Team
from supportdesk.catalogue.models import Category, Queue, TicketType
from supportdesk.events.models import Outbox
from tickets.desk.actions.assign import assign
from tickets.desk.actions.close import close
from tickets.desk.actions.moves import move
from tickets.desk.actions.open import open_ticket
from tickets.desk.actions.reply import reply
from tickets.desk.actions.resolve import resolve
from tickets.desk.actions.ring_due import ring_due
from tickets.desk.actions.triage import triage

from . import words

OPEN_SHARE = 0.3
AGENTS, REQUESTERS, QUEUES = 50, 2000, 20
MINUTE = timedelta(minutes=1)
LEVELS = ((1, 1), (1, 2), (2, 2), (2, 2), (2, 2), (2, 3), (3, 3), (3, 3), (3, 2), (2, 3))
STATES = (("new", "triaged", "in_progress", "pending_requester", "pending_vendor"), (10, 15, 50, 18, 7))
MOVES = {
    "in_progress": ("start", ""),
    "pending_requester": ("wait_requester", "details"),
    "pending_vendor": ("wait_vendor", "vendor"),
}
RESOLUTION = {
    "happened": "A setting was wrong.",
    "cause_class": "configuration",
    "root_cause": "Old profile",
    "steps": "Corrected the setting and tried again.",
    "verification": "Tried together with the requester.",
    "advice": "Sign in again.",
    "prevention": "The profile is checked each night.",
    "code": "fixed",
}


@transaction.atomic
def play(seed=7):
    draw = random.Random(seed)
    agents, requesters, queues = people(draw)
    days = working_days(clock.now())
    for number in range(words.PROTOTYPES):
        is_open = number % 10 < OPEN_SHARE * 10
        begin = draw.choice(days[:3] if is_open else days) + draw.uniform(20, 200) * MINUTE
        live(draw, number, begin, is_open, draw.choice(agents), draw.choice(requesters), zipf(draw, queues))
    ring_all()
    Outbox.objects.all().delete()


def people(draw):
    customers = [Organisation(name=f"Customer {n}", tier=("standard", "silver", "gold")[n % 3]) for n in range(40)]
    Organisation.objects.bulk_create(customers)
    teams = Team.objects.bulk_create(Team(name=f"Bench team {n}", level=1 + n % 3) for n in range(5))
    queues = Queue.objects.bulk_create(
        Queue(key=f"bench-{n}", name=f"Bench queue {n}", team=teams[n % 5]) for n in range(QUEUES)
    )
    agents = Person.objects.bulk_create(
        Person(name=f"Agent {n}", email=f"agent{n}@bench.example", roles=[Role.AN], password="!") for n in range(AGENTS)
    )
    Membership.objects.bulk_create(Membership(team=teams[n % 5], person=each) for n, each in enumerate(agents))
    requesters = Person.objects.bulk_create(
        Person(name=f"User {n}", email=f"user{n}@bench.example", password="!", organisation=customers[n % 40])
        for n in range(REQUESTERS)
    )
    return agents, requesters, queues


def zipf(draw, queues):
    return draw.choices(queues, [1 / (place + 1) ** 0.7 for place in range(len(queues))])[0]


def working_days(now):
    """Nine o'clock (UTC) of the last fifteen finished working days, the latest first."""
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    days = [midnight - timedelta(days=back, hours=-9) for back in range(1, 30)]
    return [day for day in days if day.weekday() < 5][:15]


def live(draw, number, begin, is_open, agent, requester, queue):
    """One ticket; its analyst and its requester take turns, and nobody takes longer than an hour."""
    desk, other = Actor(agent, "import"), Actor(requester, "import")
    about = f" The {words.COMMON} is next to it." if draw.random() < words.COMMON_SHARE else ""
    ticket = open_ticket(
        queue,
        by=other,
        requester=requester,
        title=words.title(draw),
        body=words.body(draw) + about,
        type=TicketType.objects.get(key=draw.choice(("incident", "incident", "service_request", "question"))),
        channel="portal",
        at=begin,
    )
    state = draw.choices(*STATES)[0] if is_open else "closed"
    at = begin + draw.uniform(2, 20) * MINUTE
    if state != "new":
        impact, urgency = draw.choice(LEVELS)
        category = Category.objects.order_by("pk")[number % 9]
        triage(ticket, by=desk, seen=ticket.version, impact=impact, urgency=urgency, category=category, at=at)
        if not is_open or draw.random() < 0.85:
            assign(ticket, by=desk, seen=ticket.version, to=agent, at=at + MINUTE)
    for turn in range(4):
        at += draw.uniform(3, 30) * MINUTE
        asks = turn % 2 == 0 and state != "new"
        reply(ticket, by=desk if asks else other, body=words.body(draw, 1, 5), at=at)
    if state in MOVES:
        action, reason = MOVES[state]
        until = at + timedelta(days=draw.choice((1, 3, 9)))
        move(ticket, by=desk, seen=ticket.version, action=action, waiting_reason=reason, until=until, at=at + MINUTE)
    if not is_open:
        at += draw.uniform(5, 40) * MINUTE
        resolve(ticket, by=desk, seen=ticket.version, at=at, **RESOLUTION)
        close(ticket, by=system("import"), seen=ticket.version, at=at + 5 * MINUTE)


def ring_all():
    """What is due has rung, as it would have."""
    now = clock.now()
    while ring_due(by=system("import"), now=now):
        pass
