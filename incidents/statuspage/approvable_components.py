"""How a part fares, as what approvals are about (`supportdesk.approvals.subjects`)."""

from django.urls import reverse

from supportdesk.errors import Refused

from . import policy
from .models import Health, StatusComponent


def seen(person):
    return StatusComponent.objects.visible_to(person)


def need(by, action, part):
    if action != "set_health":
        raise Refused("There is no such action.", field="action")
    return policy.need(by, action, part)


def arguments(by, action, given):
    if set(given) != {"health"} or given["health"] not in Health.values:
        raise Refused("Say which state, and nothing else.", field="arguments")
    return {"health": given["health"]}


def words(action, part, given):
    return f"Show {part} as “{Health(given['health']).label}” on the status page"


def team(part):
    return None


def address(pk):
    return reverse("status-board")
