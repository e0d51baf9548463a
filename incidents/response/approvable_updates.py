"""An update in free words as what approvals are about (`supportdesk.approvals.subjects`)."""

from django.urls import reverse

from supportdesk.errors import Refused

from . import approvable, policy
from .models import Update


def seen(person):
    return Update.objects.visible_to(person)


def need(by, action, update):
    if action != "word_update":
        raise Refused("There is no such action.", field="action")
    return policy.need(by, action, update)


def arguments(by, action, given):
    """The words of an update never change, so a grant is bound to the update alone."""
    if given:
        raise Refused("This is asked for without arguments.", field="arguments")
    return {}


def words(action, update, given):
    many = update.incident.links.live().count()
    tickets = f"{many} ticket{'' if many == 1 else 's'}"
    return f"Tell the requesters of {tickets} of INC-{update.incident_id}, “{update.headline}”: {update.body}"


def acting(update):
    return approvable.acting(update.incident)


def team(update):
    return None


def address(pk):
    return reverse("incident-update", args=[pk])
