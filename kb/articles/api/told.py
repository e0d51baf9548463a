"""What is answered, declared for the schema."""

from rest_framework import serializers

from supportdesk.api.told import Card

from .. import shapes
from ..models import IssueStatus, State
from ..models.revision import Outcome


class OutwardSection(serializers.Serializer):
    key = serializers.CharField()
    title = serializers.CharField()
    text = serializers.CharField()


class ArticleSection(OutwardSection):
    internal = serializers.BooleanField(help_text="Only the desk reads it.")


class ArticleRevision(serializers.Serializer):
    number = serializers.IntegerField()
    title = serializers.CharField()
    summary = serializers.CharField(allow_blank=True)
    sections = ArticleSection(many=True)
    audience = serializers.ChoiceField(shapes.Audience.choices)
    organisation = Card(allow_null=True)
    tier = serializers.CharField(allow_blank=True)
    topic = serializers.ChoiceField(shapes.Topic.choices)
    error_codes = serializers.ListField(child=serializers.CharField())
    keywords = serializers.ListField(child=serializers.CharField())
    versions = serializers.CharField(allow_blank=True)
    minor = serializers.BooleanField()
    note = serializers.CharField(allow_blank=True)
    restores = serializers.IntegerField(allow_null=True)
    author = Card()
    made_at = serializers.DateTimeField()
    outcome = serializers.ChoiceField(Outcome.choices)


class Article(serializers.Serializer):
    """`live` is what readers read, `working` the newest words; they are the same unless somebody works on it."""

    id = serializers.IntegerField()
    reference = serializers.CharField()
    kind = serializers.ChoiceField(shapes.ArticleKind.choices)
    state = serializers.ChoiceField(State.choices)
    state_since = serializers.DateTimeField()
    moves = serializers.ListField(child=serializers.CharField())
    title = serializers.CharField()
    owner = Card()
    category = Card(allow_null=True)
    component = Card(allow_null=True)
    live = serializers.IntegerField(allow_null=True, help_text="The number of the live revision.")
    working = serializers.IntegerField()
    published_at = serializers.DateTimeField(allow_null=True)
    review_at = serializers.DateTimeField(allow_null=True)
    expires_at = serializers.DateTimeField(allow_null=True)
    marks = serializers.ListField(child=serializers.CharField(), help_text="Why it needs an update.")
    issue_status = serializers.ChoiceField(IssueStatus.choices, allow_null=True)
    issue_status_at = serializers.DateTimeField(allow_null=True)
    fixed_in = serializers.CharField(allow_blank=True)
    uses = serializers.IntegerField()
    solved = serializers.IntegerField()
    successor = serializers.IntegerField(allow_null=True)
    version = serializers.IntegerField()
    revision = ArticleRevision(help_text="The live one, else the newest.")


class ArticleReview(serializers.Serializer):
    id = serializers.IntegerField()
    number = serializers.IntegerField()
    asked_by = Card()
    asked_at = serializers.DateTimeField()
    comment = serializers.CharField(allow_blank=True)
    roles = serializers.ListField(child=serializers.CharField(), help_text="Whose word is asked next.")
    answer = serializers.CharField()
    decided_by = Card(allow_null=True)
    decided_at = serializers.DateTimeField(allow_null=True)
