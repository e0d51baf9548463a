"""The way back that a change offers: the same act once more, saying what stood before."""

from ..prioritising import HIGH
from . import forms

CLASSES = ("type", "category", "component")


def before(form, ticket, viewer):
    """What this form would say to put things back, as pairs; nothing where another act would be needed for that."""
    if isinstance(form, forms.AssignmentForm):
        return owner(ticket.owner_id, form.cleaned_data["to"], viewer)
    if isinstance(form, forms.PriorityForm) and ticket.impact and ticket.urgency:
        said = {"impact": ticket.impact, "urgency": ticket.urgency, "priority": ticket.priority}
        return pairs(said | {"rationale": ticket.priority_rationale})
    if isinstance(form, forms.TitleForm):
        return pairs({"title": ticket.title})
    if isinstance(form, forms.ClassificationForm):
        classes = {name: getattr(ticket, f"{name}_id") for name in CLASSES}
        return [*pairs(classes), *(("tags", pk) for pk in ticket.tags.values_list("pk", flat=True))]
    return []


def owner(was, to, viewer):
    """Taken, it can be laid down, and laid down, taken again; between two people it is for the other one to say."""
    if was is None and to == viewer:
        return pairs({"to": ""})
    return pairs({"to": was}) if was == viewer.pk and to is None else []


def pairs(said):
    return [(name, "" if value is None else value) for name, value in said.items()]


def offered(request, ticket, said):
    """Where to say it, and on which version: whoever changes the ticket meanwhile is not undone unseen."""
    was = dict(said).get("priority")
    if not said or (was and ticket.priority <= HIGH < was):  # to lower a P1 or P2 takes a reason
        return None
    return {"to": request.path, "values": [*said, ("seen", ticket.version)]}
