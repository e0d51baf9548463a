"""Tickets that are linked to an incident, five hundred at once."""

import time
from datetime import timedelta

from incidents.response.actions.link import link
from incidents.response.actions.suspect import suspect
from supportdesk import clock
from supportdesk.accounts.actor import Actor
from supportdesk.accounts.models import Person
from supportdesk.catalogue.models import Component
from tickets.desk.models import Ticket

ROUNDS = 10


def link_tickets(number, rounds=ROUNDS):
    """Seconds and CPU of each round: a new incident, and so many tickets linked to it by one action, committed."""
    lead = Person.objects.filter(email__startswith="lead").first() or Person.objects.filter(is_machine=False).first()
    by = Actor(lead, "browser")
    component, _ = Component.objects.get_or_create(key="bench", defaults={"name": "Bench"})
    tickets = list(
        Ticket.objects.exclude(status="cancelled").order_by("pk").values_list("pk", flat=True)[: int(number)]
    )
    return [one_round(by, component, tickets) for _ in range(int(rounds))]


def one_round(by, component, tickets):
    began = clock.now() - timedelta(hours=1)
    incident = suspect("Nothing works", by=by, severity=2, components=[component], started_at=began)
    begin, spent = time.perf_counter(), time.process_time()
    linked = link(incident, by=by, tickets=tickets)
    taken = {"wall": 1000 * (time.perf_counter() - begin), "cpu": 1000 * (time.process_time() - spent)}
    return taken | {"linked": len(linked.made)}
