"""What approvals are about. The apps that own these things stand above this one and are named in the settings:
`APPROVAL_SUBJECTS` says for each kind of thing which module answers for it. Such a module has

    seen(person)                    the things that this person may know of, as a queryset
    need(by, action, thing)         what the matrix says: nothing, or the refusal
    arguments(by, action, given)    what was asked for, checked, as plain values; raises Refused
    words(action, thing, given)     the request in words: "Lower T-7 to P3"
    team(thing)                     the id of the team it lies with
    address(pk)                     its page

and may have

    acting(thing)                   role -> the id of whoever stands for it in this very thing

and its things say by `restricted` whether a notice may name more than the reference.
"""

from importlib import import_module

from django.conf import settings
from django.db.models import Q

from supportdesk.errors import Refused


def knows(thing):
    return getattr(thing, "subject", None) in settings.APPROVAL_SUBJECTS


def of(kind):
    if kind not in settings.APPROVAL_SUBJECTS:
        raise Refused("Nothing is asked about such a thing.", field="subject")
    return import_module(settings.APPROVAL_SUBJECTS[kind])


def find(person, kind, pk):
    """The thing, or nothing when this person may not know of it."""
    return of(kind).seen(person).filter(pk=pk).first()


def find_all(person, kind, pks):
    """Those of these things that this person may know of, by their ids."""
    return of(kind).seen(person).in_bulk(list(pks))


def seen(person):
    """Approvals about what this person may know of."""
    about = Q(pk__in=())
    for kind in settings.APPROVAL_SUBJECTS:
        about |= Q(subject=kind, subject_id__in=of(kind).seen(person).order_by().values("pk"))
    return about
