"""What the reader may do with a promise, as links beside its explanation: also what needs a manager's word."""

from django.urls import reverse

from supportdesk.errors import NotAllowed

from .. import policy


def acts(ticket, clock, by):
    """(words, address) of each."""
    offered = [(words, name) for action, words, name in possible(clock) if askable(by, action, ticket)]
    return [(words, reverse(name, args=[ticket.pk, clock.goal])) for words, name in offered]


def possible(clock):
    if clock.stopped_at is None:
        yield "override_due", "Set the due time by hand", "clock-override"
        if clock.override:
            yield "revoke_override", "Take back what was set by hand", "clock-override-end"
    if clock.excepted_until:
        yield "end_exception", "End the exception", "clock-exception-end"
    elif not clock.cancelled and (clock.stopped_at is None or clock.breached_at):
        yield "except_clock", "Make an exception", "clock-exception"


def askable(by, action, ticket):
    return not isinstance(policy.need(by, action, ticket), NotAllowed)
