"""Shapes only; what makes sense is the actions' to say."""

from typing import Any

from django import forms

from supportdesk.accounts.models import Person, Team
from supportdesk.catalogue.models import Component
from supportdesk.numbers import whole
from tickets.desk.mentions import colleagues
from tickets.desk.models import Attachment

from ..fields import DIMENSIONS, HEADINGS
from ..models import FixTask, Lane, Tracker
from ..states import (
    Avoidable,
    Confidence,
    DeclineReason,
    HypothesisState,
    Issue,
    ReturnReason,
    Sensitivity,
    Target,
    Trigger,
)

QUESTIONS = 4
HALVES = [("", "Not now"), *[(f"{half / 2:g}", f"{half / 2:g}") for half in range(11)]]


def instant(label, **kwargs):
    """A day and an hour in the reader's zone."""
    widget = forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=label, widget=widget, **kwargs)


def text(label, rows=3, **kwargs):
    return forms.CharField(label=label, max_length=10_000, widget=forms.Textarea({"rows": rows}), **kwargs)


def choice(label, choices, **kwargs):
    return forms.ChoiceField(label=label, choices=[("", "Choose…"), *choices], **kwargs)


class BeginForm(forms.Form):
    target = choice("To", Target.choices)
    issue = choice("What it is about", Issue.choices)
    trigger = choice("Why now", Trigger.choices, help_text="An outage, a security doubt or damaged data goes at once.")
    also = forms.CharField(
        label="Other tickets with the same trouble", required=False, max_length=400, help_text="Such as 17, 20."
    )
    what = text("The suspicion", 2, required=False, help_text="For security: what may have happened.")
    named = forms.ModelMultipleChoiceField(
        Person.objects.none(),
        label="Who goes on seeing it",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="For security: everybody else no longer knows that there is such a ticket.",
    )

    def __init__(self, *args, viewer, targets, **kwargs):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["target"].choices = [("", "Choose…"), *[(one.value, one.label) for one in targets]]
        fields["named"].queryset = colleagues(viewer).exclude(pk=viewer.pk)

    def clean_also(self):
        said = [whole(one.strip().lstrip("Tt-")) for one in self.cleaned_data["also"].split(",") if one.strip()]
        if None in said:
            raise forms.ValidationError("Give numbers of tickets with commas.")
        return said


class PlainForm(forms.Form):
    """Nothing to say."""


class WordsForm(forms.Form):
    words = text("Because", 2)


class RatingForm(forms.Form):
    """One overall figure, or the five ticks of the rubric."""

    rating = forms.TypedChoiceField(
        label="The packet out of 5", choices=HALVES, coerce=float, empty_value=None, required=False
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in DIMENSIONS:
            halves = [("", "–"), ("0", "0"), ("0.5", "½"), ("1", "1")]
            self.fields[f"tick_{name}"] = forms.TypedChoiceField(
                label=HEADINGS[name], choices=halves, coerce=float, empty_value=None, required=False
            )

    def rated(self):
        ticks = {name: self.cleaned_data.get(f"tick_{name}") for name in DIMENSIONS}
        if any(value is not None for value in ticks.values()):
            return {"ticks": {name: value or 0 for name, value in ticks.items()}}
        return {"rating": self.cleaned_data.get("rating")}


class AcceptForm(RatingForm):
    next_update_at = instant("Next word from you", required=False)

    def given(self):
        return self.rated() | {"next_update_at": self.cleaned_data["next_update_at"]}


class ReturnForm(RatingForm):
    reason = choice("Reason", ReturnReason.choices)
    words = text("In words", 2, required=False)

    def __init__(self, *args, fields, **kwargs):
        super().__init__(*args, **kwargs)
        for number in range(1, QUESTIONS + 1):
            first = number == 1
            self.fields[f"field_{number}"] = forms.ChoiceField(
                label=f"Field {number}", choices=[("", "The whole"), *fields], required=False
            )
            self.fields[f"code_{number}"] = forms.ChoiceField(
                label=f"What is wrong with it {number}",
                choices=[("", "As above"), *ReturnReason.choices],
                required=False,
            )
            self.fields[f"question_{number}"] = forms.CharField(
                label=f"Question {number}", max_length=500, required=first
            )

    def given(self):
        said = self.cleaned_data
        numbers = [one for one in range(1, QUESTIONS + 1) if said.get(f"question_{one}")]
        items = [
            {"field": said[f"field_{one}"], "reason": said[f"code_{one}"], "question": said[f"question_{one}"]}
            for one in numbers
        ]
        return self.rated() | {"reason": said["reason"], "words": said["words"], "items": items}


class AnswerForm(forms.Form):
    def __init__(self, *args, items, **kwargs):
        super().__init__(*args, **kwargs)
        for item in items:
            self.fields[f"answer-{item.pk}"] = text(item.question, 2, required=False, initial=item.answer)

    def given(self):
        return {"answers": {int(name.partition("-")[2]): said for name, said in self.cleaned_data.items()}}


class RedirectForm(forms.Form):
    group = forms.ModelChoiceField(Team.objects.none(), label="To the group", empty_label="Choose…")
    words = text("Why they", 2)

    def __init__(self, *args, viewer, **kwargs):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["group"].queryset = Team.objects.visible_to(viewer)


class DeclineForm(forms.Form):
    reason = choice("Reason", DeclineReason.choices)
    words = text("Explanation for support", 2)
    suggested_text = text("What the customer may be told", 3)


class UpdateForm(forms.Form):
    next_update_at = instant("Next word from you", required=False)


class ReportForm(UpdateForm):
    words = text("How it goes", 3)
    useful = forms.BooleanField(label="A useful answer: support can go on with it", required=False)
    field_order = ("words", "useful", "next_update_at")


class FollowUpForm(forms.Form):
    question = text("What you ask them", 2)


class FixForm(forms.Form):
    fix_version = forms.CharField(label="Release or fix version", max_length=60)
    to_verify = text("What to verify", 3)


class CloseForm(forms.Form):
    words = text("What came of it", 2, required=False)
    message = text("To the requesters", 3, required=False, help_text="Sent on every linked ticket that is still open.")


class VerifyForm(forms.Form):
    passed = forms.TypedChoiceField(
        label="Result",
        choices=[("yes", "It works"), ("no", "It is not fixed")],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )
    place = choice("Where it was tried", FixTask.Place.choices)
    regression = forms.BooleanField(label="What worked before was tried too", required=False)
    words = text("What was tried, and what came of it", 3)


class JudgeForm(forms.Form):
    avoidable = forms.TypedChoiceField(
        label="Could the sending tier have solved it?",
        choices=[("yes", "Yes, it was avoidable"), ("no", "No")],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )
    reason = choice("Why", Avoidable.choices, required=False)
    words = text("In words", 2, required=False)


class HypothesisForm(forms.Form):
    statement = forms.CharField(label="Hypothesis", max_length=500)
    test = forms.CharField(label="Test", max_length=1000, required=False)
    result = forms.CharField(label="Result", max_length=1000, required=False)
    state = forms.ChoiceField(label="Status", choices=HypothesisState.choices)
    confidence = forms.ChoiceField(label="Confidence", choices=Confidence.choices)


class IssueForm(forms.Form):
    tracker = forms.ModelChoiceField(Tracker.objects.all(), label="Tracker", empty_label="Choose…")
    key = forms.CharField(label="Key of the bug", max_length=60)
    url = forms.URLField(label="Address", max_length=300, required=False, assume_scheme="https")


class ClearForm(forms.Form):
    attachment = forms.ModelChoiceField(Attachment.objects.none(), label="File", empty_label="Choose…")
    sensitivity = forms.ChoiceField(label="Sensitivity", choices=Sensitivity.choices)

    def __init__(self, *args, files, **kwargs):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["attachment"].queryset = files
        fields["attachment"].label_from_instance = lambda one: one.file.name


class LaneForm(forms.ModelForm):
    class Meta:
        model = Lane
        fields = (
            "target",
            "component",
            "trigger",
            "group",
            "contact",
            "channel",
            "calendar",
            "acknowledge_minutes",
            "accept_minutes",
            "answer_minutes",
            "total_minutes",
            "issues_ids",
            "owner",
            "confirm_days",
        )

    def __init__(self, *args, viewer, hours, **kwargs):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        for name in ("contact", "owner"):
            fields[name].queryset = colleagues(viewer)
        fields["group"].queryset = Team.objects.visible_to(viewer)
        fields["component"].queryset = Component.objects.offered()
        fields["calendar"] = forms.ChoiceField(label="Hours", choices=hours)

    def _post_clean(self):
        """What makes sense is the action's to say; the row itself is not touched here."""


class TrackerForm(forms.Form):
    key = forms.SlugField(label="Key", max_length=40)
    name = forms.CharField(label="Name", max_length=100)
