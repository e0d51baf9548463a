"""What mail offers to others' pages."""

from functools import partial

from . import mail_policy


def rail(request):
    """Whether the way to the mails is shown."""
    return {"may_read_mail": partial(may_read, getattr(request, "user", None))}


def may_read(person):
    return bool(person and person.is_authenticated and mail_policy.may_read(person))
