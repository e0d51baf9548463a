"""For whom there are such pages: everybody who serves; a requester's are none (C 91)."""

from functools import wraps

from django.http import Http404

from .. import whose


def desk_only(view):
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not whose.reads(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded
