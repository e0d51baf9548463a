"""Review gates (ROLE-04): whose public replies a colleague looks at before they are said."""

from django.db.models import Q

from supportdesk.accounts.models import REVIEWED, Team
from supportdesk.errors import WrongState


def required(by, ticket) -> bool:
    """A newcomer speaks for the desk, and the team of the queue or one of the writer's own reviews replies."""
    person = by.person
    if person.ramp_stage not in REVIEWED or by.via == "import" or person.pk == ticket.requester_id:
        return False
    teams = Team.objects.filter(Q(pk=ticket.queue.team_id) | Q(pk__in=person.scope.teams))
    return teams.filter(reviews_replies=True).exists()


def require_looked_at(by, ticket) -> None:
    """Nothing goes past the gate, whichever door it comes by."""
    if required(by, ticket):
        raise WrongState("A colleague looks at your replies first. Hand it in for review.", permitted=("hold",))
