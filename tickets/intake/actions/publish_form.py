from django.db import transaction
from django.utils.text import slugify

from kb.asking import approver, because
from supportdesk import clock
from supportdesk.errors import WrongState
from supportdesk.events.record import record

from .. import policy
from ..forms.content import checked
from ..kinds import Kind
from ..models import Form, FormVersion


@transaction.atomic
def publish_form(proposal, *, by):
    """Let it be filled in: the next version, for good. Answers to the ones before stay bound to them."""
    if proposal.form_id:
        proposal.form.lock()
    proposal.lock()
    proposal.require_open()
    policy.require(by, "change_form", proposal)
    require_newest(proposal)
    now = clock.now()
    # once more: a category may be retired, and a kind of question forbidden, by now
    content = checked(proposal.content)
    form = proposal.form or Form.objects.create(key=fresh_key(proposal.name), owner=proposal.made_by, made_at=now)
    made = FormVersion.objects.create(form=form, content=content, **about(proposal, by, now))
    form.name, form.organisation_id, form.live = content["name"], content["organisation"], made
    form.save(update_fields=["name", "organisation", "live"])
    proposal.form, proposal.state, proposal.became = form, proposal.State.PUBLISHED, made.number
    proposal.save(update_fields=["form", "state", "became"])
    text = {"name": form.name, "reason": made.reason}
    numbers = {"version": made.number, "proposal": proposal.pk, "proposed_by": proposal.made_by_id}
    record(Kind.FORM_PUBLISHED, form, by=by, at=now, text=text, **numbers)
    return made


@transaction.atomic
def retire_form(form, *, by, reason):
    """Offer it no more. What came in by it stays."""
    form.lock()
    policy.require(by, "retire_form", form)
    if form.retired_at:
        raise WrongState(f"“{form}” is retired already.")
    said = because(reason)
    form.retired_at, form.retired_by, form.retired_because = clock.now(), by.person, said
    form.save(update_fields=["retired_at", "retired_by", "retired_because"])
    text = {"name": form.name, "reason": said}
    record(Kind.FORM_RETIRED, form, by=by, at=form.retired_at, text=text, version=form.live.number)
    return form


def require_newest(proposal):
    form = proposal.form
    if form and form.retired_at:
        raise WrongState(f"“{form}” is retired.")
    if form and form.live.number != proposal.base:
        raise WrongState("Another version was published meanwhile. Look at what differs now, and save it again.")


def fresh_key(name):
    """What the address of a new form is called; it stays whatever the form is called later."""
    stem = slugify(name)[:50] or "form"
    taken = set(Form.objects.filter(key__startswith=stem).values_list("key", flat=True))
    return next(key for key in (stem, *(f"{stem}-{number}" for number in range(2, 9999))) if key not in taken)


def about(proposal, by, now):
    return {
        "number": proposal.base + 1,
        "proposed_by": proposal.made_by,
        "published_by": by.person,
        "approved_by": approver(proposal, by),
        "published_at": now,
        "reason": proposal.reason,
    }
