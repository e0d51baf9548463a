"""Who is on a ticket now (T-59)."""

from rest_framework import serializers

from supportdesk.api.shapes import Shape, Text, read
from supportdesk.api.views import answer

from .. import presence
from .base import READ, WRITE, DeskView

STATES = (*presence.STATES, "gone")


class PresenceIn(Shape):
    state = serializers.ChoiceField(STATES, help_text="Say it again before its seconds are over.")
    page = Text(max_length=40, default="api", help_text="A word for one of several places of the same person.")


class PresentTold(serializers.Serializer):
    person = serializers.IntegerField()
    name = serializers.CharField()
    state = serializers.ChoiceField(presence.STATES)
    seconds = serializers.IntegerField(help_text="Until this is forgotten, when nothing more is heard.")


class PresenceTold(serializers.Serializer):
    present = PresentTold(many=True)


class Presence(DeskView):
    scopes = {"GET": READ, "PUT": WRITE}
    shapes = {"PUT": PresenceIn}
    tells = {"GET": (200, PresenceTold), "PUT": (200, PresenceTold)}

    def get(self, request, pk):
        self.require_desk()
        return self.told(request, self.found(pk, related=()))

    def put(self, request, pk):
        self.require_desk()
        ticket = self.found(pk, related=())
        given = read(PresenceIn, request)
        if given["state"] == "gone":
            presence.leave(ticket.pk, self.viewer, page=given["page"])
        else:
            presence.beat(ticket.pk, self.viewer, now=self.now(request), **given)
        return self.told(request, ticket)

    def told(self, request, ticket):
        there = presence.present([ticket.pk], now=self.now(request), but=self.viewer).get(ticket.pk, [])
        names = ("person", "name", "state", "seconds")
        return answer({"present": [{name: getattr(one, name) for name in names} for one in there]})
