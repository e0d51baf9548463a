"""What the ticket's page asks of problems: read only where a template looks (T-17, T-24)."""

from functools import cache

from django.urls import reverse

from supportdesk.accounts.actor import actor

from . import policy
from .models import KnownError, Problem, knows_problems
from .queries import beside, finding, lists
from .states import ErrorStatus

MOST = 200
SETTLED = (ErrorStatus.FIXED, ErrorStatus.WILL_NOT_FIX, ErrorStatus.INTENDED)


def rooms(request):
    """`problems_of(ticket)`: what problems and known errors know of it; nothing for whoever may not know of them."""

    @cache
    def problems_of(ticket):
        if not knows_problems(request.user):
            return None
        return beside.of_ticket(ticket, request.user)

    @cache
    def problems_of_incident(incident):
        return list(lists.of_incident(incident, request.user)) if knows_problems(request.user) else None

    def problems_found(text):
        if not knows_problems(request.user) or not text.strip():
            return []
        rooms = (
            ("Known errors", finding.known_errors(KnownError.objects.visible_to(request.user), text), "known-errors"),
            ("Problems", finding.problems(Problem.objects.visible_to(request.user), text), "problems"),
        )
        return [(label, *finding.first(rows), reverse(name)) for label, rows, name in rooms]

    def problem_right(action, thing=None):
        return policy.can(actor(request), action, thing or Problem())

    return {
        "problems_of": problems_of,
        "problems_of_incident": problems_of_incident,
        "problem_right": problem_right,
        "problems_found": problems_found,
        "public_errors": public_errors,
    }


def public_errors():
    """Known errors that everybody may read of, the last that moved first, for the one list of the help centre."""
    return [(one, one.status in SETTLED) for one in lists.public_errors()[:MOST]]
