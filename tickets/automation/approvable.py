"""Queues as what approvals are about (`supportdesk.approvals.subjects`): the change of how one is routed."""

from django.urls import reverse

from supportdesk.accounts.matrix import verdict
from supportdesk.catalogue.models import Queue
from supportdesk.errors import Refused
from tickets.desk import policy as desk

from . import policy

WORDS = {
    "change_routing": "Change how {queue} is routed",
    "change_limit": "Change how many tickets {queue} takes at once",
}


def seen(person):
    return Queue.objects.visible_to(person)


def need(by, action, queue):
    if action not in WORDS:
        raise Refused("There is no such action.", field="action")
    if action == "change_limit":
        return desk.need(by, action, queue)
    return verdict(policy.RULES, policy.LIMITS, by, action, queue)


def arguments(by, action, given):
    if given:
        raise Refused("This is asked for without arguments.", field="arguments")
    return {}


def words(action, queue, given):
    return WORDS[action].format(queue=queue)


def team(queue):
    return queue.team_id


def address(pk):
    return f"{reverse('administration-routing')}?queue={pk}"
