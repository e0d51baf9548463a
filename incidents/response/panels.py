"""What incidents offer to others' pages."""

from functools import partial

from kb.articles import policy as articles
from supportdesk.accounts.actor import Actor
from tickets.citations import policy as citations

from .queries.beside import of_a_ticket, of_an_article


def rooms(request):
    """For the place beside a ticket: its incidents, and the workarounds that are offered because of them."""
    person = getattr(request, "user", None)
    return {
        "incidents_of": partial(of_a_ticket, person),
        "article_incidents": partial(of_an_article, person),
        "may_write_up": partial(may_write_up, person),
        "may_publish_now": partial(may_publish_now, person),
    }


def may_write_up(person, incident):
    return not incident.restricted and citations.can(Actor(person, "browser"), "write_up", incident)


def may_publish_now(person, incident):
    emergency = incident.acknowledged_at and not (incident.recovered or incident.restricted or incident.drill)
    return bool(emergency) and articles.can(Actor(person, "browser"), "publish_urgently", incident)
