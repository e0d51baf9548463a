from django.db import transaction

from supportdesk import clock
from supportdesk.accounts import policy
from supportdesk.accounts.kinds import Kind
from supportdesk.accounts.models import Team
from supportdesk.errors import Refused
from supportdesk.events.record import record

FIELDS = ("name", "level", "region")


@transaction.atomic
def change_team(team, *, by, seen, **values):
    """Give a team another name, tier or region; `values` are among FIELDS."""
    team.lock(seen)
    policy.require(by, "change_team", team)
    changes = {}
    for name in FIELDS:
        if name in values and getattr(team, name) != values[name]:
            changes[name] = [spoken(getattr(team, name)), spoken(values[name])]
            setattr(team, name, values[name])
    require_sound(team)
    if changes:
        team.version += 1
        team.save(update_fields=[*changes, "version"])
        record(Kind.TEAM_CHANGED, team, by=by, at=clock.now(), text={"changes": changes}, version=team.version)
    return team


def require_sound(team):
    if not team.name.strip() or Team.objects.filter(name=team.name).exclude(pk=team.pk).exists():
        raise Refused("Give the team a name that no other one has.", field="name")
    if team.level not in (1, 2, 3):
        raise Refused("A team stands in tier 1, 2 or 3.", field="level")


def spoken(value):
    return value if value is None or isinstance(value, int) else str(value)
