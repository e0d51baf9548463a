from django.db import transaction

from kb.asking import approver
from supportdesk import clock
from supportdesk.errors import WrongState
from supportdesk.events.record import record

from .. import policy
from ..content import checked
from ..kinds import Kind
from ..models import Macro, MacroVersion


@transaction.atomic
def publish(proposal, *, by):
    """Let it be inserted: the next version, for good. The ones before stay in the history (KB-15)."""
    if proposal.macro_id:
        proposal.macro.lock()
    proposal.lock()
    proposal.require_open()
    policy.require(by, "change_macro", proposal)
    require_newest(proposal)
    now = clock.now()
    macro = proposal.macro or Macro.objects.create(name=proposal.name, owner=proposal.made_by, made_at=now)
    made = MacroVersion.objects.create(macro=macro, **said(proposal), **about(proposal, by, now))
    macro.name, macro.live = made.name, made
    macro.save(update_fields=["name", "live"])
    proposal.macro, proposal.state, proposal.became = macro, proposal.State.PUBLISHED, made.number
    proposal.save(update_fields=["macro", "state", "became"])
    text = {"name": made.name, "reason": made.reason}
    numbers = {"version": made.number, "proposal": proposal.pk, "proposed_by": proposal.made_by_id}
    record(Kind.PUBLISHED, macro, by=by, at=now, text=text, **numbers)
    return made


def require_newest(proposal):
    macro = proposal.macro
    if macro and macro.retired_at:
        raise WrongState(f"“{macro}” is retired.")
    if macro and macro.live.number != proposal.base:
        raise WrongState("Another version was published meanwhile. Look at what differs now, and save it again.")


def said(proposal):
    """Checked once more: a category or a queue may be retired by now."""
    content = checked(proposal.content)
    return content | {"category_id": content.pop("category"), "team_id": content.pop("team")}


def about(proposal, by, now):
    return {
        "number": proposal.base + 1,
        "proposed_by": proposal.made_by,
        "published_by": by.person,
        "approved_by": approver(proposal, by),
        "published_at": now,
        "reason": proposal.reason,
    }
