from dataclasses import dataclass, replace

from django.db import transaction

from supportdesk.accounts.actor import Actor
from tickets.desk import workflow
from tickets.desk.actions.assign import assign
from tickets.desk.actions.classify import classify
from tickets.desk.actions.close import close
from tickets.desk.actions.identify import identify
from tickets.desk.actions.moves import move
from tickets.desk.actions.note import note
from tickets.desk.actions.open import open_ticket
from tickets.desk.actions.prioritise import prioritise
from tickets.desk.actions.reopen import reopen
from tickets.desk.actions.resolve import resolve
from tickets.desk.actions.transfer import transfer
from tickets.desk.actions.triage import triage
from tickets.desk.models import Ticket
from tickets.desk.states import IdentifierKind

WAITS = {
    "Awaiting User Info": "details",
    "Awaiting Evidence": "details",
    "Awaiting Problem": "problem",
    "Awaiting Vendor": "vendor",
}
UNCHANGED_ROW = "ServiceNow kept an update here; the export does not say what was changed."
UNSAID = "(not in the export)"


@dataclass(frozen=True)
class Importer(Actor):
    """Somebody of the log, acting again at the instant of the row. `inferred` marks what the log
    leaves out and what must have happened for the next row to be true."""

    inferred: bool = False


@transaction.atomic
def import_incident(incident, *, by, places):
    """Let one incident happen again, row by row, each at its own instant (INT-22). Answers the
    ticket, or None when it was imported before. One transaction: an incident is whole or absent."""
    source_key = f"servicenow:{places.key}:{incident.number}"
    if Ticket.objects.filter(source_key=source_key).exists():
        return None
    first = incident.rows[0]
    actor = Importer(places.agent(incident.opened_by), "import")
    ticket = open_ticket(
        places.queue(first.group),
        by=actor,
        requester=places.requester(incident.caller),
        title=title_of(incident.number, first),
        body=UNSAID,
        type=places.type,
        channel=first.channel,
        category=places.category(first.category, first.subcategory),
        component=places.component(first.component),
        impact=first.impact,
        urgency=first.urgency,
        source_key=source_key,
        at=incident.opened_at,
    )
    identify(ticket, by=actor, kind=IdentifierKind.EXTERNAL, value=incident.number, at=incident.opened_at)
    for row in incident.rows:
        follow(ticket, row, Importer(places.agent(row.by), "import"), places, first=row is incident.rows[0])
    return ticket


def title_of(number, row):
    parts = (row.category, row.subcategory, row.symptom)
    return f"{number}: {', '.join(part for part in parts if part) or 'incident'}"


def follow(ticket, row, by, places, *, first):
    """Everything that a row says, in the order in which it can have happened."""
    before = ticket.version
    reclassify(ticket, row, by, places)
    rank(ticket, row, by)
    regroup(ticket, row, by, places)
    reassign(ticket, row, by, places)
    travel(ticket, row, by)
    if ticket.version == before and not first:
        note(ticket, by=by, body=UNCHANGED_ROW, at=row.at)


def reclassify(ticket, row, by, places):
    category = places.category(row.category, row.subcategory)
    component = places.component(row.component)
    if (category, component) != (ticket.category, ticket.component):
        classify(ticket, by=by, seen=ticket.version, category=category, component=component, at=row.at)


def rank(ticket, row, by):
    """Impact, urgency and priority of a ticket that is triaged; before, triage will say them."""
    values = (row.impact, row.urgency, row.priority)
    if ticket.is_live and ticket.priority and values != (ticket.impact, ticket.urgency, ticket.priority):
        prioritise(ticket, by=by, seen=ticket.version, at=row.at, **priorities(row))


def priorities(row):
    return {"impact": row.impact, "urgency": row.urgency, "priority": row.priority}


def regroup(ticket, row, by, places):
    queue = places.queue(row.group)
    if queue != ticket.queue:
        transfer(ticket, by=by, seen=ticket.version, queue=queue, at=row.at)


def reassign(ticket, row, by, places):
    wanted = places.seat(row.group, row.assignee) if row.assignee else None
    if wanted != ticket.owner:
        assign(ticket, by=by, seen=ticket.version, to=wanted, at=row.at)


def travel(ticket, row, by):
    """The way to the row's state; every step but the last is inferred."""
    way = workflow.path(ticket.status, row.state)
    for step in way:
        step_by(ticket, step, row, replace(by, inferred=step != way[-1]))


def step_by(ticket, step, row, by):
    seen, at = ticket.version, row.at
    if step == "triage":
        triage(ticket, by=by, seen=seen, at=at, **priorities(row))
    elif step == "resolve":
        resolve(ticket, by=by, seen=seen, at=at, **resolution_of(row))
    elif step == "close":
        close(ticket, by=by, seen=seen, at=at)
    elif step == "reopen":
        reopen(ticket, by=by, reason="not_fixed", at=at)
    else:
        move(ticket, by=by, seen=seen, action=step, at=at, **wait_of(row, step))


def wait_of(row, step):
    if step == "start":
        return {}
    return {"waiting_reason": WAITS.get(row.label, ""), "waiting_for": row.vendor or row.problem}


def resolution_of(row):
    """What the export knows of a resolution: its code, as it is; the cause is not in it."""
    return {"code": "fixed", "cause_class": "unknown", "happened": row.symptom, "steps": row.code}
