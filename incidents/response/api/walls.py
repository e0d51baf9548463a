"""Who may know of an incident at all (SEC-13), and what was written from it (KB-08)."""

from django.http import Http404
from rest_framework import serializers

from kb.articles.shapes import ArticleKind
from supportdesk.api.shapes import Named, Shape, read
from supportdesk.api.told import Card
from supportdesk.api.views import answer, nothing
from supportdesk.privacy.models import RestrictionKind

from ..actions import walls
from ..actions.write_up import write_up
from ..models import IncidentWall
from .base import READ, WRITE, IncidentView, person
from .shapes import IncidentReasonIn, long_text
from .shown import card


class IncidentRestrictionIn(Shape):
    kind = serializers.ChoiceField(RestrictionKind.choices)
    reason = long_text()
    people = serializers.ListField(child=Named(help_text="Id or address."), max_length=100, required=False)


class IncidentNameIn(Shape):
    person = Named(help_text="Id or address of a colleague.")


class IncidentArticleIn(Shape):
    kind = serializers.ChoiceField(ArticleKind.choices, required=False)


class IncidentRestrictionTold(serializers.Serializer):
    kind = serializers.ChoiceField(RestrictionKind.choices)
    reason = serializers.CharField()
    made_by = Card()
    made_at = serializers.DateTimeField()
    people = Card(many=True)
    frozen = serializers.BooleanField(help_text="Nothing is said outside until a security officer releases it.")


class IncidentArticleTold(serializers.Serializer):
    article = serializers.IntegerField()
    reference = serializers.CharField()
    title = serializers.CharField()


class WallView(IncidentView):
    def wall(self, incident):
        found = IncidentWall.objects.select_related("made_by").filter(incident=incident).first()
        if found is None:
            raise Http404
        return found

    def told_wall(self, incident, status=200):
        wall = self.wall(incident)
        people = [card(self.viewer, one) for one in wall.people.all()]
        same = {"kind": wall.kind, "reason": wall.reason, "made_at": wall.made_at, "frozen": wall.is_frozen}
        return answer(same | {"made_by": card(self.viewer, wall.made_by), "people": people}, status)


class IncidentRestriction(WallView):
    """Around the incident from now on; 404 while there is none."""

    scopes = {"GET": READ, "POST": WRITE}
    shapes = {"POST": IncidentRestrictionIn}
    tells = {"GET": (200, IncidentRestrictionTold), "POST": (201, IncidentRestrictionTold)}

    def get(self, request, pk):
        return self.told_wall(self.found(pk))

    def post(self, request, pk):
        one, given = self.found(pk), read(IncidentRestrictionIn, request)
        people = [person(self.viewer, each, f"people/{n}") for n, each in enumerate(given.pop("people", []))]
        walls.restrict_incident(one, by=self.by(), people=people, **given)
        return self.told_wall(one, 201)


class IncidentRestrictionEnd(WallView):
    """Everybody at the desk sees all of it again."""

    scopes = {"POST": WRITE}
    shapes = {"POST": IncidentReasonIn}
    tells = {"POST": (204, None)}

    def post(self, request, pk):
        walls.unrestrict_incident(self.found(pk), by=self.by(), **read(IncidentReasonIn, request))
        return nothing()


class IncidentWordsRelease(WallView):
    """The desk may tell requesters and the public again (ESC-10); the wall stays."""

    scopes = {"POST": WRITE}
    shapes = {"POST": IncidentReasonIn}
    tells = {"POST": (200, IncidentRestrictionTold)}

    def post(self, request, pk):
        one = self.found(pk)
        walls.release_incident_words(one, by=self.by(), **read(IncidentReasonIn, request))
        return self.told_wall(one)


class IncidentReaders(WallView):
    """The list: whoever is put on it reads the incident."""

    scopes = {"POST": WRITE}
    shapes = {"POST": IncidentNameIn}
    tells = {"POST": (201, IncidentRestrictionTold)}

    def post(self, request, pk):
        one, given = self.found(pk), read(IncidentNameIn, request)
        walls.name_on_incident(one, by=self.by(), person=person(self.viewer, given["person"], "person"))
        return self.told_wall(one, 201)


class OneIncidentReader(WallView):
    scopes = {"DELETE": WRITE}
    tells = {"DELETE": (204, None)}

    def delete(self, request, pk, person_pk):
        one = self.found(pk)
        walls.unname_on_incident(one, by=self.by(), person=self.part(self.wall(one).people, person_pk))
        return nothing()


class IncidentWriteUp(IncidentView):
    """A draft with what the incident says, without the people in it."""

    scopes = {"POST": WRITE}
    shapes = {"POST": IncidentArticleIn}
    tells = {"POST": (201, IncidentArticleTold)}

    def post(self, request, pk):
        made = write_up(self.found(pk), by=self.by(), **read(IncidentArticleIn, request))
        body = {"article": made.pk, "reference": made.reference, "title": made.title}
        return answer(body, 201, Location=f"/api/v1/articles/{made.pk}")
