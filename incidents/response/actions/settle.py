from django.db import transaction
from django.db.models import Case, Q, Value, When

from supportdesk import clock
from supportdesk.errors import Refused, WrongState
from supportdesk.events.record import record
from tickets.desk import guarding

from .. import entries, policy, telling, timers
from ..kinds import Kind
from ..states import RECOVERED, Audience, EntryKind, Flow, State
from .revise import require_open

TO_RESOLVE = Q(flow__in=(Flow.RESOLVE, Flow.BOTH), flow_due_at__isnull=False)
WITH_WHAT_WAITS = Case(When(TO_RESOLVE, then=Value(Flow.BOTH)), default=Value(Flow.FINAL))


@transaction.atomic
def settle(incident, *, by, message, tickets=None, confirmed=()):
    """The final message to every ticket that has not had it, or to these (INC-19): said behind the page, as an
    ordinary reply of whoever sends it, once each. Free words outside need the right to them (C 42)."""
    incident.lock()
    policy.require(by, "word_update", incident, message=message.strip())
    if incident.restricted:
        incident.wall.require_free()
    if incident.state not in RECOVERED or incident.state == State.CLOSED:
        raise WrongState("The final message follows the verified recovery.")
    if not message.strip():
        raise Refused("Write what the requesters are told.", field="message", missing=("message",))
    message = guarding.screened(by, message.strip(), confirmed, field="message")
    now = clock.now()
    waiting = incident.links.untold()
    if tickets is not None:
        waiting = waiting.filter(ticket__in=tickets)
    incident.put(final_message=message)
    changes = incident.write()
    count = waiting.update(flow=WITH_WHAT_WAITS, flow_due_at=now, flow_by=by.person, flow_words="")
    if not count and incident.links.live().exists():
        raise Refused("Each of its tickets has had the final message.", field="tickets")
    said = {"audience": Audience.EXTERNAL, "text": incident.final_message}
    entries.write(incident, kind=EntryKind.EXTERNAL_UPDATE, by=by, at=now, **said)
    if not count:
        timers.updated(incident, Audience.EXTERNAL, now, by=by)
    text = {"message": incident.final_message, "changes": changes}
    record(Kind.SETTLED, incident, by=by, at=now, text=text, tickets=count, version=incident.version)
    return count


@transaction.atomic
def told_otherwise(incident, *, by, tickets, reason):
    """These requesters know already, by telephone say, or cannot be told: with a reason, for the record."""
    incident.lock()
    policy.require(by, "send_update", incident)
    require_open(incident)
    if not reason.strip():
        raise Refused("Say how they know.", field="reason", missing=("reason",))
    links = list(incident.links.untold().filter(ticket__in=tickets))
    if not links:
        raise Refused("None of these waits for the final message.", field="tickets")
    now = clock.now()
    telling.told(links, now)
    same = incident.links.filter(pk__in=[link.pk for link in links])
    same.filter(flow=Flow.FINAL).update(flow_due_at=None, flow_words="")
    same.filter(flow=Flow.BOTH).update(flow=Flow.RESOLVE, flow_words="")
    named = ", ".join(f"T-{link.ticket_id}" for link in links[:20])
    entries.write(incident, kind=EntryKind.DECISION, by=by, at=now, text=f"Told otherwise ({reason.strip()}): {named}")
    if incident.recovered and not incident.links.untold().exists():
        timers.updated(incident, Audience.EXTERNAL, now, by=by)
    told = [link.ticket_id for link in links]
    record(Kind.TOLD_OTHERWISE, incident, by=by, at=now, text={"reason": reason.strip()}, tickets=told)
    return len(links)
