from django.db import transaction

from supportdesk import clock
from supportdesk.accounts import policy
from supportdesk.accounts.kinds import Kind
from supportdesk.errors import Refused
from supportdesk.events.record import record


@transaction.atomic
def review_replies(team, *, by, on):
    """Switch the review gate of a team: whether newcomers' replies wait for a colleague's look (ROLE-04)."""
    team.lock()
    policy.require(by, "review_replies", team)
    if team.reviews_replies == on:
        raise Refused(f"The gate is {'on' if on else 'off'} already.", field="on")
    team.reviews_replies = on
    team.save(update_fields=["reviews_replies"])
    record(Kind.REVIEWS_SWITCHED, team, by=by, at=clock.now(), on=on)
    return team
