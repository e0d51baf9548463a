"""What may be sent."""

from rest_framework import serializers

from kb.articles.shapes import ArticleKind
from supportdesk.api.shapes import LARGEST, Shape

from ..models import USES, CitationRole

ROLES = [(role.value, role.label) for role in CitationRole if role in USES]


class CitationIn(Shape):
    article = serializers.IntegerField(min_value=1, max_value=LARGEST)
    role = serializers.ChoiceField(ROLES)


class WriteUpIn(Shape):
    kind = serializers.ChoiceField(ArticleKind.choices, required=False)
