from django.db import transaction

from supportdesk import clock
from supportdesk.accounts import policy
from supportdesk.accounts.kinds import Kind
from supportdesk.accounts.models import Team
from supportdesk.errors import Refused
from supportdesk.events.record import record


@transaction.atomic
def add_team(organisation, *, by, name, level=1, region=None):
    """Found a team. Without an organisation it is the provider's own and serves everybody."""
    team = Team(name=name.strip(), level=level, region=region, organisation=organisation)
    policy.require(by, "add_team", team)
    if not team.name or Team.objects.filter(name=team.name).exists():
        raise Refused("Give the team a name that no other one has.", field="name")
    team.save()
    record(Kind.TEAM_ADDED, team, by=by, at=clock.now(), text={"name": team.name}, level=level)
    return team
