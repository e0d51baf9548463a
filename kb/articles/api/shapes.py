"""What may be sent."""

from rest_framework import serializers

from supportdesk.accounts.models import Organisation
from supportdesk.api.shapes import LARGEST, Named, Shape, Text

from .. import shapes
from ..codes import LONGEST
from ..models import IssueStatus
from ..models.reading import Flag, FlagReason
from ..moving import MOVES

MOVE_NAMES = [(name, name) for name in MOVES]
VERDICTS = [one for one in Flag.Verdict.choices if one[0] in (Flag.Verdict.MENDED, Flag.Verdict.RIGHT)]
ANSWERS = [("approve", "approve"), ("return", "return")]


def words(longest, most=30):
    return serializers.ListField(child=Text(max_length=longest), required=False, max_length=most)


class RevisionIn(Shape):
    """What is not named stays as it was."""

    title = Text(max_length=200, required=False)
    summary = Text(max_length=500, required=False, allow_blank=True)
    texts = serializers.DictField(
        child=Text(max_length=shapes.LONGEST, allow_blank=True),
        required=False,
        help_text="Section -> Markdown. Between the lines `:::internal` and `:::` stands what only the desk reads.",
    )
    inside = serializers.ListField(
        child=Text(max_length=60), required=False, max_length=20, help_text="Sections that only the desk reads."
    )
    audience = serializers.ChoiceField(shapes.Audience.choices, required=False)
    organisation = Named(required=False, allow_null=True)
    tier = serializers.ChoiceField(Organisation.Tier.choices, required=False, allow_blank=True)
    topic = serializers.ChoiceField([one for one in shapes.Topic.choices if one[0]], required=False, allow_blank=True)
    error_codes = words(LONGEST, 20)
    keywords = words(60)
    versions = Text(max_length=200, required=False, allow_blank=True)
    note = Text(max_length=300, required=False, allow_blank=True)
    minor = serializers.BooleanField(required=False)


class ArticleIn(RevisionIn):
    kind = serializers.ChoiceField(shapes.ArticleKind.choices)
    title = Text(max_length=200)
    category = Named(required=False, allow_null=True)
    component = Named(required=False, allow_null=True)


class FilingIn(Shape):
    category = Named(required=False, allow_null=True)
    component = Named(required=False, allow_null=True)
    owner = serializers.IntegerField(min_value=1, max_value=LARGEST, required=False)
    expires_at = serializers.DateTimeField(required=False, allow_null=True)


class ArticleMoveIn(Shape):
    move = serializers.ChoiceField(MOVE_NAMES)
    comment = Text(max_length=2000, required=False, allow_blank=True)


class ArticleReviewIn(Shape):
    answer = serializers.ChoiceField(ANSWERS)
    comment = Text(max_length=2000, required=False, allow_blank=True, help_text="Needed to return it.")


class ArticleRetirementIn(Shape):
    comment = Text(max_length=2000)
    into = serializers.IntegerField(
        min_value=1, max_value=LARGEST, required=False, allow_null=True, help_text="The article that takes its place."
    )


class ArticleRestorationIn(Shape):
    number = serializers.IntegerField(min_value=1, max_value=2**31 - 1)
    note = Text(max_length=300, required=False, allow_blank=True)


class ArticleFlagIn(Shape):
    reason = serializers.ChoiceField(FlagReason.choices)
    words = Text(max_length=1000)


class FlagSettlementIn(Shape):
    verdict = serializers.ChoiceField(VERDICTS)
    answer = Text(max_length=1000)


class IssueIn(Shape):
    status = serializers.ChoiceField(IssueStatus.choices)
    fixed_in = Text(max_length=100, required=False, allow_blank=True, help_text="Needed with `fixed`.")


class ArticleMarkIn(Shape):
    why = Text(max_length=200)


class FeedbackIn(Shape):
    helpful = serializers.BooleanField()
    comment = Text(max_length=1000, required=False, allow_blank=True)


class SuggestionsIn(Shape):
    text = Text(max_length=10_000, help_text="What was written so far.")


class SynonymsIn(Shape):
    words = serializers.ListField(child=Text(max_length=60), max_length=20)


class WorkingNoteIn(Shape):
    title = Text(max_length=200)
    body = Text(max_length=shapes.LONGEST, required=False, allow_blank=True)


class PromotionIn(Shape):
    kind = serializers.ChoiceField(shapes.ArticleKind.choices)
