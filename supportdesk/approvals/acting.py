"""Who stands for a role in one thing: in an incident its commander answers for commanders (INC-06)."""

from . import subjects


def holders(thing):
    """role -> who stands for it here; most things know nobody."""
    known = getattr(subjects.of(thing.subject), "acting", None)
    return known(thing) if known else {}


def put(approval, acting):
    """The roles of the next step, without those that somebody stands for; never whoever asks."""
    roles = list(approval.steps[len(approval.granted_by)])
    standing = [(role, acting[role]) for role in roles if role in acting and acting[role] != approval.asked_by_id]
    approval.answers_id = standing[0][1] if standing else None
    approval.roles = [role for role in roles if role not in dict(standing)]
