"""For whom there are figures: everybody who serves; a requester's are none (C 91)."""

from functools import wraps

from django.http import Http404

from supportdesk.accounts.matrix import refuse
from supportdesk.errors import NotAllowed

from . import policy


def desk_only(view):
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not policy.reads(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def require_sight(by, filters):
    """A colleague's own figures are denied, and the log says who asked (MET-18)."""
    if filters.person is not None and not policy.sees_person(by.person, filters.person):
        whose = "they are the person's own, the lead's and the manager's"
        refuse(NotAllowed("see_figures_of_somebody_else", whose), by, "see_personal_figures", filters)
