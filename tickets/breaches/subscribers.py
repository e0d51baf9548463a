"""What a level brings about besides notices: rows for the worker, once per clock and version. And who hears of it."""

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from supportdesk.accounts.models import Person, Role
from supportdesk.celery import app
from supportdesk.outbound import notices
from supportdesk.outbound.models import Notification
from tickets.desk import levels
from tickets.desk.kinds import Kind as Desk
from tickets.desk.mentions import sees
from tickets.desk.models import Ticket

from .climbing import REVIEW
from .kinds import Kind
from .models import CreditReview, LadderAct

ASKED = "T-{ticket}: why was the time for {goal} broken? Your reason is asked for"
OPENED = "T-{ticket}: a promise under contract was broken, look at the credit risk"


def climb(events):
    """A row for each act of the ladder that these levels call for."""
    rung = [event for event in events if event.kind in levels.LEVELS and event.via != "import"]
    if not rung:
        return
    known = Ticket.objects.select_related("queue", "organisation").in_bulk({event.subject_id for event in rung})
    acts = [
        act(event, action)
        for event in rung
        if event.subject_id in known
        for action in called_for(event, known[event.subject_id])
    ]
    LadderAct.objects.bulk_create(acts, ignore_conflicts=True)
    if acts and settings.EVENT_NUDGE:
        transaction.on_commit(wake, robust=True)


def called_for(event, ticket) -> list[str]:
    """What the ladder says, and of a breach under contract the manager's review (SLA-15)."""
    organisation = ticket.organisation
    costs = event.kind == Desk.SLA_BREACHED and organisation is not None and organisation.contractual
    return [*levels.doing(event, ticket), *([REVIEW] if costs else [])]


def act(event, action) -> LadderAct:
    about = {"clock_id": event.data["clock"], "policy_id": event.data.get("policy"), "percent": event.data["share"]}
    return LadderAct(ticket_id=event.subject_id, event_id=event.pk, action=action, due_at=event.recorded_at, **about)


def wake():
    """The sweep would come in seconds; this is sooner."""
    app.send_task("tickets.breaches.tasks.climb", retry=False)


def tell(events):
    """The owner of what is asked; managers and the account owner of what may cost money."""
    written = [one for event in events for one in notices_of(event)]
    if written:
        notices.write(written)


def notices_of(event):
    if event.kind == Kind.REASON_ASKED and event.data["owner"]:
        goal = event.data["goal"].replace("_", " ")
        return [notice(event, event.data["owner"], event.subject_id, ASKED.format(ticket=event.subject_id, goal=goal))]
    if event.kind == Kind.CREDIT_OPENED:
        review = CreditReview.objects.select_related("ticket").filter(pk=event.subject_id).first()
        text = OPENED.format(ticket=event.data["ticket"])
        return [notice(event, pk, event.data["ticket"], text) for pk in reviewers(review)] if review else []
    return []


def reviewers(review) -> list[int]:
    """The managers who may know of it, and the account owner."""
    ours = Q(organisation=None) | Q(organisation=review.organisation_id)
    managers = Person.objects.active().filter(ours, roles__contains=[Role.SM])
    people = {one.pk: one for one in managers.order_by("pk")}
    if review.account_owner and review.account_owner.is_active:
        people[review.account_owner_id] = review.account_owner
    return [pk for pk, one in people.items() if sees(one, review.ticket)]


def notice(event, person_id, ticket_id, text):
    ticket = Ticket.objects.get(pk=ticket_id)
    return Notification(
        person_id=person_id,
        event_id=event.pk,
        kind=event.kind,
        subject=Ticket.subject,
        subject_id=ticket_id,
        text=ticket.reference if ticket.restricted else text,
        level=Notification.Level.WARNING,
        created_at=event.recorded_at,
    )
