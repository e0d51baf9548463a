from django.db import transaction
from django.db.models import F

from supportdesk import clock
from supportdesk.events.record import record

from .. import shelving
from ..kinds import Kind

COUNTERS = {"used": "uses", "solved": "solved", "reopened": "reopened"}


@transaction.atomic
def count_use(article, *, by, what, by_how_much, ticket):
    """Whoever stands above says how often it was used, solved a ticket, or did not after all: what helps is found
    sooner. `ticket` is its number, for the log."""
    article.lock()
    name = COUNTERS[what]
    if by_how_much < 0 and getattr(article, name) + by_how_much < 0:
        by_how_much = -getattr(article, name)
    type(article).objects.filter(pk=article.pk).update(**{name: F(name) + by_how_much})
    setattr(article, name, getattr(article, name) + by_how_much)
    shelving.reweigh(article)
    record(Kind.USED, article, by=by, at=clock.now(), what=what, by_how_much=by_how_much, ticket=ticket)
    return article
