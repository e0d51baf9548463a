"""For whom there are such pages."""

from functools import wraps

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from tickets.desk.models import Ticket

from ..models import REVIEWERS

for_anyone = require_http_methods(["GET", "HEAD", "POST"])


def only(seated):
    def decorate(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not seated(request.user):
                raise Http404
            return view(request, *args, **kwargs)

        return guarded

    return decorate


desk_only = only(lambda person: person.serves)
reviewers_only = only(lambda person: not REVIEWERS.isdisjoint(person.roles))


def seen_ticket(request, pk):
    return get_object_or_404(Ticket.objects.visible_to(request.user).select_related("queue"), pk=pk)
