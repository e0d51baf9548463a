"""What may be sent about calendars: the shape only."""

from rest_framework import serializers

from supportdesk.api.shapes import Shape, Text

from .. import calendar_files, windows
from ..public_holidays import FIRST, LAST, MOST_YEARS

YEARS = serializers.ListField(
    child=serializers.IntegerField(min_value=FIRST, max_value=LAST), min_length=1, max_length=MOST_YEARS
)


class Windows(serializers.ListField):
    """`["09:00-12:00", "13:00-18:00"]`. One that ends before it begins runs over midnight."""

    child = Text(max_length=40)

    def __init__(self, **options):
        super().__init__(**options | {"max_length": 24})

    def to_internal_value(self, data):
        try:
            return sorted(
                each for text in super().to_internal_value(data) for each in windows.read(text, overnight=True)
            )
        except windows.Unreadable as error:
            raise serializers.ValidationError(str(error), "window") from error


class WeekIn(Shape):
    """Open windows by weekday; a day that is left out is closed."""

    def to_internal_value(self, data):
        given = super().to_internal_value(data)
        return {str(number): given[name] for number, name in enumerate(NAMES) if given.get(name)}


NAMES = tuple(day.lower() for day in windows.DAYS)
for _name in NAMES:
    WeekIn._declared_fields[_name] = Windows(required=False)


class HolidayIn(Shape):
    date = serializers.DateField()
    name = Text(max_length=120, default="")


class StaffedDayIn(Shape):
    date = serializers.DateField()
    windows = Windows(help_text="None: closed.")
    reason = Text(max_length=200)


def changeable(**more):
    """The fields of a proposal; in a change each may be left out."""
    return {
        "holidays": serializers.ListField(child=HolidayIn(), max_length=3000, required=False),
        "overrides": serializers.ListField(child=StaffedDayIn(), max_length=3000, required=False),
        "effective_from": serializers.DateTimeField(required=False, allow_null=True, help_text="Null: when published."),
        "reason": Text(max_length=500, required=False, allow_blank=True),
        "also_open": serializers.BooleanField(required=False, help_text="Judge the open tickets by it as well."),
        "policies": serializers.DictField(
            child=serializers.BooleanField(),
            required=False,
            help_text="Of the policies that count in it, by key: whether they move to the next version.",
        ),
        **more,
    }


class CalendarProposalIn(Shape):
    """The next version of the calendar with this `key`, or without one a new calendar under its name."""

    key = Text(max_length=60, required=False)
    name = Text(max_length=120, required=False)
    zone = Text(max_length=60, required=False)
    week = WeekIn(required=False)


class CalendarProposalChange(Shape):
    seen = serializers.IntegerField(required=False, help_text="The version that was read; else the last word wins.")
    name = Text(max_length=120, required=False)
    zone = Text(max_length=60, required=False)
    week = WeekIn(required=False)


for _shape in (CalendarProposalIn, CalendarProposalChange):
    _shape._declared_fields |= changeable()


class CalendarFileIn(Shape):
    text = Text(max_length=calendar_files.LARGEST, trim_whitespace=False, help_text="iCalendar (RFC 5545).")
    years = YEARS


def content_of(given, before):
    """The content of a draft: what was given, the rest as it is."""
    content = before | {name: given[name] for name in ("name", "zone", "week") if name in given}
    if "holidays" in given:
        closed = {each["date"].isoformat(): each["name"] for each in given["holidays"]}
        content |= {"holidays": sorted(closed), "names": closed}
    if "overrides" in given:
        kept = {
            each["date"].isoformat(): {"windows": each["windows"], "reason": each["reason"]}
            for each in given["overrides"]
        }
        content |= {"overrides": kept}
    return content
