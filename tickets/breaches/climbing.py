"""The acts of a ladder, each said through the ordinary action in the machine's name."""

from supportdesk.accounts.models import Person
from supportdesk.catalogue.models import Queue
from supportdesk.errors import Refused
from tickets.desk.actions.assign import assign
from tickets.desk.actions.prioritise import prioritise
from tickets.desk.actions.transfer import transfer
from tickets.sla.ladder import ASSIGN_LEAD, BREACH, RAISE, RELEASE, TRANSFER, target, told

REVIEW = "review_credit"  # of every breach under contract, whatever its ladder says (SLA-15)


def why(act) -> str:
    """The reason that the ordinary action keeps."""
    goal = act.clock.get_goal_display().lower()
    return (
        f"The time for {goal} is over." if act.percent == BREACH else f"{act.percent} % of the time for {goal} is used."
    )


def spoken(act) -> str:
    """What it was to do, as it is said."""
    return "open a review of the credit risk" if act.action == REVIEW else told(act.action, {})


def hands_on(act, ticket, *, by) -> None:
    """Raise it, or give it to somebody else. Raises Refused with what keeps it from being done."""
    if act.action.startswith(TRANSFER):
        send(act, ticket, by=by)
    else:
        DOES[act.action](act, ticket, by=by)


def lift(act, ticket, *, by) -> None:
    if ticket.priority == 1:
        raise Refused("It is a P1 already.")
    raised = ticket.priority - 1 if ticket.priority else None
    weight = {"impact": ticket.impact, "urgency": ticket.urgency, "priority": raised}
    prioritise(ticket, by=by, seen=None, rationale=why(act), **weight)


def to_lead(act, ticket, *, by) -> None:
    """The owner stays if it is a lead already; of several leads the one who was there first."""
    leads = Person.objects.active().filter(memberships__team=ticket.queue.team_id, memberships__lead=True)
    found = list(leads.order_by("memberships__pk"))
    if not found:
        raise Refused(f"“{ticket.queue}” has no lead.")
    if ticket.owner_id not in {one.pk for one in found}:
        assign(ticket, by=by, seen=None, to=found[0], reason=why(act))


def release(act, ticket, *, by) -> None:
    if ticket.owner_id is not None:
        assign(ticket, by=by, seen=None, to=None, reason=why(act))


def send(act, ticket, *, by) -> None:
    queue = Queue.objects.offered().filter(key=target(act.action)).first()
    if queue is None:
        raise Refused(f"There is no queue “{target(act.action)}” any more.")
    if queue != ticket.queue:
        transfer(ticket, by=by, seen=None, queue=queue, reason=why(act))


DOES = {RAISE: lift, ASSIGN_LEAD: to_lead, RELEASE: release}
