"""Shapes only; what makes sense is the actions' to say."""

from datetime import timedelta
from typing import Any

from django import forms

from supportdesk.accounts.zones import known

from .. import calendar_files, calendars, public_holidays, windows

LARGEST = calendar_files.LARGEST
LOCAL = forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
DATE = forms.DateInput({"type": "date"}, format="%Y-%m-%d")


class HoursForm(forms.Form):
    """Name, zone and the week: what a calendar has to say at least."""

    name = forms.CharField(label="Name", max_length=120)
    zone = forms.CharField(
        label="Time zone",
        max_length=60,
        widget=forms.TextInput({"list": "zones", "autocomplete": "off"}),
        help_text="Begin to write a city: Europe/Berlin.",
    )
    week = forms.CharField(
        label="Open hours",
        max_length=2000,
        widget=forms.Textarea({"rows": 4, "spellcheck": "false"}),
        help_text="A line for each day or group of days, as many windows as you like: Mon-Fri 9-12, 13-18",
    )
    overnight = forms.BooleanField(label="Windows may run over midnight", required=False)

    zones = known()

    def clean(self):
        given = super().clean() or {}
        if "week" in given:
            try:
                given["week"] = windows.read_week(given["week"], overnight=given.get("overnight", False))
            except windows.Unreadable as error:
                self.add_error("week", str(error))
        return given

    def content(self):
        return {name: self.cleaned_data[name] for name in ("name", "zone", "week")}


def hours_of(content):
    """The first values of an HoursForm."""
    week = content["week"]
    over = any(windows.over_midnight(each) for each in week.values())
    return {"name": content["name"], "zone": content["zone"], "week": windows.written(week), "overnight": over}


class DraftForm(HoursForm):
    effective_from = forms.DateTimeField(
        label="Holds from", required=False, widget=LOCAL, help_text="In your own time zone. Empty: at once."
    )
    reason = forms.CharField(
        label="Reason", max_length=500, required=False, help_text="Why it changes, for whoever is judged by it."
    )
    moves = forms.MultipleChoiceField(
        label="Policies that move to it",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="The others go on counting in the version before.",
    )
    also_open = forms.BooleanField(label="Judge the open tickets by it as well", required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, draft, counting, **kwargs):
        first: Any = hours_of(draft.content) | {
            "effective_from": draft.effective_from,
            "reason": draft.reason,
            "also_open": draft.also_open,
            "seen": draft.version,
            "moves": [one.key for one in counting if draft.policies.get(one.key, True)],
        }
        super().__init__(*args, **kwargs | {"initial": first})
        fields: Any = self.fields
        fields["moves"].choices = [(one.key, f"{one.name} ({one.rule})") for one in counting]
        if not counting:
            del fields["moves"], fields["also_open"]

    def terms(self):
        """What the draft says besides its content."""
        given = self.cleaned_data
        fields: Any = self.fields
        moves = {key: key in given["moves"] for key, _ in fields["moves"].choices} if "moves" in given else {}
        about = {"effective_from": given["effective_from"], "reason": given["reason"].strip()}
        return about | {"policies": moves, "also_open": given.get("also_open", False)}


class CloseForm(forms.Form):
    use_required_attribute = False
    day = forms.DateField(label="Closed on", widget=DATE)
    until = forms.DateField(label="Up to and including", widget=DATE, required=False)
    name = forms.CharField(label="What it is called", max_length=120)

    def clean(self):
        given = super().clean() or {}
        first, last = given.get("day"), given.get("until")
        if first and last and last < first:
            self.add_error("until", "It ends before it begins.")
        if first and last and last - first > timedelta(days=366):
            self.add_error("until", "That is longer than a year.")
        return given

    def days(self):
        first, last = self.cleaned_data["day"], self.cleaned_data["until"] or self.cleaned_data["day"]
        return [first + timedelta(days=number) for number in range((last - first).days + 1)]


class StaffForm(forms.Form):
    use_required_attribute = False
    day = forms.DateField(label="Staffed on", widget=DATE)
    windows = forms.CharField(
        label="Open", max_length=200, required=False, help_text="9-12, 13-18. Empty: closed all day."
    )
    why = forms.CharField(label="Why", max_length=200)
    overnight = forms.BooleanField(label="It runs over midnight", required=False)

    def clean(self):
        given = super().clean() or {}
        try:
            given["windows"] = windows.read(given.get("windows", ""), overnight=given["overnight"])
        except windows.Unreadable as error:
            self.add_error("windows", str(error).replace("Windows may run", "It runs"))
        return given


def years_around(today):
    return [(str(year), str(year)) for year in range(today.year, today.year + 5)]


class YearsForm(forms.Form):
    use_required_attribute = False
    years = forms.MultipleChoiceField(label="Years", widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["years"].choices = years_around(today)
        fields["years"].initial = [str(today.year), str(today.year + 1)]

    def numbers(self):
        return [int(year) for year in self.cleaned_data["years"]]


class FileForm(YearsForm):
    upload = forms.FileField(label="Calendar file (.ics)", required=False)
    text = forms.CharField(
        label="or its text",
        required=False,
        max_length=LARGEST,
        widget=forms.Textarea({"rows": 3, "spellcheck": "false"}),
    )
    field_order = ("upload", "text", "years")

    def clean(self):
        given = super().clean() or {}
        upload = given.get("upload")
        if upload and upload.size > LARGEST:
            self.add_error("upload", "The file is larger than a megabyte.")
        elif upload:
            try:
                given["text"] = upload.read().decode("utf-8-sig")
            except UnicodeDecodeError:
                self.add_error("upload", "This is no text in UTF-8, so no calendar file.")
        elif not given.get("text", "").strip():
            self.add_error("upload", "Choose a file, or paste its text.")
        return given


class PlaceForm(YearsForm):
    """Whose holidays. The parts of a country are offered once the country is chosen."""

    country = forms.ChoiceField(
        label="Country", choices=lambda: [("", "Choose…"), *public_holidays.countries().items()]
    )
    subdivision = forms.ChoiceField(label="State or region", required=False)
    field_order = ("country", "subdivision", "years")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        chosen = self.data.get("country", "")
        parts = public_holidays.subdivisions(chosen) if chosen in public_holidays.countries() else {}
        named = [(code, name if name == code else f"{name} ({code})") for code, name in parts.items()]
        fields["subdivision"].choices = [("", "The whole country"), *named]
        if not parts:
            del fields["subdivision"]
        data: Any = self.data
        if chosen and not data.getlist("years"):
            self.data = data = data.copy()
            data.setlist("years", fields["years"].initial)


class TryForm(forms.Form):
    start = forms.DateTimeField(label="From", widget=LOCAL)
    hours = forms.FloatField(label="Hours", min_value=0, max_value=calendars.LONGEST_HOURS)
