"""What approvals show in the pages of others."""

from functools import partial

from supportdesk import byhand, clock

from .queries import DECIDES, waiting_for

MOST = 99
# Whether anything waits that could be theirs, before the longer question what of it is: on most pages nothing does.
ANYTHING = """
SELECT FROM approvals_approval WHERE state = 'asked' AND expires_at > %(now)s AND asked_by_id <> %(me)s
    AND (roles && %(roles)s::varchar[] OR EXISTS (SELECT FROM accounts_delegation WHERE to_id = %(me)s)) LIMIT 1
"""


def rail(request):
    """For the frame around every page: how many wait for the reader. Asked only by whoever shows it, and of those
    only whose role decides anything."""
    return {"waiting_approvals": partial(waiting, getattr(request, "user", None))}


def waiting(person):
    if person is None or not person.is_authenticated or not DECIDES & set(person.roles):
        return 0
    given = {"now": clock.asked(person), "me": person.pk, "roles": list(person.roles)}
    if byhand.row(ANYTHING, given) is None:
        return 0
    return waiting_for(person).order_by()[: MOST + 1].count()
