from django.db import transaction

from supportdesk import clock
from supportdesk.errors import NotAllowed, Refused, WrongState
from supportdesk.events.record import record
from tickets.desk import guarding

from .. import entries, policy
from ..commanding import held
from ..kinds import Kind
from ..models import Workaround
from ..states import EntryKind, RoleKind
from .revise import require_open


@transaction.atomic
def propose_workaround(incident, *, by, text, availability="", side_effects="", confirmed=()):
    """A way around it, as requesters would be told; approved by those who may (INC-12, C 50)."""
    incident.lock()
    policy.require(by, "keep_workaround", Workaround(incident=incident))
    require_open(incident)
    if not text.strip():
        raise Refused("Say what the requester does.", field="text", missing=("text",))
    text = guarding.screened(by, text.strip(), confirmed, field="text")
    now = clock.now()
    said = {"text": text, "availability": availability.strip(), "side_effects": side_effects.strip()}
    made = Workaround.objects.create(incident=incident, proposed_by=by.person, proposed_at=now, **said)
    record(Kind.WORKAROUND_KEPT, incident, by=by, at=now, text={"text": made.text}, workaround=made.pk)
    return made


@transaction.atomic
def approve_workaround(workaround, *, by):
    """From now on analysts are offered it as a ready reply on every ticket of the incident. Nobody approves their own
    proposal but whoever commands: in the middle of an incident nobody else may be there."""
    incident = workaround.incident
    incident.lock()
    workaround.lock()
    workaround.approves = True
    policy.require(by, "keep_workaround", workaround)
    require_open(incident)
    if workaround.approved_at or workaround.withdrawn_at:
        raise WrongState("This is decided already.")
    require_another(workaround, by)
    now = clock.now()
    workaround.approved_by, workaround.approved_at = by.person, now
    workaround.save(update_fields=["approved_by", "approved_at"])
    entries.write(incident, kind=EntryKind.WORKAROUND, by=by, at=now, text=workaround.text)
    record(Kind.WORKAROUND_APPROVED, incident, by=by, at=now, workaround=workaround.pk)
    return workaround


def require_another(workaround, by):
    commander = held(workaround.incident).get(RoleKind.COMMANDER)
    if workaround.proposed_by_id == by.person.pk and (commander is None or commander.person_id != by.person.pk):
        raise NotAllowed("keep_workaround", "Somebody else approves what you proposed.")


@transaction.atomic
def withdraw_workaround(workaround, *, by, reason):
    """It does not work, or does harm: it is offered no more."""
    incident = workaround.incident
    incident.lock()
    workaround.lock()
    workaround.approves = True
    policy.require(by, "keep_workaround", workaround)
    if workaround.withdrawn_at:
        raise WrongState("It is withdrawn already.")
    if not reason.strip():
        raise Refused("Say why.", field="reason", missing=("reason",))
    now = clock.now()
    workaround.withdrawn_at = now
    workaround.save(update_fields=["withdrawn_at"])
    entries.write(incident, kind=EntryKind.WORKAROUND, by=by, at=now, text=f"Withdrawn: {reason.strip()}")
    record(
        Kind.WORKAROUND_WITHDRAWN, incident, by=by, at=now, text={"reason": reason.strip()}, workaround=workaround.pk
    )
    return workaround
