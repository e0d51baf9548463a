"""Approved wording on a ticket: what may be inserted, as it would stand there, and what became of it (KB-15)."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Avg, Count, Exists, Max, OuterRef, Q

from kb.macros import fields, render
from kb.macros.models import Audience, Macro, MacroVersion
from kb.macros.queries import offered

from ..models import MacroUse, Reopening
from . import merging

SHOWN = 40


@dataclass(frozen=True)
class Insertable:
    """A macro on this ticket. With anything `missing` it cannot be inserted; `does` is what it changes besides."""

    macro: MacroVersion
    body: str
    missing: tuple
    does: list

    @property
    def lacks(self):
        return ", ".join(render.label(name).lower() for name in self.missing)


def audience_of(ticket, *, internal):
    """To whom one speaks here unless one says otherwise: among ourselves engineering, else whoever asked."""
    if internal:
        return Audience.ENGINEERING
    return Audience.CUSTOMER_IT if ticket.requester.organisation_access else Audience.END_USER


def insertable(ticket, person, now, *, audience, text=""):
    """Those of this audience alone (COM-05), each with its text as it would stand here."""
    rows = list(offered(person, audience=audience, category=ticket.category, text=text)[:SHOWN])
    known = merging.values(ticket, person, now) if rows else {}
    names = fields.names_of([row.live.fields for row in rows])
    return [shown(row.live, known | merging.update(ticket, merging.promised(row.live, now)), names) for row in rows]


def insertable_one(ticket, person, now, *, version):
    """One of them, or nothing when it is not offered to this person, or no longer in this version."""
    if not Macro.objects.offered_to(person).filter(live=version).exists():
        return None
    known = merging.values(ticket, person, now, promise=merging.promised(version, now))
    return shown(version, known, fields.names_of([version.fields]))


def shown(version, values, names):
    missing = render.missing(version.body, values)
    body = "" if missing else render.rendered(version.body, values)
    return Insertable(version, body, missing, fields.words(version.fields, names))


@dataclass(frozen=True)
class Figures:
    """Of all versions together. `edited` is the average share that was tailored, in per cent."""

    uses: int
    tickets: int
    people: int
    edited: int | None
    resolved: int
    reopened: int
    last: datetime | None


def figures(macro) -> Figures:
    after = Reopening.objects.filter(ticket=OuterRef("ticket"), at__gt=OuterRef("at"))
    rows = MacroUse.objects.filter(macro__macro=macro).annotate(again=Exists(after))
    found = rows.aggregate(
        uses=Count("pk"),
        tickets=Count("ticket", distinct=True),
        people=Count("by", distinct=True),
        edited=Avg("edited"),
        resolved=Count("ticket", distinct=True, filter=Q(ticket__resolved_at__isnull=False)),
        reopened=Count("ticket", distinct=True, filter=Q(again=True)),
        last=Max("at"),
    )
    return Figures(**found | {"edited": None if found["edited"] is None else round(found["edited"])})
