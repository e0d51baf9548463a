"""Who may know of a ticket at all: its wall, and the list of those who see over it (SEC-13)."""

from django.http import Http404
from rest_framework import serializers

from supportdesk.api.shapes import Named, Shape, read
from supportdesk.api.views import answer, nothing
from supportdesk.privacy.models import RestrictionKind

from ..actions.name import name
from ..actions.release_words import release_words
from ..actions.restrict import restrict
from ..actions.unname import unname
from ..actions.unrestrict import unrestrict
from ..queries.walls import wall_of
from . import lookups, shown
from .base import READ, WRITE, DeskView
from .shapes import long_text


class RestrictionIn(Shape):
    kind = serializers.ChoiceField(RestrictionKind.choices)
    reason = long_text()
    people = serializers.ListField(child=Named(help_text="Id or address."), max_length=100, required=False)


class WallReasonIn(Shape):
    reason = long_text()


class NameIn(Shape):
    person = Named(help_text="Id or address of a colleague.")


class ReaderTold(serializers.Serializer):
    id = serializers.IntegerField()
    name = serializers.CharField()


class RestrictionTold(serializers.Serializer):
    kind = serializers.ChoiceField(RestrictionKind.choices)
    reason = serializers.CharField()
    made_by = ReaderTold()
    made_at = serializers.DateTimeField()
    people = ReaderTold(many=True)
    frozen = serializers.BooleanField(help_text="Nothing is said outside until a security officer releases it.")


class WallView(DeskView):
    def wall(self, ticket):
        found = wall_of(ticket) if self.viewer.serves else None
        if found is None:
            raise Http404
        return found

    def told(self, ticket, status=200):
        wall, by = self.wall(ticket), self.by()
        body = {
            "kind": wall.kind,
            "reason": wall.reason,
            "made_by": shown.person(by, wall.made_by),
            "made_at": wall.made_at,
            "people": [shown.person(by, one) for one in wall.people.all()],
            "frozen": wall.is_frozen,
        }
        return answer(body, status)


class Restriction(WallView):
    """Around the ticket from now on; 404 while there is none."""

    scopes = {"GET": READ, "POST": WRITE}
    shapes = {"POST": RestrictionIn}
    tells = {"GET": (200, RestrictionTold), "POST": (201, RestrictionTold)}

    def get(self, request, pk):
        return self.told(self.found(pk))

    def post(self, request, pk):
        ticket = self.found(pk)
        self.require_desk()
        given = read(RestrictionIn, request)
        people = [
            lookups.person(request.user, one, f"people/{number}") for number, one in enumerate(given.pop("people", []))
        ]
        restrict(ticket, by=self.by(), people=people, **given)
        return self.told(ticket, 201)


class RestrictionEnd(WallView):
    """Everybody who would ordinarily see the ticket sees all of it again."""

    scopes = {"POST": WRITE}
    shapes = {"POST": WallReasonIn}
    tells = {"POST": (204, None)}

    def post(self, request, pk):
        ticket = self.found(pk)
        self.require_desk()
        unrestrict(ticket, by=self.by(), **read(WallReasonIn, request))
        return nothing()


class WordsRelease(WallView):
    """The desk may write to the requester again (ESC-10); the wall stays."""

    scopes = {"POST": WRITE}
    shapes = {"POST": WallReasonIn}
    tells = {"POST": (200, RestrictionTold)}

    def post(self, request, pk):
        ticket = self.found(pk)
        self.require_desk()
        release_words(ticket, by=self.by(), **read(WallReasonIn, request))
        return self.told(ticket)


class Readers(WallView):
    """The list. Whoever is put on it sees the ticket, whatever their queue."""

    scopes = {"POST": WRITE}
    shapes = {"POST": NameIn}
    tells = {"POST": (201, RestrictionTold)}

    def post(self, request, pk):
        ticket = self.found(pk)
        self.require_desk()
        given = read(NameIn, request)
        name(ticket, by=self.by(), person=lookups.person(request.user, given["person"], "person"))
        return self.told(ticket, 201)


class OneReader(WallView):
    scopes = {"DELETE": WRITE}
    tells = {"DELETE": (204, None)}

    def delete(self, request, pk, person_pk):
        ticket = self.found(pk)
        person = self.wall(ticket).people.filter(pk=person_pk).first()
        if person is None:
            raise Http404
        unname(ticket, by=self.by(), person=person)
        return nothing()
