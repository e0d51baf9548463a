"""What articles offer to the pages of tickets and of articles: lazily, and at most two statements a ticket."""

from functools import partial

from django.conf import settings

from kb.articles.queries import search
from supportdesk.accounts.actor import Actor

from . import policy, queries


def rooms(request):
    person = getattr(request, "user", None)
    return {
        "ticket_citations": queries.of_ticket,
        "ticket_suggestions": partial(suggestions, person),
        "article_tickets": queries.of_article,
        "may_cite": may_cite,
        "articles_found": partial(articles_found, person),
        "article_site": settings.SITE_URL,
    }


def suggestions(person, ticket, cited, text=""):
    """Without those that stand there already."""
    known = {citation.article_id for citation in cited}
    return [one for one in queries.suggested(ticket, person, text) if one.article_id not in known]


def articles_found(person, text):
    """Six of them, of which five are shown (T-40)."""
    return search.found(search.inside(person), text, 6) if text.strip() else []


def may_cite(person, ticket):
    return policy.can(Actor(person, "browser"), "cite_article", ticket)
