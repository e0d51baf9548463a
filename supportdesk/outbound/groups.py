"""Which group a notice belongs to, by the kind of its event. Pure."""

from .models import NoticeGroup

MINE = {
    f"ticket.{verb}"
    for verb in ("assigned", "offered", "inquired", "review_asked", "review_released", "transferred", "watched")
} | {"incident.role_given", "incident.item_added"}
PROMISES = {"ticket.plan_due", "ticket.time_box_over", "ticket.inquiry_overdue"}
AREAS = {
    "sla": NoticeGroup.PROMISES,
    "credit": NoticeGroup.PROMISES,
    "approval": NoticeGroup.APPROVALS,
    **dict.fromkeys(("incident", "problem", "known_error", "spike", "flag", "alert"), NoticeGroup.INCIDENTS),
    **dict.fromkeys(("article", "macro", "playbook"), NoticeGroup.KNOWLEDGE),
    **dict.fromkeys(("webhook", "mail"), NoticeGroup.DESK),
}


def group_of(kind: str) -> NoticeGroup:
    if kind in MINE:
        return NoticeGroup.MINE
    if kind in PROMISES:
        return NoticeGroup.PROMISES
    return AREAS.get(kind.partition(".")[0], NoticeGroup.SAID)
