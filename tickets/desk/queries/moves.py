"""What this person may do next with this ticket: the workflow's table and the matrix together."""

from .. import policy, workflow
from ..prioritising import right


def moves_open_to(ticket, by) -> list[str]:
    """The names of the moves that are possible now and that go through without asking (T-12)."""
    return [name for name in workflow.moves_from(ticket.status) if policy.can(by, right_of(name, ticket), ticket)]


def right_of(name, ticket) -> str:
    """Triage of what impact and urgency make P1 or P2 is the row of P1 and P2."""
    if name == "triage" and ticket.priority_suggested:
        return right(ticket.priority, ticket.priority_suggested)
    return workflow.MOVES[name].right
