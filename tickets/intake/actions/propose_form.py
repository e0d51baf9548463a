from django.db import IntegrityError, transaction

from kb.asking import ask_for, because, withdraw_asked
from kb.proposing import differences
from supportdesk import clock
from supportdesk.errors import WrongState
from supportdesk.events.record import record

from .. import policy
from ..forms.content import checked
from ..kinds import Kind
from ..models import FormProposal


@transaction.atomic
def propose_form(form, *, by, content, reason):
    """Propose the next version, or with None a new form. It changes nothing yet; whoever needs somebody's word for it
    (C 62) has asked for it by that. There is one proposal for a form at a time."""
    policy.require(by, "propose_form", form)
    base = lock_base(form)
    now = clock.now()
    said, why = checked(content), because(reason)
    about = {"made_by": by.person, "made_at": now, "changed_by": by.person, "changed_at": now}
    try:
        with transaction.atomic():
            made = FormProposal.objects.create(form=form, base=base, content=said, reason=why, **about)
    except IntegrityError:
        raise WrongState(f"Somebody is proposing a change of “{form}” already.") from None
    text = {"name": made.name, "changes": changes(made), "reason": why}
    record(Kind.FORM_PROPOSED, made, by=by, at=now, text=text, form=made.form_id, base=base)
    ask_for_it(made, by)
    return made


@transaction.atomic
def revise_form(proposal, *, by, seen, content, reason):
    """Ask otherwise: what was granted for the questions before is granted no more, and is asked for anew."""
    proposal.lock(seen)
    policy.require(by, "propose_form", proposal)
    proposal.require_open()
    said, why = checked(content), because(reason)
    if (said, why) == (proposal.content, proposal.reason):
        return proposal
    withdraw_asked(proposal, by=by)
    proposal.content, proposal.reason, proposal.version = said, why, proposal.version + 1
    proposal.base = lock_base(proposal.form)
    proposal.changed_by, proposal.changed_at = by.person, clock.now()
    proposal.save()
    text = {"name": proposal.name, "changes": changes(proposal), "reason": why}
    record(Kind.FORM_CHANGED, proposal, by=by, at=proposal.changed_at, text=text, version=proposal.version)
    ask_for_it(proposal, by)
    return proposal


@transaction.atomic
def withdraw_form(proposal, *, by):
    """Nothing comes of it."""
    proposal.lock()
    policy.require(by, "propose_form", proposal)
    proposal.require_open()
    withdraw_asked(proposal, by=by)
    proposal.state = proposal.State.WITHDRAWN
    proposal.save(update_fields=["state"])
    record(Kind.FORM_WITHDRAWN, proposal, by=by, at=clock.now(), text={"name": proposal.name}, form=proposal.form_id)
    return proposal


def lock_base(form):
    """The number of the version it goes on from; a form that is retired goes on from none."""
    if form is None:
        return 0
    form.lock()
    if form.retired_at:
        raise WrongState(f"“{form}” is retired.")
    return form.live.number


def changes(proposal):
    return differences(proposal.before.content if proposal.before else {}, proposal.content)


def ask_for_it(proposal, by):
    if policy.asks(by, "change_form", proposal):
        ask_for(proposal, "change_form", by=by)
