from functools import wraps

from django.http import Http404


def desk_only(view):
    """For a requester there is no routing."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.serves:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded
