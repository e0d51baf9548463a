"""What the page of an incident shows."""

from functools import partial

from supportdesk import clock, live
from supportdesk.accounts.actor import actor
from supportdesk.byhand import NAME, rows_of
from tickets.desk.models import Ticket

from .. import leaving, policy, timings, workflow
from ..models import ActionItem, Check, RoleSpan, Workaround
from ..queries.impact import impact
from ..queries.lists import suggested
from ..queries.timeline import lines_of
from ..states import WRITTEN, Audience, RoleKind
from .deadlines import chip

PARTS = ("response/_head.html", "response/_timeline.html", "response/_side.html")
NOW, EVER = "AND one.ended_at IS NULL", "AND one.accepted_at IS NOT NULL"
CHILDREN = 20
ENTRIES = 200


def context(request, incident):
    """Everything on one page; each of its fragments needs no more than this."""
    by, now = actor(request), clock.asked(request.user)
    known = parts(incident, now)
    mine = [span for span in known["roles"] if span.person_id == by.person.pk and span.role != RoleKind.READER]
    incident.__dict__["_parts"] = {by.person.pk: bool(mine)}
    return known | {
        "incident": incident,
        "actor": by,
        "rules": policy.can,
        "now": now,
        "form": None,
        "may": {
            "declare": policy.open_to(by, "declare", incident),
            "approve": policy.can(by, "keep_workaround", approving(incident)),
        },
        "written_kinds": [kind.value for kind in WRITTEN],
        "moves": moves(by, incident),
        "heard": f"incident-{incident.pk}",
        "stream": live.address([f"incident-{incident.pk}"]),
        "holds": bool(mine),
    }


def moves(by, incident):
    """The steps that are open here and to this person: name, label, whether it asks for anything."""
    found = workflow.moves_from(incident.state)
    return [(name, workflow.MOVES[name]) for name in found if policy.open_to(by, workflow.MOVES[name].right, incident)]


def approving(incident):
    """A workaround of it that somebody would approve, for the matrix."""
    kept = Workaround(incident=incident)
    kept.approves = True
    return kept


def parts(incident, now):
    """Nine statements, however much there is."""
    beside = partial(listed_of, incident)
    figures, lines = impact(incident)
    entries = lines_of(incident, ENTRIES)
    clocks = list(incident.clocks.filter(stopped_at=None).order_by("-audience"))
    spans = beside(RoleSpan, "person", "given_by", tail=NOW if incident.is_live else EVER)
    offers = [span for span in spans if span.accepted_at is None]
    review = getattr(incident, "review", None)
    return {
        "figures": figures,
        "impact": lines,
        "entries": entries[::-1],
        "stamps": incident.stamps(),
        "timings": timings.timings(incident),
        "clocks": [(one, chip(one, now)) for one in clocks],
        "roles": [span for span in spans if span.accepted_at],
        "offers": offers,
        "workarounds": beside(Workaround, "proposed_by", "approved_by"),
        "checks": beside(Check, "by"),
        "items": beside(ActionItem, "owner"),
        "duties": duties(incident, figures, clocks, offers, review),
        "review": review,
    }


def listed_of(incident, kind, *people, tail=""):
    """Its rows of this kind, with the names of these people."""
    return rows_of(kind, "incident", incident.pk, parts=tuple((name, NAME) for name in people), tail=tail)


def duties(incident, figures, clocks, offers, review):
    """What stands between a recovered incident and its end."""
    if not incident.recovered or not incident.is_live:
        return []
    updates = any(one.audience == Audience.EXTERNAL for one in clocks)
    known = {"untold": figures["untold"], "updates": updates, "offered": len(offers), "review": review}
    return leaving.open_duties(incident, **known)


def children(incident, person):
    """The latest of its tickets that the reader may know of, and others that are likely its own too."""
    seen = Ticket.objects.visible_to(person).order_by().values("pk")
    links = incident.links.live().filter(ticket__in=seen).select_related("ticket")
    found = suggested(incident, person, 5) if incident.is_live else []
    return {"links": list(links.order_by("-linked_at", "-pk")[:CHILDREN]), "suggested": list(found)}
