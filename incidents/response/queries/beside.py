"""What stands beside a ticket because of its incidents."""

from django.db.models import Prefetch

from ..models import Incident, Workaround
from .lists import of_ticket


def of_a_ticket(person, ticket):
    """Its incidents with the workarounds that are offered: two statements, one for most tickets."""
    offered = Prefetch("workarounds", Workaround.objects.offered(), to_attr="offered")
    return list(of_ticket(ticket, person).prefetch_related(offered)[:5])


def of_an_article(person, article):
    """The incident that it was written from, where this person may know of it."""
    return list(Incident.objects.visible_to(person).filter(articles__article=article))
