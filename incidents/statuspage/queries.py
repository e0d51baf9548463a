"""Reads for the board and for the pages that everybody sees."""

from datetime import timedelta

from django.db.models import Q

from .days import Span, days, worst
from .models import Notice, Spell, StatusComponent

SHOWN_DAYS, RECENT, KEPT = 30, timedelta(days=14), timedelta(days=90)


def board():
    """Every part, also those that are not shown, with what speaks of it now."""
    return StatusComponent.objects.select_related("component")


def public(now):
    """All that the public page is made of."""
    parts = list(StatusComponent.objects.shown())
    spans = spans_of(parts, now - timedelta(days=SHOWN_DAYS))
    lines = [(part, days(spans.get(part.pk, ()), now, SHOWN_DAYS)) for part in parts]
    running, over = notices(now - RECENT)
    said = [post.at for notice in (*running, *over) for post in notice.posts.all()]
    changed_at = max([part.since for part in parts] + said, default=None)
    state = worst([part.health for part in parts])
    return {"lines": lines, "worst": state, "running": running, "over": over, "changed_at": changed_at}


def spans_of(parts, since):
    """Part -> how it fared since then."""
    found: dict[int, list[Span]] = {}
    spells = Spell.objects.filter(component__in=parts).filter(Q(ended_at=None) | Q(ended_at__gt=since))
    for one in spells:
        found.setdefault(one.component_id, []).append(Span(one.health, one.began_at, one.ended_at))
    return found


def notices(since):
    """Those that run, and those that ended since then: newest first, each with its posts."""
    found = Notice.objects.public().filter(Q(ended_at=None) | Q(ended_at__gte=since))
    told = list(found.prefetch_related("posts", "components"))
    return [one for one in told if not one.ended_at], [one for one in told if one.ended_at]


def spoken_of(now):
    """The incidents that the pages speak of."""
    found = Notice.objects.public().filter(Q(ended_at=None) | Q(ended_at__gte=now - KEPT)).exclude(incident=None)
    return sorted(set(found.values_list("incident", flat=True)))


def history(now):
    """What ended in the last ninety days."""
    return notices(now - KEPT)[1]
