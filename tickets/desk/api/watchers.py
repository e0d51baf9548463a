"""Who follows a ticket (T-53). A requester never learns of it."""

from django.http import Http404
from rest_framework import serializers

from supportdesk.accounts.models import Person
from supportdesk.api.shapes import Named, Shape, read
from supportdesk.api.told import page_of
from supportdesk.api.views import answer, nothing

from ..actions.unwatch import unwatch
from ..actions.watch import watch
from ..models import WatchLevel
from . import lookups, shown, told
from .base import READ, WRITE, DeskView


class WatchIn(Shape):
    person = Named(required=False, help_text="Id or address of a colleague. Without it: whoever asks.")
    level = serializers.ChoiceField(WatchLevel.choices, default=WatchLevel.ALL)


class WatchTold(serializers.Serializer):
    person = told.Card()
    level = serializers.ChoiceField(WatchLevel.choices)
    at = serializers.DateTimeField()


def shown_watch(one, by):
    return {"person": shown.person(by, one.person), "level": one.level, "at": one.at}


class Watchers(DeskView):
    scopes = {"GET": READ, "POST": WRITE}
    shapes = {"POST": WatchIn}
    tells = {"GET": (200, page_of(WatchTold, cursors=False)), "POST": (201, WatchTold)}

    def get(self, request, pk):
        self.require_desk()
        rows = self.found(pk, related=()).watches.select_related("person")
        return answer({"results": [shown_watch(one, self.by()) for one in rows]})

    def post(self, request, pk):
        self.require_desk()
        ticket = self.found(pk)
        given = read(WatchIn, request)
        if "person" in given:
            given["person"] = lookups.person(request.user, given["person"], "person")
        return answer(shown_watch(watch(ticket, by=self.by(), **given), self.by()), 201)


class OneWatcher(DeskView):
    scopes = {"DELETE": WRITE}
    tells = {"DELETE": (204, None)}

    def delete(self, request, pk, watcher_pk):
        self.require_desk()
        ticket = self.found(pk)
        person = Person.objects.filter(pk=watcher_pk, watches__ticket=ticket).first()
        if person is None:
            raise Http404
        unwatch(ticket, by=self.by(), person=person)
        return nothing()
