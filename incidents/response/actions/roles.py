from django.db import transaction

from supportdesk import clock
from supportdesk.errors import Refused, WrongState
from supportdesk.events.record import record

from .. import policy
from ..commanding import end_offers, take_over
from ..kinds import Kind
from ..models import Incident, RoleSpan
from ..states import RoleKind
from .revise import require_open


@transaction.atomic
def give_role(incident, *, by, role, to):
    """Give somebody a part in it (INC-06, C 39). Oneself takes it at once; another is offered it, and whoever has it
    goes on until they accept. A stakeholder only reads and is never asked. Whoever holds a part may hand it on."""
    incident.lock()
    if role not in RoleKind.values:
        raise Refused("There is no such part.", field="role")
    before = incident.roles.held().filter(role=role).select_related("person").first()
    if before is None or before.person_id != by.person.pk:
        policy.require(by, "assign_role", incident)
    require_open(incident)
    require_fit(incident, role, to)
    if before and before.person_id == to.pk:
        raise Refused(f"{to} is {RoleKind(role).label.lower()} already.", field="to")
    now = clock.now()
    end_offers(incident, role, now)
    about = {"role": role, "from": before.person_id if before else None, "to": to.pk}
    if to.pk == by.person.pk or role == RoleKind.READER:
        span = take_over(incident, role, to, now, by=by, given_by=by.person)
        record(Kind.ROLE_GIVEN, incident, by=by, at=now, span=span.pk, accepted=True, **about)
        return span
    span = RoleSpan.objects.create(incident=incident, role=role, person=to, given_by=by.person, offered_at=now)
    record(Kind.ROLE_GIVEN, incident, by=by, at=now, span=span.pk, accepted=False, **about)
    return span


def require_fit(incident, role, to):
    if not to.is_active or not to.serves or to.is_machine:
        raise Refused("Choose somebody who works here.", field="to")
    if role != RoleKind.READER and to.sits_lightly and role not in (RoleKind.CUSTOMER, RoleKind.SECURITY):
        raise Refused(f"{to} only reads here.", field="to")
    if not incident.restricted and not Incident.objects.visible_to(to).filter(pk=incident.pk).exists():
        raise Refused(f"{to} may not know of this incident.", field="to")


@transaction.atomic
def accept_role(span, *, by):
    """From now on it is theirs; the timeline has from whom, to whom and when."""
    incident = span.incident
    incident.lock()
    span.refresh_from_db()
    policy.require(by, "accept_role", span)
    require_open(incident)
    require_offered(span)
    now = clock.now()
    take_over(incident, span.role, span.person, now, by=by, given_by=span.given_by, span=span)
    record(Kind.ROLE_ACCEPTED, incident, by=by, at=now, span=span.pk, role=span.role)
    return span


@transaction.atomic
def decline_role(span, *, by):
    incident = span.incident
    incident.lock()
    span.refresh_from_db()
    policy.require(by, "accept_role", span)
    require_offered(span)
    now = clock.now()
    span.ended_at = now
    span.save(update_fields=["ended_at"])
    record(Kind.ROLE_DECLINED, incident, by=by, at=now, span=span.pk, role=span.role)
    return span


def require_offered(span):
    if span.accepted_at or span.ended_at:
        raise WrongState("This is not offered any more.")
