"""For whom there are such pages."""

from functools import wraps

from django.http import Http404
from django.views.decorators.http import require_http_methods

from ..queries import reading

for_anyone = require_http_methods(["GET", "HEAD", "POST"])


def desk_only(view):
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.serves:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def found(request, pk):
    article = reading.article(request.user, pk)
    if article is None:
        raise Http404
    return article
