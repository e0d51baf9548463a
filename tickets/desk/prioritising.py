"""What triage and a later change of priority share: the right it needs, the reason it needs (T-05)."""

from supportdesk.errors import Refused

from . import policy
from .priority import suggest

HIGH = 2


def weigh(ticket, *, by, impact, urgency, priority, rationale) -> None:
    """Put impact, urgency and the priority on the ticket. The matrix proposes; another choice
    needs a written reason (T-05) and the rights of C rows 4, 5 and 7."""
    before = ticket.priority
    suggested = suggest(impact, urgency, ticket.tier)
    ticket.put(impact=impact, urgency=urgency, priority_suggested=suggested)
    chosen = priority or suggested
    if chosen is None:
        missing = tuple(name for name, value in (("impact", impact), ("urgency", urgency)) if value is None)
        raise Refused("Set impact and urgency, or a priority.", field=missing[0], missing=(*missing, "priority"))
    require_reason(chosen, suggested, rationale, before, by)
    policy.require(by, right(before, chosen), ticket, priority=chosen)
    ticket.put(priority=chosen, priority_rationale=rationale)


def require_reason(chosen, suggested, rationale, before, by) -> None:
    if rationale.strip() or by.via == "import":
        return
    if chosen != suggested:
        known = f"P{suggested}" if suggested else "no priority"
        raise Refused(
            f"Impact and urgency give {known}. Say why it should be P{chosen}.",
            field="rationale",
            missing=("rationale",),
        )
    if before and before <= HIGH < chosen:
        raise Refused("Say why a P1 or P2 is lowered.", field="rationale", missing=("rationale",))


def right(before: int | None, chosen: int) -> str:
    """The row of the matrix: raising to P1/P2, lowering one, or an ordinary P3/P4."""
    if chosen <= HIGH and (before is None or chosen < before):
        return "set_high"
    if before is not None and before <= HIGH < chosen:
        return "downgrade"
    return "set_priority"
