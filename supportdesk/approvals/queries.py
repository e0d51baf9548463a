"""Reads of approvals, for pages, the API and notices."""

from django.db.models import Q

from supportdesk import byhand, clock
from supportdesk.accounts.models import Delegation, Person

from .models import OPEN, Approval, State
from .standing import stands_in

DECIDES = frozenset({"AN", "SA", "TL", "SM", "ER", "IC", "AU", "OA", "SO", "CS", "FN"})
# At least what `waiting_for` finds: it asks nothing of the thing, nor of whom one stands in for.
ANYTHING = """
SELECT FROM approvals_approval WHERE state = 'asked' AND expires_at > %(now)s AND asked_by_id <> %(me)s
    AND (roles && %(roles)s::varchar[] OR answers_id = %(me)s
        OR EXISTS (SELECT FROM accounts_delegation WHERE to_id = %(me)s)) LIMIT 1
"""


def something_waits(person):
    """Whether anything could be theirs to decide, before the longer question what of it is: mostly nothing is."""
    given = {"now": clock.asked(person), "me": person.pk, "roles": list(person.roles)}
    return byhand.row(ANYTHING, given) is not None


def waiting_for(person):
    """What this person could decide: asked by somebody else, of a role of theirs, about what they may know of."""
    now = clock.asked(person)
    mine = Q(roles__overlap=list(person.roles)) | Q(answers=person)
    for one in stands_in(person, now):
        mine |= Q(roles__contains=[one.role]) & ~Q(asked_by=one.giver)
    asked = Approval.objects.visible_to(person).filter(mine, state=State.ASKED, expires_at__gt=now)
    return asked.exclude(asked_by=person).exclude(granted_by__contains=[person.pk])


def of_thing(thing):
    """What was asked about it: what is open, and the latest that is over."""
    found = Approval.objects.about(thing).select_related("asked_by", "decided_by", "answers").order_by("-pk")[:5]
    return sorted(found, key=lambda one: (one.state not in OPEN, -one.pk))


def granted_to(thing, *, by, action):
    """What was granted to this person here and is not used yet."""
    granted = Approval.objects.about(thing).filter(asked_by=by.person, action=action, state=State.GRANTED)
    return list(granted.filter(expires_at__gt=clock.now()).order_by("-pk"))


def deciders(approval):
    """Who is asked next: active people of these roles and those who stand in for them, never whoever asked."""
    now = clock.now()
    people = Person.objects.active().filter(is_machine=False)
    named = Delegation.objects.running(now).filter(role__in=approval.roles).exclude(giver=approval.asked_by)
    stand_ins = [one.to_id for one in named.select_related("giver") if one.holds]
    able = people.filter(Q(roles__overlap=approval.roles) | Q(pk__in=[*stand_ins, approval.answers_id]))
    return able.exclude(pk__in=[approval.asked_by_id, *approval.granted_by])
