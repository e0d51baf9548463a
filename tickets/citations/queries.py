"""Reads of articles around tickets, and what is missing (KB-19)."""

import re
from datetime import timedelta

from django.db.models import Count, Exists, OuterRef, Sum

from kb.articles.models import Article, Miss
from kb.articles.queries import search
from supportdesk.catalogue.models import Category
from tickets.desk.models import Ticket
from tickets.desk.states import CATEGORY
from tickets.desk.states import Category as Stage

from .models import Citation, CitationRole

REFERENCE = re.compile(r"(?:\bKB-|/articles/)(\d{1,15})\b")
SHOWN, LISTED = 4, 50
OVER = [status for status, stage in CATEGORY.items() if stage in (Stage.RESOLVED, Stage.CLOSED)]


def of_ticket(ticket):
    """What was cited here, with the words that are shown of it."""
    rows = Citation.objects.filter(ticket=ticket)
    return list(rows.select_related("article__live", "article__working", "article__successor", "by"))


def of_article(article, person):
    """The tickets that it had to do with, as far as this person may know of them."""
    return list(Citation.objects.filter(article=article).visible_to(person).order_by("-at")[:10])


def suggested(ticket, person, text=""):
    """What may help with this ticket, or with the words that are just being written about it."""
    words = f"{text} {ticket.title}"
    about = {"component": ticket.component_id, "category": ticket.category_id}
    return search.suggested(search.inside(person), words, limit=SHOWN, **about)


def named_in(text):
    """The numbers of the articles that a reply names or links to, in order."""
    return list(dict.fromkeys(int(number) for number in REFERENCE.findall(text)))


def gaps(person, now, days=90):
    """What is missing: categories with many tickets and no article, words looked for in vain, tickets that were solved
    without any article."""
    since = now - timedelta(days=days)
    tickets = Ticket.objects.visible_to(person).counted().filter(opened_at__gte=since).order_by()
    published = Article.objects.filter(category=OuterRef("pk"), live__isnull=False)
    bare = Category.objects.offered().exclude(Exists(published)).select_related("parent")
    numbers = dict(tickets.filter(category__isnull=False).values_list("category").annotate(number=Count("pk")))
    categories = sorted(((one, numbers.get(one.pk, 0)) for one in bare), key=lambda pair: -pair[1])
    misses = Miss.objects.filter(day__gte=since.date()).values("term").annotate(number=Sum("count"))
    used = Citation.objects.filter(ticket=OuterRef("pk")).exclude(role=CitationRole.SOURCE)
    unaided = tickets.filter(status__in=OVER).exclude(Exists(used))
    return {
        "categories": [(one, number) for one, number in categories if number][:LISTED],
        "terms": [(one["term"], one["number"]) for one in misses.order_by("-number", "term")[:LISTED]],
        "unaided": unaided.count(),
        "over": tickets.filter(status__in=OVER).count(),
        "tickets": list(unaided.order_by("-id")[:20]),
    }
