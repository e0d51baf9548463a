from django.db import transaction

from supportdesk import clock
from supportdesk.errors import Refused
from supportdesk.events.record import record

from .. import timers
from ..carrying import DOES
from ..kinds import Kind
from ..models import Incident, IncidentTicket
from ..states import Audience, Flow

LAST = (Flow.FINAL, Flow.BOTH)


@transaction.atomic
def carry_next(*, by):
    """Do to one ticket what its incident has to do to it, by the ticket's own action; answers whether there was one.
    What is refused is said in words on the ticket and on the sweep, and stops no other. The incident is locked with
    the row, and neither is waited for: whoever moves it holds it and waits for its rows."""
    now = clock.now()
    due = IncidentTicket.objects.filter(flow_due_at__lte=now).order_by("flow_due_at", "pk")
    due = due.select_related("incident", "ticket")
    link = due.select_for_update(no_key=True, skip_locked=True, of=("self", "incident")).first()
    if link is None:
        return False
    try:
        with transaction.atomic():
            DOES[Flow(link.flow)](link, by)
            link.flow_words = ""
            if link.flow in LAST:
                link.told_at = now
    except Refused as refusal:
        link.flow_words = refusal.message[:500]
        about = {"incident": link.incident_id, "flow": link.flow}
        record(Kind.FLOW_REFUSED, link.ticket, by=by, at=now, text={"why": link.flow_words}, **about)
    link.flow_due_at = None
    link.save(update_fields=["flow_due_at", "flow_words", "told_at"])
    if link.flow in LAST:
        end_when_told(link.incident_id, now, by)
    return True


def end_when_told(incident_id, now, by):
    """With the last one told the closing message is sent, and no update is due any more."""
    incident = Incident.objects.get(pk=incident_id)
    if not incident.links.untold().exists():
        incident.lock()
        timers.updated(incident, Audience.EXTERNAL, now, by=by)
