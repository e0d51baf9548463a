"""What a resolution record can begin with, so that nobody types again what stands on the ticket."""

from ..models import Message, Resolution
from ..states import ResolutionCode

CODES = {
    "question": ResolutionCode.ANSWERED,
    "feedback": ResolutionCode.ANSWERED,
    "service_request": ResolutionCode.FULFILLED,
    "access_request": ResolutionCode.FULFILLED,
}


def drafted(ticket):
    """Code by type; cause as last found in its category; the subject as what happened; the last reply as advice."""
    same = (
        Resolution.objects.filter(ticket__category=ticket.category_id)
        if ticket.category_id
        else Resolution.objects.none()
    )
    replies = Message.objects.filter(ticket=ticket).exclude(author=ticket.requester_id).order_by("-at", "-id")
    found = {
        "code": CODES.get(ticket.type.key, ResolutionCode.FIXED).value,
        "cause_class": same.order_by("-at").values_list("cause_class", flat=True).first(),
        "happened": ticket.title,
        "advice": replies.values_list("body", flat=True).first(),
    }
    return {name: value for name, value in found.items() if value}
