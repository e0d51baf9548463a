from django.db import transaction

from supportdesk import clock
from supportdesk.approvals import gate
from supportdesk.approvals.actions.ask import ask
from supportdesk.approvals.actions.withdraw import withdraw
from supportdesk.approvals.models import OPEN, Approval
from supportdesk.errors import NeedsApproval, NotAllowed, Refused, WrongState
from supportdesk.events.record import record

from .. import approvable, policy
from ..kinds import Kind
from ..models import Lane, OfficeProposal
from ..models.proposal import Matter
from .issues import kept_tracker, require_tracker
from .matrix import FIELDS, kept_lane, require_sound

NAMED = ("component", "group", "contact", "owner")
NAMES = {Matter.LANE: FIELDS, Matter.TRACKER: ("key", "name")}


@transaction.atomic
def propose(matter, *, by, reason, known=None, **given):
    """Ask for a change of the matrix or a new tracker, which whoever asks may not make alone (C 55, C 72). What it
    would be is checked now; it changes nothing until it is granted and put in force."""
    if matter not in Matter.values:
        raise Refused("Say what should change.", field="matter")
    values = {name: plain(given[name]) for name in NAMES[Matter(matter)] if name in given}
    made = OfficeProposal(matter=matter, lane=known, values=values, made_by=by.person, made_at=clock.now())
    needed = policy.need(by, approvable.RIGHTS[Matter(matter)], made)
    if isinstance(needed, NotAllowed):
        raise needed
    if not isinstance(needed, NeedsApproval):
        raise Refused("You may do this without asking.", field="matter")
    made.words, made.reason = described(made, known)[:250], reason.strip()[:500]
    made.save()
    ask(made, by=by, action=approvable.RIGHTS[Matter(matter)], arguments={}, reason=reason)
    record(Kind.PROPOSED, made, by=by, at=made.made_at, text={"words": made.words}, matter=matter)
    return made


def plain(value):
    return getattr(value, "pk", value)


def described(proposal, known):
    """In words, and refused if it could never be kept."""
    if proposal.matter == Matter.TRACKER:
        key, name = proposal.values.get("key", ""), proposal.values.get("name", "")
        require_tracker(key, name)
        return f"Add the tracker “{name.strip()}” ({key})"
    lane = filled(known or Lane(), proposal.values)
    require_sound(lane)
    return f"{'Change' if known else 'Add'} the entry of the escalation matrix “{lane}”: {lane.group.name}"


def filled(lane, values):
    for name, value in values.items():
        setattr(lane, f"{name}_id" if name in NAMED else name, value)
    return lane


@transaction.atomic
def put_in_force(proposal, *, by):
    """By whoever asked, once it is granted, or by whoever may without asking. Answers the entry or the tracker."""
    proposal.lock()
    require_open(proposal)
    gate.require(policy.RULES, policy.LIMITS, by, approvable.RIGHTS[Matter(proposal.matter)], proposal, {})
    now = clock.now()
    if proposal.matter == Matter.TRACKER:
        made = kept_tracker(by=by, at=now, **proposal.values)
    else:
        known = proposal.lane
        if known:
            known.lock()
        made = kept_lane(filled(known or Lane(), proposal.values), by=by, at=now)
    end(proposal, now, carried_out=True)
    record(Kind.PROPOSAL_ENDED, proposal, by=by, at=now, carried_out=True, matter=proposal.matter)
    return made


@transaction.atomic
def drop_proposal(proposal, *, by):
    """Not needed after all; nobody is asked any more."""
    proposal.lock()
    require_open(proposal)
    if proposal.made_by_id != by.person.pk:
        policy.require(by, approvable.RIGHTS[Matter(proposal.matter)], proposal)
    for one in Approval.objects.about(proposal).filter(asked_by=by.person, state__in=OPEN):
        withdraw(one, by=by)
    now = clock.now()
    end(proposal, now, carried_out=False)
    record(Kind.PROPOSAL_ENDED, proposal, by=by, at=now, carried_out=False, matter=proposal.matter)
    return proposal


def require_open(proposal):
    if proposal.ended_at:
        raise WrongState("This proposal is over already.")


def end(proposal, now, *, carried_out):
    proposal.ended_at, proposal.carried_out = now, carried_out
    proposal.save(update_fields=["ended_at", "carried_out"])
