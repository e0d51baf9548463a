"""What is answered, declared for the schema."""

from rest_framework import serializers

from supportdesk.api.told import Card

from .. import shapes
from ..models import IssueStatus, State
from ..models.reading import Flag, FlagReason
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
    due_at = serializers.DateTimeField(allow_null=True, help_text="Of a look afterwards, in an emergency: by when.")


class ArticleFlag(serializers.Serializer):
    """Something that is wrong with an article: a task of its owner's until it is settled."""

    id = serializers.IntegerField()
    article = serializers.IntegerField()
    number = serializers.IntegerField(help_text="Of the revision that it was said about.")
    reason = serializers.ChoiceField(FlagReason.choices)
    words = serializers.CharField()
    by_reader = serializers.BooleanField()
    raised_by = Card(allow_null=True)
    raised_at = serializers.DateTimeField()
    owner = Card()
    due_at = serializers.DateTimeField()
    verdict = serializers.ChoiceField(Flag.Verdict.choices)
    answer = serializers.CharField(allow_blank=True)
    settled_at = serializers.DateTimeField(allow_null=True)


class HelpArticle(serializers.Serializer):
    """An article as its readers outside are given it."""

    id = serializers.IntegerField()
    reference = serializers.CharField()
    kind = serializers.ChoiceField(shapes.ArticleKind.choices)
    title = serializers.CharField()
    summary = serializers.CharField(allow_blank=True)
    sections = OutwardSection(many=True)
    category = Card(allow_null=True)
    error_codes = serializers.ListField(child=serializers.CharField())
    versions = serializers.CharField(allow_blank=True)
    changed_at = serializers.DateTimeField()


class Suggestion(serializers.Serializer):
    id = serializers.IntegerField()
    reference = serializers.CharField()
    title = serializers.CharField()
    summary = serializers.CharField(allow_blank=True)
    error_code = serializers.BooleanField(help_text="An error code of the text is one of its own.")


class FoundArticle(Suggestion):
    kind = serializers.ChoiceField(shapes.ArticleKind.choices)
    audience = serializers.ChoiceField(shapes.Audience.choices)
    category = Card(allow_null=True)
    snippet = serializers.CharField()


class ArticleSearch(serializers.Serializer):
    results = FoundArticle(many=True)
    facets = serializers.DictField(child=serializers.DictField(child=serializers.IntegerField()))


class Synonyms(serializers.Serializer):
    id = serializers.IntegerField()
    words = serializers.ListField(child=serializers.CharField())


class WorkingNote(serializers.Serializer):
    id = serializers.IntegerField()
    title = serializers.CharField()
    body = serializers.CharField(allow_blank=True)
    changed_at = serializers.DateTimeField()
    article = serializers.IntegerField(allow_null=True)


class Contribution(serializers.Serializer):
    person = Card()
    effect = serializers.IntegerField(help_text="Tickets in which the accepted words were used afterwards.")
    created = serializers.IntegerField()
    updated = serializers.IntegerField()
    minor = serializers.IntegerField()
    rejected = serializers.IntegerField()
    waiting = serializers.IntegerField()


class Orphan(serializers.Serializer):
    article = serializers.IntegerField()
    reference = serializers.CharField()
    title = serializers.CharField()
    why = serializers.CharField()
