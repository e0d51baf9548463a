"""What the catalogue offers to others' pages."""

from functools import partial

from supportdesk.accounts.actor import Actor

from . import policy
from .models import Queue


def office(request):
    """For a team's page: whether the reader may open a queue for it."""
    return {"may_open_queue": partial(may_open_queue, getattr(request, "user", None))}


def may_open_queue(person, team):
    queue = Queue(team=team, organisation_id=team.organisation_id)
    return policy.can(Actor(person, "browser"), "change_queue", queue)
