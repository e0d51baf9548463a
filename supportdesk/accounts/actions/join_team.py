from django.db import transaction

from supportdesk import clock
from supportdesk.accounts import policy
from supportdesk.accounts.kinds import Kind
from supportdesk.accounts.models import Membership
from supportdesk.errors import Refused
from supportdesk.events.record import record


@transaction.atomic
def join_team(team, *, by, person, lead=False):
    """Put a person into a team, so that its queues become theirs. Saying it again changes who leads."""
    team.lock()
    membership = team.memberships.filter(person=person).first() or Membership(team=team, person=person)
    policy.require(by, "join_team", membership)
    check(team, person)
    if membership.pk and membership.lead == lead:
        raise Refused(f"{person.name} is in this team already.", field="person")
    membership.lead = lead
    membership.save()
    person.forget_scope()
    record(Kind.TEAM_JOINED, person, by=by, at=clock.now(), team=team.pk, lead=lead)
    return membership


def check(team, person):
    if not person.is_active or not person.serves:
        raise Refused("Only active staff can be in a team.", field="person")
    if person.organisation_id not in (None, team.organisation_id):
        raise Refused("This person serves another organisation.", field="person")
