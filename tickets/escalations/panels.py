"""What escalations say beside a ticket: asked only where a template asks."""

from supportdesk.accounts.actor import actor

from . import acting, queries
from .models import Escalation
from .states import Target


def of_ticket(request):
    def escalations_of(ticket):
        return list(queries.of_ticket(ticket, request.user))

    def fix_tasks_of(ticket):
        return list(queries.tasks_of(ticket))

    def may_escalate(ticket):
        """Somewhere at least: the form offers only where to."""
        by = actor(request)
        made = Escalation(ticket=ticket, sender=request.user)
        return ticket.is_live and any(acting.may_begin(by, made, target) for target in Target)

    def may_doubt(ticket):
        """Whether a requester is offered to say that it is a matter of security."""
        made = Escalation(ticket=ticket, sender=request.user)
        return ticket.is_live and not ticket.restricted and acting.may_begin(actor(request), made, Target.SECURITY)

    def escalation_acts(escalation):
        return acting.offered(escalation, actor(request))

    return {
        "escalations_of": escalations_of,
        "fix_tasks_of": fix_tasks_of,
        "may_escalate": may_escalate,
        "may_doubt": may_doubt,
        "escalation_acts": escalation_acts,
    }
