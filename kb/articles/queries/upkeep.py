"""What somebody should look at: flags, ends of periods, orphans, links that lead nowhere, owners who left (F.5)."""

from datetime import timedelta

from django.db import connection
from django.db.models import F, Q

from ..models import Article, Flag, State
from ..shapes import ArticleKind

SOON = timedelta(days=14)
UNUSED = timedelta(days=360)
CODED = (ArticleKind.KNOWN_ISSUE, ArticleKind.TROUBLESHOOTING)
BROKEN = r"""
SELECT DISTINCT copy.article_id, link[1]::bigint FROM articles_copy copy
CROSS JOIN LATERAL regexp_matches(copy.sections::text, '/(?:help/)?articles/(\d{1,15})', 'g') AS link
LEFT JOIN articles_article target ON target.id = link[1]::bigint
WHERE copy.shelf = 'inside' AND (target.id IS NULL OR (target.live_id IS NULL AND target.successor_id IS NULL))
ORDER BY 1, 2 LIMIT 200
"""


def standing(person):
    return Article.objects.visible_to(person).with_words().exclude(state=State.RETIRED)


def flags(person, *, owner=None):
    """Open tasks, the first due first."""
    rows = Flag.objects.visible_to(person).open().select_related("article__live", "raised_by", "owner")
    return rows.filter(owner=owner) if owner else rows


def due(person, now):
    """Marked, over their period, or soon to be."""
    near = Q(state=State.NEEDS_UPDATE) | Q(state=State.PUBLISHED, review_at__lte=now + SOON)
    return standing(person).filter(near).order_by(F("review_at").asc(nulls_first=True), "pk")


def orphans(person):
    """Bound to nothing that a ticket is filed under, or without the error code that its kind is found by (KB-18)."""
    nowhere = Q(category=None) | Q(category__retired_at__isnull=False)
    uncoded = Q(kind__in=CODED) & Q(working__error_codes=[])
    return standing(person).filter(nowhere | uncoded).order_by("-pk")


def why_orphan(article):
    if article.category is None:
        return "no category"
    return "its category is retired" if article.category.retired_at else "no error code"


def ownerless(person):
    return standing(person).filter(owner__is_active=False)


def unused(person, now):
    """Live for two periods, and nobody used it."""
    return standing(person).filter(published_at__lt=now - UNUSED, uses=0, live__isnull=False)


def contradicted(person):
    """What it solved came back as often as not."""
    return standing(person).filter(reopened__gte=2, reopened__gt=F("solved") / 2)


def broken(person):
    """Links from live articles to what nobody can read any more: (article, number)."""
    with connection.cursor() as cursor:
        cursor.execute(BROKEN)
        pairs = cursor.fetchall()
    seen = standing(person).in_bulk({pk for pk, _ in pairs})
    return [(seen[pk], number) for pk, number in pairs if pk in seen]
