"""Proposals for matrix and trackers as what approvals are about (`supportdesk.approvals.subjects`)."""

from django.urls import reverse

from supportdesk.errors import Refused

from . import policy
from .models import OfficeProposal
from .models.proposal import Matter

RIGHTS = {Matter.LANE: "keep_matrix", Matter.TRACKER: "keep_tracker"}


def seen(person):
    return OfficeProposal.objects.visible_to(person)


def need(by, action, proposal):
    if action != RIGHTS[Matter(proposal.matter)]:
        raise Refused("There is no such action.", field="action")
    return policy.need(by, action, proposal)


def arguments(by, action, given):
    """What is proposed never changes, so a grant is bound to the proposal alone."""
    if given:
        raise Refused("This is asked for without arguments.", field="arguments")
    return {}


def words(action, proposal, given):
    return proposal.words


def team(proposal):
    return proposal.group_id


def address(pk):
    return reverse("escalation-matrix")
