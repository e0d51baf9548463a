"""Reads of articles for the desk."""

from django.db.models import Count, Q

from supportdesk.byhand import NAME, rows_of

from ..models import Article, Review, Revision


def article(person, pk):
    """One article as the desk sees it, or nothing."""
    return Article.objects.visible_to(person).with_words().filter(pk=pk).first()


def listed(person, *, state="", owner=None, audience=""):
    found = Article.objects.visible_to(person).with_words()
    if state:
        found = found.filter(state=state)
    if owner:
        found = found.filter(owner=owner)
    if audience:
        found = found.filter(Q(live__audience=audience) | Q(live=None, working__audience=audience))
    return found


def states(person):
    """How many stand in each state."""
    counted = Article.objects.visible_to(person).order_by().values_list("state").annotate(number=Count("pk"))
    return dict(counted)


def revisions(article):
    return Revision.objects.filter(article=article).select_related("author", "organisation")


def revision(article, number):
    return revisions(article).filter(number=number).first()


def reviews(article):
    return Review.objects.filter(article=article).select_related("asked_by", "decided_by", "revision")


def latest_reviews(article, most):
    """For its page: with who asked and answered."""
    parts = (("asked_by", NAME), ("decided_by", NAME), ("revision", ("id", "number")))
    return rows_of(Review, "article", article.pk, parts=parts, tail=f"ORDER BY one.id DESC LIMIT {int(most)}")


def asked_of(person):
    """What waits for a look, and may be this person's to give."""
    seen = Article.objects.visible_to(person).order_by().values("pk")
    found = Review.objects.filter(answer=Review.Answer.ASKED, article__in=seen)
    return found.select_related("article", "revision", "asked_by").order_by("asked_at")
