"""An article that cannot wait for a look, because of an incident (F.2)."""

from rest_framework import serializers

from kb.articles.queries import reading
from supportdesk.api.lookups import missing
from supportdesk.api.shapes import LARGEST, Shape, Text, read
from supportdesk.api.views import answer

from ..actions.publish_now import publish_now
from .base import WRITE, IncidentView


class IncidentPublicationIn(Shape):
    article = serializers.IntegerField(min_value=1, max_value=LARGEST)
    why = Text(max_length=400)


class IncidentPublicationTold(serializers.Serializer):
    article = serializers.IntegerField()
    review = serializers.IntegerField(help_text="The look at it that is owed.")
    due_at = serializers.DateTimeField(help_text="By when.")
    roles = serializers.ListField(child=serializers.CharField(), help_text="Whose look.")


class IncidentPublication(IncidentView):
    """Its readers have the article at once; the look at it comes within a day."""

    scopes = {"POST": WRITE}
    shapes = {"POST": IncidentPublicationIn}
    tells = {"POST": (201, IncidentPublicationTold)}

    def post(self, request, pk):
        incident, given = self.found(pk), read(IncidentPublicationIn, request)
        article = reading.article(self.viewer, given["article"])
        if article is None:
            raise missing("article")
        review = publish_now(incident, by=self.by(), article=article, why=given["why"])
        body = {"article": article.pk, "review": review.pk, "due_at": review.due_at, "roles": review.roles}
        return answer(body, 201, Location=f"/api/v1/articles/{article.pk}")
