from django.db import transaction

from supportdesk import clock
from supportdesk.accounts import policy
from supportdesk.accounts.kinds import Kind
from supportdesk.errors import Refused
from supportdesk.events.record import record


@transaction.atomic
def leave_team(team, *, by, person):
    """Take a person out of a team. Tickets they own stay theirs until somebody assigns them anew."""
    team.lock()
    membership = team.memberships.filter(person=person).first()
    if membership is None:
        raise Refused(f"{person.name} is not in this team.", field="person")
    policy.require(by, "leave_team", membership)
    membership.delete()
    person.forget_scope()
    record(Kind.TEAM_LEFT, person, by=by, at=clock.now(), team=team.pk)
