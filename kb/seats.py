"""For whom the pages of approved wording and playbooks exist: the desk."""

from functools import wraps

from django.views.decorators.http import require_http_methods

from supportdesk.web import absent

for_anyone = require_http_methods(["GET", "HEAD", "POST"])


def desk_only(view):
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.serves:
            absent()
        return view(request, *args, **kwargs)

    return guarded
