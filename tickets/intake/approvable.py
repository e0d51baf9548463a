"""Proposals of forms as what approvals are about (`supportdesk.approvals.subjects`)."""

from django.urls import reverse

from kb.asking import version_asked
from supportdesk.errors import Refused

from . import policy
from .models import FormProposal


def seen(person):
    return FormProposal.objects.visible_to(person)


def need(by, action, proposal):
    if action != "change_form":
        raise Refused("There is no such action.", field="action")
    return policy.need(by, action, proposal)


def arguments(by, action, given):
    """The grant is bound to the questions that were read: the number of the proposal's changes."""
    return version_asked(given)


def words(action, proposal, given):
    return f"{'Change' if proposal.base else 'Add'} the form “{proposal.name}”"


def team(proposal):
    return proposal.team_id


def address(pk):
    return reverse("form-proposal", args=[pk])
