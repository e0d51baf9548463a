from django.db import transaction

from supportdesk import clock
from supportdesk.accounts.actor import system
from supportdesk.accounts.models import Role
from supportdesk.errors import Refused, WrongState
from supportdesk.events.record import record
from tickets.desk import policy as desk
from tickets.desk.actions.release_words import freeze_words
from tickets.desk.actions.restrict import restrict
from tickets.desk.models import Ticket

from .. import configured, lanes, moving, policy, situations
from ..filling import build
from ..kinds import Kind
from ..models import Escalation
from ..states import Issue, Target, Trigger


@transaction.atomic
def begin(ticket, *, by, target, issue, trigger, also=(), named=(), what=""):
    """Begin an escalation: a draft, filled with what the ticket knows (ESC-01, ESC-20). A security doubt closes the
    ticket to all but those named before anything else is written, and the security officers hear of it at once
    (ESC-10): `named` are the colleagues who go on seeing it, `what` is the suspicion."""
    ticket.lock()
    require_known(target, issue, trigger)
    hurried = target == Target.SECURITY or configured.immediate(trigger)
    escalation = Escalation(ticket=ticket, target=target, issue=issue, trigger=trigger, immediate=hurried)
    escalation.sender, escalation.sender_kind = by.person, situations.sender_kind(by.person)
    require_may(escalation, by)
    if not ticket.is_live:
        raise WrongState("Only a live ticket is escalated. Reopen it first.", permitted=("reopen",))
    if target == Target.SECURITY and not ticket.restricted:
        wall_in(ticket, named, what, by=by)
    if target == Target.SECURITY:
        freeze_words(ticket, by=by, at=clock.now())
    escalation.lane = lanes.find(target, ticket.component_id, trigger)
    escalation.group = escalation.lane.group if escalation.lane else None
    now = clock.now()
    moving.begin(escalation, now, by=by)
    escalation.also.set(others(ticket, also, by))
    build(escalation, now, by=by, given={"P-29": {"concern": "yes", "what": what}} if what else None)
    escalation.save()
    about = {"issue": issue, "trigger": trigger, "immediate": hurried, "percent": escalation.percent}
    record(Kind.BEGUN, escalation.ticket, by=by, at=now, **moving.about(escalation), **about)
    return escalation


def require_may(escalation, by):
    """A junior begins also what a lead will have to look at (ESC-09): it is sending it that they may not."""
    action = policy.ESCALATE[Target(escalation.target)]
    junior = escalation.target == Target.ENGINEERING and by.person.has_role(Role.JA)
    if junior:
        policy.require(by, "compose", escalation)
    else:
        policy.require(by, action, escalation)


def require_known(target, issue, trigger):
    for name, value, known in (("target", target, Target), ("issue", issue, Issue), ("trigger", trigger, Trigger)):
        if value not in known.values:
            raise Refused("Choose one of those that are offered.", field=name, missing=(name,))


def wall_in(ticket, named, what, *, by):
    """Whoever owns it stays on the list. Requesters, auditors and admins raise a doubt that the machine walls in."""
    people = {one.pk: one for one in (*named, *([ticket.owner] if ticket.owner_id else []))}
    if by.person.serves and by.person.pk != ticket.requester_id:
        people[by.person.pk] = by.person
    builder = by if desk.can(by, "restrict", ticket) else system("clock")
    reason = what.strip() or "A security doubt was escalated."
    restrict(ticket, by=builder, kind="security", reason=reason, people=list(people.values()))


def others(ticket, also, by):
    """Several tickets may feed one packet: those that the sender sees."""
    wanted = {one.pk for one in also} - {ticket.pk}
    return list(Ticket.objects.visible_to(by.person).filter(pk__in=wanted)) if wanted else []
