"""Problems, known errors and what waits for a lead, as lists."""

from dataclasses import dataclass, field

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, F, OuterRef, Q
from django.db.models.functions import JSONObject

from incidents.response.models import Incident
from tickets.desk.models import Ticket

from ..models import CauseStep, FixAction, Flag, KnownError, Problem, Spike, knows_problems
from ..states import LINE, State, Triage
from .known import counted

TABS = {
    "open": ("Under way", Q(state__in=LINE[:7])),
    "candidates": ("Candidates", Q(state=State.CANDIDATE)),
    "mine": ("Mine", None),
    "fixed": ("Fixed", Q(state__in=(State.FIX_DEPLOYED, State.VERIFIED, State.CLOSED))),
    "left": ("Left", Q(state__in=(State.DECLINED, State.MERGED, State.RISK_ACCEPTED))),
    "all": ("All", Q()),
}
RELATED = ("component", "category", "owner", "engineer", "opened_by", "merged_into", "exit_by")


def problems(person, *, tab="all"):
    """Newest first, each with the number of its tickets."""
    found = Problem.objects.visible_to(person).select_related(*RELATED)
    chosen = TABS[tab][1]
    found = found.filter(Q(owner=person) | Q(engineer=person)) if chosen is None else found.filter(chosen)
    return found.annotate(ticket_count=Count("evidence", filter=Q(evidence__removed_at=None))).order_by("-pk")


def whole(person):
    """With its chain and its known errors, in the statement of the problem itself."""
    link = JSONObject(statement=F("statement"), evidence=F("evidence"))
    error = JSONObject(pk=F("pk"), title=F("title"), status=F("status"), published=F("published_at"))
    steps = CauseStep.objects.filter(problem=OuterRef("pk")).order_by("position").values(said=link)
    errors = KnownError.objects.filter(problem=OuterRef("pk")).order_by("-pk").values(said=error)
    found = Problem.objects.visible_to(person).select_related(*RELATED)
    return found.annotate(links=ArraySubquery(steps), errors=ArraySubquery(errors))


def known_errors(person, *, state=""):
    found = KnownError.objects.visible_to(person).select_related("problem", "component", "recorded_by", "approved_by")
    if state == "draft":
        found = found.filter(published_at=None)
    elif state:
        found = found.filter(status=state).exclude(published_at=None)
    return counted(found).order_by("-pk")


def public_errors():
    """What everybody may read of it, the last that moved first."""
    return KnownError.objects.public().select_related("component").order_by("-status_since", "-pk")


def evidence(problem, person):
    """Its tickets that this reader may read."""
    seen = Ticket.objects.visible_to(person).filter(pk__in=problem.evidence.present().values("ticket"))
    rows = problem.evidence.present().filter(ticket__in=seen.order_by().values("pk"))
    return rows.select_related("ticket__organisation", "added_by")


def outages(problem, person):
    """Its incidents that this reader may know of."""
    seen = Incident.objects.visible_to(person).order_by().values("pk")
    return problem.outages.present().filter(incident__in=seen).select_related("incident", "problem")


def of_incident(incident, person):
    """What an incident is evidence for, the newest first."""
    found = Problem.objects.visible_to(person)
    return found.filter(outages__in=incident.problem_links.filter(removed_at=None)).order_by("-pk")


def nearest(person, near, component_ids, most=20):
    """Problems that it could be evidence for: those under way, and those whose fix is out, of the same component first.
    `near` says which have it already."""
    found = Problem.objects.visible_to(person).filter(state__in=LINE).exclude(near)[:200]
    return sorted(found, key=lambda one: (one.component_id not in component_ids, not one.is_under_way, -one.pk))[:most]


def own_actions(person):
    return FixAction.objects.open().filter(owner=person).select_related("problem")


@dataclass
class Group:
    """Flags of one signature."""

    signature: str
    grouped: str
    flags: list = field(default_factory=list)

    @property
    def count(self):
        return len(self.flags)


def inbox(person):
    """What looks recurring, by signature, the most often said first; of a ticket one may not read only the count."""
    seen = Ticket.objects.visible_to(person)
    waiting = Flag.objects.filter(state__in=(Triage.OPEN, Triage.MONITORED), ticket__in=seen.order_by().values("pk"))
    groups: dict[str, Group] = {}
    for flag in waiting.select_related("ticket", "flagged_by").order_by("flagged_at", "pk"):
        groups.setdefault(flag.grouped, Group(flag.signature, flag.grouped)).flags.append(flag)
    return sorted(groups.values(), key=lambda group: (-group.count, group.grouped))


def spikes(person, *, state="waiting"):
    """The cards, the newest first."""
    if not knows_problems(person):
        return Spike.objects.none()
    found = Spike.objects.select_related("problem", "decided_by")
    return found.filter(state__in=(Triage.OPEN, Triage.MONITORED)) if state == "waiting" else found
