"""Shapes only; what makes sense is the actions' to say."""

from typing import Any

from django import forms

from supportdesk.accounts.languages import LANGUAGES
from supportdesk.accounts.models import Team
from supportdesk.catalogue.models import Category, Component, Queue, Tag, TicketType

from .. import content, fields
from ..models import Audience, MacroKind

PREFIX = "set_"


def chosen(model, label, **kwargs):
    return forms.ModelChoiceField(model.objects.all(), label=label, required=False, **kwargs)


class MacroForm(forms.Form):
    name = forms.CharField(max_length=100)
    purpose = forms.CharField(max_length=200, help_text="When one takes it, in a few words.")
    audience = forms.ChoiceField(choices=Audience.choices, label="Speaks to")
    kind = forms.ChoiceField(choices=MacroKind.choices, label="Is for")
    language = forms.ChoiceField(choices=LANGUAGES)
    category = chosen(Category, "Only for the category", empty_label="Any")
    team = chosen(Team, "Only for the team", empty_label="Everybody")
    body = forms.CharField(label="Text", max_length=content.LONGEST, widget=forms.Textarea({"rows": 10}), strip=False)
    commitments = forms.CharField(
        label="What may be promised with it", max_length=500, required=False, help_text="Empty: nothing."
    )
    set_type = chosen(TicketType, "Type", empty_label="As it is")
    set_category = chosen(Category, "Category", empty_label="As it is")
    set_component = chosen(Component, "Component", empty_label="As it is")
    set_tags = forms.ModelMultipleChoiceField(
        Tag.objects.all(), label="Tags to add", required=False, widget=forms.CheckboxSelectMultiple
    )
    set_queue = chosen(Queue, "Send to the queue", empty_label="As it is")
    set_take = forms.BooleanField(label="Whoever sends it takes the ticket", required=False)
    set_move = forms.ChoiceField(label="Status", required=False, choices=[("", "As it is"), *fields.MOVES.items()])
    set_waiting_reason = forms.ChoiceField(
        label="It waits for", required=False, choices=[("", "–"), *fields.REASONS.items()]
    )
    set_wait_days = forms.IntegerField(label="For so many days", required=False, min_value=1, max_value=90)
    set_promise_hours = forms.IntegerField(
        label="Next update within hours", required=False, min_value=1, max_value=fields.MOST_HOURS
    )
    reason = forms.CharField(label="Why it changes", max_length=500)

    def __init__(self, *args, holds=None, viewer, **kwargs):
        """`holds` is the content that it begins with."""
        if holds is not None:
            kwargs["initial"] = begun(holds) | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        for name in ("category", "set_category"):
            fields[name].queryset = Category.objects.offered().select_related("parent")
        fields["set_type"].queryset = TicketType.objects.offered()
        fields["set_component"].queryset = Component.objects.offered()
        fields["set_tags"].queryset = Tag.objects.offered()
        fields["set_queue"].queryset = Queue.objects.visible_to(viewer).offered()
        fields["team"].queryset = Team.objects.visible_to(viewer)

    @property
    def wording(self):
        return [self[name] for name in self.fields if not name.startswith(PREFIX) and name not in ("body", "reason")]

    @property
    def changes(self):
        return [self[name] for name in self.fields if name.startswith(PREFIX)]

    def given(self):
        """What the actions are told."""
        said = {name: plain(value) for name, value in self.cleaned_data.items()}
        reason = said.pop("reason")
        changes = {name.removeprefix(PREFIX): said.pop(name) for name in list(said) if name.startswith(PREFIX)}
        return {"content": said | {"fields": changes}, "reason": reason}


def begun(holds):
    own = {name: value for name, value in holds.items() if name != "fields"}
    return own | {f"{PREFIX}{name}": value for name, value in holds["fields"].items()}


def plain(value):
    """Rows by their ids, as a proposal keeps them."""
    if hasattr(value, "pk"):
        return value.pk
    if hasattr(value, "model"):
        return sorted(row.pk for row in value)
    return value


class RetireForm(forms.Form):
    reason = forms.CharField(label="Why", max_length=500)
