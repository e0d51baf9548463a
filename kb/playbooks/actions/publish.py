from django.db import transaction

from kb.asking import approver
from supportdesk import clock
from supportdesk.errors import WrongState
from supportdesk.events.record import record

from .. import policy
from ..content import checked
from ..kinds import Kind
from ..models import Playbook, PlaybookVersion


@transaction.atomic
def publish(proposal, *, by):
    """Let it be begun: the next version, for good. Runs that are under way keep the one they were begun with."""
    if proposal.playbook_id:
        proposal.playbook.lock()
    proposal.lock()
    proposal.require_open()
    policy.require(by, proposal.action, proposal)
    require_newest(proposal)
    now = clock.now()
    playbook = proposal.playbook or Playbook.objects.create(name=proposal.name, owner=proposal.made_by, made_at=now)
    made = PlaybookVersion.objects.create(playbook=playbook, **said(proposal), **about(proposal, by, now))
    playbook.name, playbook.live = made.name, made
    playbook.save(update_fields=["name", "live"])
    proposal.playbook, proposal.state, proposal.became = playbook, proposal.State.PUBLISHED, made.number
    proposal.save(update_fields=["playbook", "state", "became"])
    text = {"name": made.name, "reason": made.reason}
    numbers = {"version": made.number, "proposal": proposal.pk, "proposed_by": proposal.made_by_id}
    record(Kind.PUBLISHED, playbook, by=by, at=now, text=text, **numbers)
    return made


def require_newest(proposal):
    playbook = proposal.playbook
    if playbook and playbook.retired_at:
        raise WrongState(f"“{playbook}” is retired.")
    if playbook and playbook.live.number != proposal.base:
        raise WrongState("Another version was published meanwhile. Look at what differs now, and save it again.")


def said(proposal):
    """Checked once more: a category or a component may be retired by now."""
    content = checked(proposal.content)
    return content | {f"{name}_id": content.pop(name) for name in ("category", "component", "team")}


def about(proposal, by, now):
    return {
        "number": proposal.base + 1,
        "proposed_by": proposal.made_by,
        "published_by": by.person,
        "approved_by": approver(proposal, by),
        "published_at": now,
        "reason": proposal.reason,
    }
