"""Which facts a figure counts, for whom: the one place, for figures, for series and for the lists behind them."""

from datetime import timedelta

from django.db.models import BigIntegerField, BooleanField, Case, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import Cast

from incidents.problems.models import Problem
from incidents.response.models import Incident
from kb.articles.models import Article
from metrics.facts.keeping import REPEAT
from metrics.facts.models import Fact, Stay, What
from tickets.desk.models import Ticket

from .kpi import Kpi, Shape, Variant, masked
from .spread import band

NOTHING = Cast(Value(None), BigIntegerField())
REPEATED = masked(("X1", "X2"))


def facts(kpi: Kpi, variant: Variant, viewer, filters):
    """Facts of all time, each with `met` (in the numerator) and `measure`. What is to be left out is in it too: it is
    counted apart."""
    found = Fact.objects.filter(scope(kpi, viewer), filters.condition(), what=kpi.counts(variant))
    if variant.goals:
        found = found.filter(goal__in=variant.goals)
    if variant.measure:
        found = found.filter(**{f"{variant.measure}__isnull": False})
    if filters.took is not None:
        found = found.filter(within(variant, filters.took))
    counted = {"met": met(variant, viewer), "measure": F(variant.measure) if variant.measure else NOTHING}
    return found.annotate(**counted, behind=behind(variant))


def within(variant, number) -> Q:
    """What took so long; of what is not measured nothing did."""
    if not variant.measure:
        return Q(pk__in=())
    least, most = band(number)
    from_on = Q(**{f"{variant.measure}__gte": least}) if least is not None else Q()
    return from_on & (Q(**{f"{variant.measure}__lt": most}) if most is not None else Q())


def met(variant, viewer):
    if variant.good == "repeated":
        return Exists(again().filter(known_to(viewer)))
    return Case(When(good=True, then=Value(True)), default=Value(False), output_field=BooleanField())


def behind(variant):
    """Whether a wall stands around it, or around what makes it count: then it is not the same figure for everybody."""
    return Q(walled=True) | Exists(again().filter(walled=True)) if variant.good == "repeated" else F("walled")


def again():
    """The same requester was back with the same category within a week of the resolution (MET-20)."""
    end = OuterRef("at")
    same = {"requester_id": OuterRef("requester_id"), "category_id": OuterRef("category_id")}
    back = Fact.objects.annotate(kept=F("apart").bitand(REPEATED)).filter(what=What.CREATED, kept=0, **same)
    return back.filter(at__gt=end, at__lte=end + REPEAT)


def stays(viewer, filters):
    """What was open, whenever: the instant chooses."""
    found = Stay.objects.filter(filters.condition(person="owner_id"), live=True)
    seen = found if viewer.is_system else found.filter(ticket_id__in=Ticket.objects.visible_to(viewer).values("pk"))
    return seen.annotate(behind=F("walled"))


def scope(kpi: Kpi, viewer) -> Q:
    """Only of what this person may know of; so a figure tells nobody more than the list behind it."""
    own = Q(subject=kpi.subject) if kpi.subject != "written" else Q(subject__in=("article", "macro", "playbook"))
    if viewer.is_system:
        return own
    if kpi.subject == "ticket":
        return own & known_to(viewer)
    if kpi.subject == "incident":
        return own & Q(subject_id__in=Incident.objects.visible_to(viewer).order_by().values("pk"))
    if kpi.subject == "problem":
        return own & Q(subject_id__in=Problem.objects.visible_to(viewer).order_by().values("pk"))
    articles = Article.objects.visible_to(viewer).order_by().values("pk")
    return own & (~Q(subject="article") | Q(subject_id__in=articles))


def known_to(viewer) -> Q:
    """Facts of tickets that this person may know of."""
    return Q() if viewer.is_system else Q(subject_id__in=Ticket.objects.visible_to(viewer).values("pk"))


def aged(variant: Variant, rows, at):
    """What was open at this instant, with its age; old ones make the numerator."""
    days = timedelta(days=int(variant.key))
    open_then = rows.filter(Q(until=None) | Q(until__gt=at), since__lte=at)
    return open_then.annotate(
        met=Case(When(opened_at__lte=at - days, then=Value(True)), default=Value(False), output_field=BooleanField())
    )


def is_snapshot(kpi: Kpi, variant: Variant) -> bool:
    return kpi.shaped(variant) == Shape.SNAPSHOT
