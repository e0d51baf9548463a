"""What stands beside a ticket: its problems, known errors that explain it or may, offers, flags. Two statements."""

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef
from django.db.models.functions import JSONObject, Upper

from incidents.response.models import Incident, IncidentTicket
from tickets.desk.models import Identifier, Ticket
from tickets.desk.states import IdentifierKind

from ..models import Evidence, Flag, MetTicket, WorkaroundOffer
from ..states import Answer, State, Triage
from .known import Match, matches


@dataclass(frozen=True)
class Offer:
    """A workaround that waits for the owner's word."""

    pk: int
    known_error_id: int
    words: str
    ticket: Ticket


@dataclass(frozen=True)
class Beside:
    problems: list[dict]
    known: list[Match]
    offers: list[Offer]
    flags: list[str]
    incidents: list[dict]


def of_ticket(ticket, person) -> Beside:
    found: Any = Ticket.objects.filter(pk=ticket.pk)
    read = found.values(**parts(person)).get()
    problems = [one | {"state": State(one["state"]).label} for one in read["problems"]]
    offers = [Offer(**one, ticket=ticket) for one in read["offers"]]
    known = matches(ticket, person, codes=read["codes"], linked=read["linked"])
    return Beside(problems, known, offers, read["flags"], read["incidents"])


def parts(person):
    here = {"ticket": OuterRef("pk")}
    evidence = Evidence.objects.present().filter(**here).order_by("pk")
    offers = WorkaroundOffer.objects.filter(**here, answer=Answer.OPEN).order_by("pk")
    flags = Flag.objects.filter(**here, state__in=(Triage.OPEN, Triage.MONITORED)).order_by("pk")
    problem = JSONObject(pk=F("problem_id"), title=F("problem__title"), state=F("problem__state"))
    offer = JSONObject(pk=F("pk"), known_error_id=F("known_error_id"), words=F("words"))
    codes = Identifier.objects.filter(**here, kind=IdentifierKind.ERROR_CODE)
    return {
        "problems": ArraySubquery(evidence.values(said=problem)),
        "offers": ArraySubquery(offers.values(said=offer)),
        "incidents": ArraySubquery(open_incidents(person)),
        "flags": ArraySubquery(flags.values("signature")),
        "codes": ArraySubquery(codes.values(said=Upper("value"))),
        "linked": ArraySubquery(MetTicket.objects.present().filter(**here).values("known_error")),
    }


def open_incidents(person):
    """What is wrong just now with the component of the ticket, unless the ticket is under it already."""
    linked = IncidentTicket.objects.live().filter(ticket=OuterRef(OuterRef("pk"))).values("incident")
    live = Incident.objects.visible_to(person).live().filter(components=OuterRef("component"))
    said = JSONObject(pk=F("pk"), title=F("title"), severity=F("severity"))
    return live.exclude(pk__in=linked).order_by("severity", "pk").values(said=said)[:5]
