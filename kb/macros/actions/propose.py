from django.db import IntegrityError, transaction

from kb.asking import ask_for, because, withdraw_asked
from kb.proposing import differences
from supportdesk import clock
from supportdesk.errors import WrongState
from supportdesk.events.record import record

from .. import policy
from ..content import checked
from ..kinds import Kind
from ..models import MacroProposal


@transaction.atomic
def propose(macro, *, by, content, reason):
    """Propose the next version, or with None something new. It changes nothing yet; whoever needs somebody's word for
    it (C 61) has asked for it by that. There is one proposal for a macro at a time."""
    policy.require(by, "propose_macro", macro)
    base = lock_base(macro)
    now = clock.now()
    said, why = checked(content), because(reason)
    about = {"made_by": by.person, "made_at": now, "changed_by": by.person, "changed_at": now}
    try:
        with transaction.atomic():
            made = MacroProposal.objects.create(macro=macro, base=base, content=said, reason=why, **about)
    except IntegrityError:
        raise WrongState(f"Somebody is proposing a change of “{macro}” already.") from None
    text = {"name": made.name, "changes": changes(made), "reason": why}
    record(Kind.PROPOSED, made, by=by, at=now, text=text, macro=made.macro_id, base=base)
    ask_for_it(made, by)
    return made


@transaction.atomic
def revise(proposal, *, by, seen, content, reason):
    """Say it otherwise: what was granted for the words before is granted no more, and is asked for anew."""
    proposal.lock(seen)
    policy.require(by, "propose_macro", proposal)
    proposal.require_open()
    said, why = checked(content), because(reason)
    if (said, why) == (proposal.content, proposal.reason):
        return proposal
    withdraw_asked(proposal, by=by)
    proposal.content, proposal.reason, proposal.version = said, why, proposal.version + 1
    proposal.base = lock_base(proposal.macro)
    proposal.changed_by, proposal.changed_at = by.person, clock.now()
    proposal.save()
    text = {"name": proposal.name, "changes": changes(proposal), "reason": why}
    record(Kind.CHANGED, proposal, by=by, at=proposal.changed_at, text=text, version=proposal.version)
    ask_for_it(proposal, by)
    return proposal


@transaction.atomic
def withdraw_proposal(proposal, *, by):
    """Nothing comes of it."""
    proposal.lock()
    policy.require(by, "propose_macro", proposal)
    proposal.require_open()
    withdraw_asked(proposal, by=by)
    proposal.state = proposal.State.WITHDRAWN
    proposal.save(update_fields=["state"])
    record(Kind.WITHDRAWN, proposal, by=by, at=clock.now(), text={"name": proposal.name}, macro=proposal.macro_id)
    return proposal


def lock_base(macro):
    """The number of the version it goes on from; a macro that is retired goes on from none."""
    if macro is None:
        return 0
    macro.lock()
    if macro.retired_at:
        raise WrongState(f"“{macro}” is retired.")
    return macro.live.number


def changes(proposal):
    return differences(proposal.before.plain() if proposal.before else {}, proposal.content)


def ask_for_it(proposal, by):
    if policy.asks(by, "change_macro", proposal):
        ask_for(proposal, "change_macro", by=by)
