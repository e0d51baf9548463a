"""Shapes only; what makes sense is the actions' to say."""

from typing import Any

from django import forms

from supportdesk.accounts.languages import LANGUAGES
from supportdesk.accounts.models import Organisation, Person, Region, Role, Team
from supportdesk.catalogue.models import Category, Component, Queue, TicketType
from tickets.desk.models import WipLimit
from tickets.desk.models.limit import COLUMNS
from tickets.desk.states import Channel, Status

from ..models import WEEKDAYS, Strategy

TIERS = ("standard", "silver", "gold", "platinum")
KEYED = {
    "type": TicketType,
    "category": Category,
    "component": Component,
    "region": Region,
    "organisation": Organisation,
}
LABELS = {"type": "Type", "category": "Category", "component": "Component", "region": "Region"}
LABELS |= {"language": "Requester speaks", "organisation": "Organisation", "tier": "Tier", "channel": "Came in by"}
LABELS |= {"words": "Words in the title"}


def several(label, **kwargs):
    return forms.MultipleChoiceField(label=label, required=False, widget=forms.SelectMultiple({"size": 4}), **kwargs)


class ConditionsForm(forms.Form):
    """What a rule asks of a ticket: of each field one of the values, of all fields."""

    type = several("Type")
    category = several("Category")
    component = several("Component")
    tier = several("Tier", choices=[(tier, tier.capitalize()) for tier in TIERS])
    region = several("Region")
    language = several("Requester speaks", choices=LANGUAGES)
    organisation = several("Organisation")
    channel = several("Came in by", choices=Channel.choices)
    words = forms.CharField(
        label="Words in the title", required=False, max_length=500, help_text="Several with commas: one is enough."
    )

    def __init__(self, *args, viewer, **kwargs):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        for name, model in KEYED.items():
            fields[name].choices = offered(model, viewer)

    def conditions(self):
        given = {name: self.cleaned_data.get(name) for name in LABELS if name != "words"}
        words = [word.strip() for word in self.cleaned_data.get("words", "").split(",") if word.strip()]
        return {name: values for name, values in (given | {"words": words}).items() if values}


def offered(model: Any, viewer):
    if model is Organisation:
        return [(str(one.pk), one.name) for one in Organisation.objects.visible_to(viewer)]
    rows: Any = model.objects.all() if model is Region else model.objects.offered()
    if model is Category:
        rows = rows.select_related("parent")
    return [(one.key, str(one)) for one in rows]


class RuleForm(ConditionsForm):
    queue = forms.ModelChoiceField(Queue.objects.none(), label="Send to queue", empty_label="Choose…")
    position = forms.IntegerField(
        label="Position", initial=100, min_value=0, max_value=9999, help_text="The rule with the lowest one decides."
    )
    active_from = forms.DateTimeField(
        label="Holds from",
        required=False,
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text="Empty: from now on.",
    )
    field_order = ("queue", *LABELS, "position", "active_from")

    def __init__(self, *args, viewer, rule=None, **kwargs):
        if rule:
            words = ", ".join(rule.conditions.get("words", ()))
            kwargs["initial"] = rule.conditions | {"words": words, "queue": rule.queue_id, "position": rule.position}
        super().__init__(*args, viewer=viewer, **kwargs)
        fields: Any = self.fields
        fields["queue"].queryset = Queue.objects.visible_to(viewer).offered()


class StrategyForm(forms.Form):
    strategy = forms.ChoiceField(label="Tickets go to", choices=Strategy.choices)


class SkillForm(forms.Form):
    name = forms.CharField(label="Skill", max_length=60)
    people = forms.ModelMultipleChoiceField(
        Person.objects.none(), label="Who has it", required=False, widget=forms.SelectMultiple({"size": 6})
    )
    categories = several("Categories that need it")
    components = several("Components that need it")

    def __init__(self, *args, viewer, **kwargs):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["people"].queryset = colleagues(viewer)
        fields["categories"].choices = offered(Category, viewer)
        fields["components"].choices = offered(Component, viewer)

    def given(self):
        found = dict(self.cleaned_data)
        found["categories"] = list(Category.objects.filter(key__in=found["categories"]))
        found["components"] = list(Component.objects.filter(key__in=found["components"]))
        return found


def colleagues(viewer):
    people = Person.objects.visible_to(viewer).active().filter(is_machine=False)
    return people.filter(roles__overlap=[Role.JA, Role.AN, Role.SA, Role.TL, Role.SM, Role.ER, Role.IC])


class LimitForm(forms.Form):
    place = forms.ChoiceField(label="Limit for")
    scope = forms.ChoiceField(
        label="Counted",
        choices=[("", "For each analyst"), *((column, f"In column “{Status(column).label}”") for column in COLUMNS)],
        required=False,
    )
    most = forms.IntegerField(
        label="At most", required=False, min_value=1, max_value=999, help_text="Empty: no limit any more."
    )
    mode = forms.ChoiceField(label="One more", choices=WipLimit.Mode.choices, initial="warn")

    def __init__(self, *args, viewer, **kwargs):
        super().__init__(*args, **kwargs)
        self.places = {f"queue-{one.pk}": one for one in Queue.objects.visible_to(viewer).offered()}
        self.places |= {f"team-{one.pk}": one for one in Team.objects.visible_to(viewer)}
        fields: Any = self.fields
        fields["place"].choices = [("", "Choose…"), *((key, name(one)) for key, one in self.places.items())]

    def given(self):
        found = dict(self.cleaned_data)
        return self.places[found.pop("place")], {"status": found.pop("scope")} | found


def name(place):
    return f"Queue {place}" if isinstance(place, Queue) else f"Team {place}, all queues"


class AvailabilityForm(forms.Form):
    away = forms.BooleanField(label="Away: give me no tickets", required=False)
    starts = forms.TimeField(
        label="My day begins", required=False, widget=forms.TimeInput({"type": "time"}, format="%H:%M")
    )
    ends = forms.TimeField(
        label="My day ends", required=False, widget=forms.TimeInput({"type": "time"}, format="%H:%M")
    )
    days = forms.TypedMultipleChoiceField(
        label="My days", coerce=int, choices=WEEKDAYS, required=False, widget=forms.CheckboxSelectMultiple
    )
    share = forms.IntegerField(label="Share of a full place, per cent", initial=100, min_value=1, max_value=100)
