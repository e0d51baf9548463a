"""What may be sent."""

from rest_framework import serializers

from supportdesk.api.shapes import LARGEST, Shape, Text
from tickets.desk.columns import CHOICES, GROUPS

from ..models import LONGEST_NAME

MINE, TEAM, EVERYBODY = AUDIENCES = ("mine", "team", "everybody")
AUDIENCE_NAMES = [(one, one) for one in AUDIENCES]


class ViewIn(Shape):
    """What is not named stays; a new view is one's own, of all that is open."""

    name = Text(max_length=LONGEST_NAME)
    audience = serializers.ChoiceField([(one, one) for one in AUDIENCES], required=False)
    team = serializers.IntegerField(
        min_value=1, max_value=LARGEST, required=False, help_text="With the audience `team`: which."
    )
    filter = Text(required=False, allow_blank=True, max_length=1000, help_text="Typed text: `status:open -owner:me`.")
    columns = serializers.ListField(
        child=serializers.ChoiceField([(name, name) for name in CHOICES]),
        required=False,
        help_text="None: rows as in the queue.",
    )
    group = Text(required=False, allow_blank=True, max_length=20, help_text=f"One of {', '.join(GROUPS)}.")
    order = Text(required=False, allow_blank=True, max_length=30, help_text="As `order` of the list.")


class ViewChangeIn(ViewIn):
    name = Text(required=False, max_length=LONGEST_NAME)
    position = serializers.IntegerField(
        min_value=1, max_value=9999, required=False, help_text="Its place among those of its audience; 1 is first."
    )
