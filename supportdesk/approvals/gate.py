"""Where a cell of the matrix asks for somebody's word: what was granted goes through once, else how to ask is said."""

from supportdesk.accounts.matrix import refuse, verdict
from supportdesk.accounts.models import Role
from supportdesk.errors import NeedsApproval

from . import subjects
from .actions.use import use
from .models import OPEN, Approval


def require(rules, limits, by, action, thing, arguments):
    """Raise what the matrix says, unless somebody granted this very thing. `arguments` are those that the grant is
    bound to, as plain values."""
    refusal = verdict(rules, limits, by, action, thing)
    if refusal is None:
        return
    if isinstance(refusal, NeedsApproval) and subjects.knows(thing):
        if use(thing, by=by, action=action, arguments=arguments):
            return
        refusal.asks = asks(action, thing, arguments)
        words, person = subjects.of(thing.subject).words(action, thing, arguments), whom(refusal.steps)
        refusal.explain(f"{words}: this needs the approval of a {person}.", person)
        refusal.open = waits(thing, by, action, arguments)
    refuse(refusal, by, action, thing)


def whom(steps):
    """In words: a team lead or senior analyst, then a support manager."""
    return ", then a ".join(" or ".join(Role(role).label.lower() for role in step) for step in steps)


def asks(action, thing, arguments):
    """What to send to ask for it."""
    return {"action": action, "subject": thing.subject, "subject_id": thing.pk, "arguments": arguments}


def waits(thing, by, action, arguments):
    same = Approval.objects.same(thing, by=by, action=action, arguments=arguments)
    return same.filter(state__in=OPEN).values_list("pk", flat=True).first()
