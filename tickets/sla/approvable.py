"""Drafts of calendars and policies as what approvals are about (`supportdesk.approvals.subjects`)."""

from django.urls import reverse

from supportdesk.errors import Refused

from . import policy
from .models import Draft

ADDRESSES = {"calendar": "administration-calendar-draft", "policy": "administration-policy-draft"}


def seen(person):
    return Draft.objects.visible_to(person)


def need(by, action, draft):
    if action != "publish_terms":
        raise Refused("There is no such action.", field="action")
    return policy.need(by, action, draft)


def arguments(by, action, given):
    """The grant is bound to the words that were read: the number of the draft's changes."""
    number = given.get("version")
    if set(given) != {"version"} or type(number) is not int or not 0 < number < 2**31:
        raise Refused("Say which version of the draft, and nothing else.", field="arguments")
    return {"version": number}


def words(action, draft, given):
    return f"Publish the {draft}, version {draft.base + 1}"


def team(draft):
    """Terms are the whole desk's."""


def address(pk):
    return of(Draft.objects.get(pk=pk))


def of(draft):
    return reverse(ADDRESSES[draft.what], args=[draft.pk])
