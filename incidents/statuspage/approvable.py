"""A post on the status page as what approvals are about (`supportdesk.approvals.subjects`)."""

from django.urls import reverse

from supportdesk.errors import Refused

from . import policy
from .models import Notice, Stage
from .wording import body


def seen(person):
    return Notice.objects.visible_to(person)


def need(by, action, notice):
    if action != "post_status":
        raise Refused("There is no such action.", field="action")
    return policy.need(by, action, notice)


def arguments(by, action, given):
    """The grant is bound to the very words, and to how the parts are shown."""
    if set(given) != {"stage", "body", "health"} or not isinstance(given["body"], str):
        raise Refused("Say the stage, the text and how the parts fare.", field="arguments")
    health = given["health"]
    if given["stage"] not in Stage.values or not isinstance(health, dict):
        raise Refused("Say the stage, the text and how the parts fare.", field="arguments")
    return {"stage": given["stage"], "body": body(given["body"]), "health": health}


def words(action, notice, given):
    return f"Post on the status page, “{notice}”, {Stage(given['stage']).label.lower()}: {given['body']}"


def team(notice):
    return None


def address(pk):
    return reverse("status-notice", args=[pk])
