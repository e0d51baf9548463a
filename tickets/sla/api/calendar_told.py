"""What is answered about calendars, declared for the schema."""

from rest_framework import serializers

from supportdesk.api.told import Card

from ..models import Draft
from .calendar_shapes import NAMES


class WeekTold(serializers.Serializer):
    """Open windows by weekday, as `09:00-12:00`."""


for _name in NAMES:
    WeekTold._declared_fields[_name] = serializers.ListField(child=serializers.CharField())


class HolidayTold(serializers.Serializer):
    date = serializers.DateField()
    name = serializers.CharField(allow_blank=True)


class StaffedDayTold(serializers.Serializer):
    date = serializers.DateField()
    windows = serializers.ListField(child=serializers.CharField())
    reason = serializers.CharField()


class CalendarTold(serializers.Serializer):
    key = serializers.CharField()
    version = serializers.IntegerField()
    name = serializers.CharField()
    zone = serializers.CharField()
    week = WeekTold()
    hours_a_week = serializers.FloatField()
    holidays = HolidayTold(many=True)
    overrides = StaffedDayTold(many=True)
    effective_from = serializers.DateTimeField()
    reason = serializers.CharField(allow_blank=True)


class CalendarChange(serializers.Serializer):
    field = serializers.CharField()
    was = serializers.CharField()
    now = serializers.CharField()


class CalendarVersionTold(CalendarTold):
    changes = CalendarChange(many=True)


class CalendarProposalTold(serializers.Serializer):
    id = serializers.IntegerField()
    key = serializers.CharField()
    base = serializers.IntegerField(help_text="The version it stands on; 0 for a new calendar.")
    version = serializers.IntegerField(help_text="Counts the changes of the proposal; an approval is bound to it.")
    state = serializers.ChoiceField(Draft.State.choices)
    became = serializers.IntegerField(allow_null=True)
    calendar = CalendarTold()
    changes = CalendarChange(many=True)
    policies = serializers.DictField(child=serializers.BooleanField())
    also_open = serializers.BooleanField(help_text="The open tickets are judged by it as well.")
    effective_from = serializers.DateTimeField(allow_null=True)
    reason = serializers.CharField(allow_blank=True)
    made_by = Card()
    made_at = serializers.DateTimeField()


class OpenPiece(serializers.Serializer):
    begin = serializers.DateTimeField()
    end = serializers.DateTimeField()
    seconds = serializers.FloatField()


class Due(serializers.Serializer):
    start = serializers.DateTimeField()
    due = serializers.DateTimeField()
    pieces = OpenPiece(many=True, help_text="The first twelve open stretches that make it up.")
    more = serializers.IntegerField(help_text="How many further ones there are.")


class HolidayPlace(serializers.Serializer):
    code = serializers.CharField()
    name = serializers.CharField()


class HolidayCountry(HolidayPlace):
    subdivisions = HolidayPlace(many=True)


class CalendarFileTold(serializers.Serializer):
    holidays = HolidayTold(many=True)
    timed = serializers.IntegerField(help_text="Events with a time of day: left out.")
