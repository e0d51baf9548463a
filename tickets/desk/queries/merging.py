"""What the merge fields of a macro hold on a ticket (`kb.macros.render.FIELDS` names them all)."""

from datetime import timedelta
from difflib import SequenceMatcher
from zoneinfo import ZoneInfo

from django.utils import timezone

from supportdesk.times import instant

from .. import configured, silence
from .beside import last_resolution

LONGEST = 10_000


def values(ticket, person, now, *, promise=None):
    """Each field with what it is here; empty where nothing is known. Instants in the requester's zone."""
    solution = last_resolution(ticket) if ticket.resolved_at else None
    identifier = ticket.identifiers.order_by("pk").values_list("value", flat=True).first()
    team = person.teams.order_by("level", "name").values_list("name", flat=True).first()
    known = {
        "requester.name": ticket.requester.name,
        "requester.forename": forename(ticket.requester),
        "requester.organisation": ticket.organisation and ticket.organisation.name,
        "ticket.reference": ticket.reference,
        "ticket.title": ticket.title,
        "ticket.type": ticket.type.name,
        "ticket.category": ticket.category and ticket.category.name,
        "ticket.component": ticket.component and ticket.component.name,
        "ticket.priority": ticket.priority and f"P{ticket.priority}",
        "ticket.queue": ticket.queue.name,
        "ticket.identifier": identifier,
        "agent.name": person.name,
        "agent.forename": forename(person),
        "agent.team": team,
    }
    until = silence.reopens_until(ticket, configured.reopen_days(now)) if ticket.resolved_at else None
    with timezone.override(ZoneInfo(ticket.requester.zone)):
        known["ticket.opened"] = timezone.localtime(ticket.opened_at).strftime("%a %d %b %Y")
        known["reopen.until"] = until and instant(until)
    parts = ("happened", "steps", "advice", "prevention")
    return known | update(ticket, promise) | {f"solution.{name}": getattr(solution, name, "") for name in parts}


def update(ticket, promise):
    """When the requester hears next, if anything is promised."""
    with timezone.override(ZoneInfo(ticket.requester.zone)):
        return {"update.by": promise and instant(promise)}


def promised(macro, now):
    """When the next update comes, by a wording that promises one."""
    hours = macro.fields.get("promise_hours")
    return now + timedelta(hours=hours) if hours else None


def forename(person):
    return next(iter(person.name.split()), "")


def edited(rendered, said):
    """How much of a text was tailored, in per cent of its words; of a very long one only its beginning is compared."""
    before, after = rendered[:LONGEST].split(), said[:LONGEST].split()
    return round(100 * (1 - SequenceMatcher(None, before, after, autojunk=False).ratio()))
