"""Reads of the help centre: copies for readers outside, and nothing else."""

from django.db.models import Count

from ..models import Article, Copy
from ..shapes import ArticleKind

SHOWN = 8


def copies(person=None):
    return Copy.objects.for_reader(person)


def copy(person, pk):
    """What this reader may read of an article, or nothing."""
    related = ("category__parent", "component", "article")
    return copies(person).filter(article=pk).select_related(*related).first()


def heir(person, pk):
    """Where an old link leads: what took the place of an article that is gone, as far as this reader may read it."""
    gone = Article.objects.filter(pk=pk, successor__isnull=False).select_related("successor").first()
    return copy(person, gone.current.pk) if gone else None


def shelves(person):
    """The categories with what stands in each: (category, number)."""
    counted = copies(person).filter(category__isnull=False).order_by()
    return list(
        counted.values_list("category", "category__name", "category__parent__name")
        .annotate(number=Count("pk"))
        .order_by("category__parent__name", "category__name")
    )


def most_helpful(person):
    return list(copies(person).defer("document", "names").order_by("-weight", "-changed_at")[:SHOWN])


def known_issues(person):
    """Known issues with where each stands, the open ones first (KB-20)."""
    rows = copies(person).filter(kind=ArticleKind.KNOWN_ISSUE).select_related("article", "component")
    return rows.order_by("article__issue_status_at").defer("document", "names")


def newest(person, limit=50):
    return list(copies(person).defer("document", "names").order_by("-changed_at", "-article_id")[:limit])
