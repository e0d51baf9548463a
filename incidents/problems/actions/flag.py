from django.db import transaction

from supportdesk import clock
from supportdesk.errors import Refused, WrongState
from supportdesk.events.record import record
from tickets.desk import guarding
from tickets.desk.texts import one_line

from .. import policy
from ..kinds import Kind
from ..models import Flag, Problem
from ..signatures import grouped
from ..states import Triage


@transaction.atomic
def flag_recurring(ticket, *, by, signature, evidence, confirmed=()):
    """Say that this looks like something that comes back, by the signature of its error and what shows it (T-39)."""
    ticket.lock()
    policy.require(by, "contribute", Problem())
    given = {"signature": one_line(signature), "evidence": evidence.strip()}
    said = guarding.parts(by, given, confirmed)
    if not grouped(said["signature"]):
        raise Refused("Name the signature: a code or the words of the error.", field="signature")
    if len(said["signature"]) > 200:
        raise Refused("A signature has at most 200 characters.", field="signature")
    if not said["evidence"]:
        raise Refused("Say what shows that it comes back.", field="evidence", missing=("evidence",))
    group, now = grouped(said["signature"]), clock.now()
    waiting = {"ticket": ticket, "grouped": group, "state__in": (Triage.OPEN, Triage.MONITORED)}
    if Flag.objects.filter(**waiting).exists():
        raise WrongState("This ticket carries that flag already.")
    made = Flag.objects.create(ticket=ticket, grouped=group, flagged_by=by.person, flagged_at=now, **said)
    record(Kind.FLAGGED, ticket, by=by, at=now, text={"signature": made.signature}, flag=made.pk)
    return made
