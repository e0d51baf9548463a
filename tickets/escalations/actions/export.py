from django.db import transaction

from supportdesk import clock
from supportdesk.errors import Refused
from supportdesk.events.record import record

from .. import exporting, moving, policy
from ..kinds import Kind


@transaction.atomic
def export(escalation, *, by):
    """The packet as it may leave: masked, with cleared files only (ESC-16). That it left stands on the ticket."""
    escalation.lock()
    policy.require(by, "compose", escalation)
    values = moving.values(escalation)
    if not values:
        raise Refused("There is nothing in it yet.")
    told = exporting.packet(escalation, values, exported(escalation))
    about = {"fields": len(told["fields"]), "files": len(told["files"])}
    record(Kind.EXPORTED, escalation.ticket, by=by, at=clock.now(), **moving.about(escalation), **about)
    return told


def exported(escalation):
    """The files that somebody cleared, in the order in which the packet names them."""
    return list(escalation.artefacts.select_related("attachment__file").order_by("pk"))
