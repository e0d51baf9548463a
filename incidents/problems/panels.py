"""What the ticket's page asks of problems: read only where a template looks (T-17, T-24)."""

from functools import cache

from supportdesk.accounts.actor import actor

from . import policy
from .models import Problem, knows_problems
from .queries import beside


def rooms(request):
    """`problems_of(ticket)`: what problems and known errors know of it; nothing for whoever may not know of them."""

    @cache
    def problems_of(ticket):
        if not knows_problems(request.user):
            return None
        return beside.of_ticket(ticket, request.user)

    def problem_right(action, thing=None):
        return policy.can(actor(request), action, thing or Problem())

    return {"problems_of": problems_of, "problem_right": problem_right}
