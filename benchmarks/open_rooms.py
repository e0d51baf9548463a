"""The rooms, filled by their own actions: articles, an incident at work, a problem with its evidence, a packet."""

from datetime import timedelta
from itertools import cycle

from incidents.problems.actions.chain import chain
from incidents.problems.actions.edit import edit
from incidents.problems.actions.fixing import plan_action
from incidents.problems.actions.move import move as advance
from incidents.problems.actions.open import open_problem
from incidents.problems.actions.record_error import publish_error, record_error
from incidents.response.actions.checks import add_check
from incidents.response.actions.enter import enter
from incidents.response.actions.items import add_item
from incidents.response.actions.link import link
from incidents.response.actions.move import move
from incidents.response.actions.suspect import suspect
from incidents.response.actions.workarounds import approve_workaround, propose_workaround
from supportdesk import clock
from supportdesk.accounts.actor import Actor, system
from supportdesk.accounts.models import Person, Role, Team
from supportdesk.catalogue.models import Component
from tickets.desk.models import Ticket
from tickets.escalations.actions.begin import begin
from tickets.escalations.actions.compose import fill
from tickets.escalations.actions.matrix import keep_lane
from tickets.escalations.packet_example import WORDS

from .open_articles import fill_articles

ARTICLES, EACH, ENTRIES, EVIDENCE = 300, 12, 40, 20
WHEN = timedelta(hours=2)


def fill_rooms():
    """So many of each, and what their pages are asked for."""
    person = Person.objects.filter(email__startswith="agent").order_by("pk").first()
    Person.objects.filter(pk=person.pk).update(roles=[Role.SA, Role.IC])
    person.refresh_from_db()
    by = Actor(person, "import")
    fill_articles(ARTICLES)
    part, _ = Component.objects.get_or_create(key="bench", defaults={"name": "Bench"})
    live = cycle(Ticket.objects.live().filter(owner__isnull=False).order_by("pk")[: EACH * EVIDENCE])
    return {
        "incidents": [incident(by, part, [next(live).pk for _ in range(EVIDENCE)]) for _ in range(EACH)],
        "problems": [problem(by, part, number, [next(live) for _ in range(EVIDENCE)]) for number in range(EACH)],
        "escalations": packets(by),
    }


def incident(by, part, tickets):
    """Commanded and under investigation, with its tickets, a workaround, checks, items and a morning's timeline."""
    one = suspect("Nothing works", by=by, severity=2, components=[part], started_at=clock.now() - WHEN)
    link(one, by=by, tickets=tickets)
    for step in ("acknowledge", "investigate"):
        move(one, by=by, seen=one.version, step=step)
    for number in range(ENTRIES):
        enter(one, by=by, kind="observation", text=f"What was seen at look {number}. " * 4)
    approve_workaround(propose_workaround(one, by=by, text="Use the second line."), by=by)
    for number in range(3):
        add_check(one, by=by, what=f"Check {number}")
        add_item(one, by=by, what=f"Item {number}", kind="fix", owner=by.person, due_at=clock.now() + WHEN)
    return one.pk


def problem(by, part, number, tickets):
    """Under investigation, with its evidence, a chain, a plan and a known error."""
    one = open_problem(f"It stops {number}", by=by, tickets=list(dict.fromkeys(tickets)), component=part)
    edit(one, by=by, seen=one.version, owner=by.person)
    advance(one, by=by, action="accept", seen=one.version, owner=by.person)
    advance(one, by=by, action="investigate", seen=one.version)
    why = [{"statement": f"Because {place}", "evidence": "The log"} for place in range(5)]
    chain(one, by=by, seen=one.version, steps=why)
    for place in range(3):
        due = clock.now().date() + timedelta(days=9)
        plan_action(one, by=by, kind="bug", words=f"Mend {place}", owner=by.person, due_on=due)
    words = {"symptom": "It stops.", "workaround": "Start it.", "error_codes": [f"B{number}"]}
    publish_error(record_error(by=by, title=f"It stops {number}", problem=one, **words), by=by)
    return one.pk


def packets(by):
    """Packets that are being written, nearly complete."""
    keep_lane(target="engineering", group=Team.objects.order_by("pk").first(), owner=by.person, by=system("import"))
    values = {name: dict(parts) for name, parts in WORDS.items()}
    made = []
    for ticket in Ticket.objects.live().filter(owner=by.person, restricted=False).order_by("-pk")[:EACH]:
        one = begin(ticket, by=by, target="engineering", issue="defect", trigger="unknown")
        made.append(fill(one, by=by, values=values).pk)
    return made
