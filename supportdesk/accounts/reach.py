"""How far the word of somebody reaches who serves one organisation alone: not to what is the whole desk's."""

from supportdesk.errors import NotAllowed

from .matrix import refuse


def refusal(by, action, thing=None) -> NotAllowed | None:
    """What is no organisation's is everybody's."""
    own = by.person.organisation_id
    if own in (None, getattr(thing, "organisation_id", None)):
        return None
    return NotAllowed(action, limit="only: own organisation")


def require(by, action, thing=None) -> None:
    if far := refusal(by, action, thing):
        refuse(far, by, action, thing)
