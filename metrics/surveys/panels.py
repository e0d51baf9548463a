"""Offered to others' pages: the requester's own open question about a ticket, and what was said about it."""

from functools import partial

from supportdesk import clock

from . import links, queries


def rating(request):
    person = getattr(request, "user", None)
    return {"rating_asked": partial(asked, person), "ratings_of": partial(given, person)}


def asked(person, ticket):
    """Where the reader says how it was; empty where they are not asked."""
    if person is None or not person.is_authenticated or person.serves:
        return ""
    survey = queries.open_for(person, ticket, clock.asked(person))
    return links.path(survey) if survey else ""


def given(person, ticket):
    return list(queries.surveys(person).filter(ticket=ticket)[:5])
