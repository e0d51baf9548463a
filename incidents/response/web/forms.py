"""Shapes only; what makes sense is the actions' to say."""

from typing import Any

from django import forms

from supportdesk.accounts.models import Person, Region
from supportdesk.catalogue.models import Component
from supportdesk.numbers import whole
from tickets.desk.states import CauseClass

from ..models import ImpactEdit, Incident
from ..states import WRITTEN, Audience, EntryKind, ItemKind, ItemState, Mark, RoleKind, Severity, Source
from ..workflow import MOVES
from .earlier import Earlier

MINUTE = "%Y-%m-%dT%H:%M"
BOXES = {"widget": forms.CheckboxSelectMultiple}


def words(label, rows=3, *, required=True, longest=20_000, hint=""):
    area = forms.Textarea({"rows": rows})
    return forms.CharField(label=label, required=required, max_length=longest, widget=area, help_text=hint)


def instant(label, *, required=False, hint=""):
    widget = forms.DateTimeInput({"type": "datetime-local"}, format=MINUTE)
    return forms.DateTimeField(label=label, required=required, widget=widget, help_text=hint)


def severity(label="Severity"):
    return forms.TypedChoiceField(label=label, choices=[("", "Choose…"), *Severity.choices], coerce=int)


def components(*, required=True):
    rows = Component.objects.none()
    return forms.ModelMultipleChoiceField(rows, label="What is broken", required=required, **BOXES)


class Codes(forms.MultipleChoiceField):
    """The warnings that were confirmed (SEC-02); a code that nothing bears confirms nothing."""

    def __init__(self):
        super().__init__(required=False, widget=forms.MultipleHiddenInput)

    def valid_value(self, value):
        return len(value) <= 40


class Seen(forms.Form):
    """`seen` is the version that the person had before their eyes."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, version=None, **kwargs):
        kwargs["initial"] = {"seen": version} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)


class SuspectForm(forms.Form):
    title = forms.CharField(label="Symptom and service", max_length=250)
    severity = severity()
    components = components()
    started_at = instant("Began, at least roughly", required=True)
    source = forms.ChoiceField(label="Noticed by", choices=Source.choices, initial=Source.STAFF)
    summary = words("What is known", required=False)
    regions = forms.ModelMultipleChoiceField(Region.objects.none(), label="Regions", required=False, **BOXES)
    features = forms.CharField(label="Features", required=False, max_length=500)
    recurs = Earlier()
    tickets = forms.CharField(
        label="Tickets", required=False, max_length=20_000, help_text="Their numbers, such as T-7 T-12."
    )
    criteria = words(
        "Declare it a major incident", 2, required=False, hint="The criteria that are met. Empty: it is suspected."
    )
    drill = forms.BooleanField(label="A drill", required=False)
    restricted = forms.BooleanField(label="Only for its responders", required=False)

    def __init__(self, *args, viewer, **kwargs):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["recurs"].viewer = viewer
        fields["components"].queryset = Component.objects.offered()
        fields["regions"].queryset = Region.objects.all()

    def clean_tickets(self):
        return numbers(self.cleaned_data["tickets"])


def numbers(text):
    """The ticket numbers in what somebody typed or pasted."""
    found = [part.strip(" ,;").upper().removeprefix("T-") for part in text.replace(",", " ").split()]
    wrong = [part for part in found if whole(part) is None]
    if wrong:
        raise forms.ValidationError(f"“{wrong[0][:40]}” is no ticket. Write their numbers, such as T-7 T-12.")
    return [int(part) for part in found]


class DeclareForm(Seen):
    severity = severity()
    criteria = words("Criteria that are met", 2, hint="Such as: more than ten customers cannot sign in.")


class MoveForm(Seen):
    """What a step asks for, by the table."""

    cause = words("Likely cause or component")
    cause_class = forms.ChoiceField(label="Kind of cause", choices=[("", "Choose…"), *CauseClass.choices])
    evidence = forms.CharField(label="Evidence", max_length=500, help_text="A link, or where it stands.")
    words = words("In words", 2, required=False)
    at = instant("When it happened", hint="Empty: now.")

    def __init__(self, *args, move, **kwargs):
        super().__init__(*args, **kwargs)
        needs = MOVES[move].needs
        for name in ("cause", "cause_class", "evidence"):
            if name not in needs:
                del self.fields[name]
        self.fields["words"].required = "words" in needs
        if move == "back":
            del self.fields["at"]


class ReasonForm(forms.Form):
    reason = words("Because", 2)


class DismissForm(Seen):
    reason = words("Why it is none", 2)


class SeverityForm(Seen):
    severity = severity()
    reason = words("Because", 2)


class ReviseForm(Seen):
    title = forms.CharField(label="Symptom and service", max_length=250)
    summary = words("What is known", required=False)
    components = components()
    regions = forms.ModelMultipleChoiceField(Region.objects.none(), label="Regions", required=False, **BOXES)
    features = forms.CharField(label="Features", required=False, max_length=500)
    third_party = forms.CharField(label="Third party involved", required=False, max_length=200)
    change_reference = forms.CharField(label="Release or change seen", required=False, max_length=200)
    bridge = forms.URLField(label="Bridge or channel", assume_scheme="https", required=False, max_length=500)
    recurs = Earlier()
    started_at = instant("Began", required=True)
    reason = forms.CharField(label="Why it began at another time", required=False, max_length=500)

    def __init__(self, *args, incident, viewer, **kwargs):
        plain = ("title", "summary", "features", "third_party", "change_reference", "bridge", "started_at")
        held = {name: getattr(incident, name) for name in plain}
        known = incident.recurs_id and Incident.objects.visible_to(viewer).filter(pk=incident.recurs_id).exists()
        held |= {"recurs": f"INC-{incident.recurs_id}" if known else ""}
        held |= {"components": incident.components.all(), "regions": incident.regions.all()}
        super().__init__(*args, version=incident.version, initial=held, **kwargs)
        self.incident = incident
        fields: Any = self.fields
        fields["recurs"].viewer = viewer
        if incident.recurs_id and not known:
            del fields["recurs"]
        fields["components"].queryset = Component.objects.all()
        fields["regions"].queryset = Region.objects.all()

    def clean_started_at(self):
        """A browser sends minutes: what was not touched has not changed."""
        given, held = self.cleaned_data["started_at"], self.incident.started_at
        return held if given == held.replace(second=0, microsecond=0) else given


class RoleForm(forms.Form):
    role = forms.ChoiceField(label="Part", choices=RoleKind.choices)
    to = forms.ModelChoiceField(Person.objects.none(), label="Who", empty_label="Choose…")

    def __init__(self, *args, viewer, **kwargs):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["to"].queryset = colleagues(viewer)


def colleagues(viewer):
    people = Person.objects.visible_to(viewer).active().filter(is_machine=False)
    return people.exclude(roles=["RQ"]).exclude(roles=[]).order_by("name")


class EntryForm(forms.Form):
    takes_files = True
    kind = forms.ChoiceField(
        label="Kind", choices=[(kind.value, kind.label) for kind in WRITTEN], initial=EntryKind.OBSERVATION
    )
    confirmed = Codes()
    text = words("What happened")
    at = instant("When it happened", hint="Empty: now.")
    mark = forms.ChoiceField(label="How sure", choices=[("", "As the kind says"), *Mark.choices], required=False)
    audience = forms.ChoiceField(label="For", choices=Audience.choices, initial=Audience.INTERNAL)
    evidence = forms.URLField(label="Evidence", assume_scheme="https", required=False, max_length=500)


class AddendumForm(forms.Form):
    takes_files = True
    confirmed = Codes()
    text = words("What was learnt later")


class EditEntryForm(forms.Form):
    confirmed = Codes()
    text = words("What happened")


class LinkForm(forms.Form):
    tickets = forms.CharField(
        label="Tickets",
        max_length=20_000,
        widget=forms.Textarea({"rows": 3}),
        help_text="Their numbers, such as T-7 T-12.",
    )

    def clean_tickets(self):
        return numbers(self.cleaned_data["tickets"])


class JoinForm(forms.Form):
    """Which incident a ticket belongs to."""

    incident = forms.ModelChoiceField(Person.objects.none(), label="Incident", empty_label="Choose…")

    def __init__(self, *args, incidents, **kwargs):
        super().__init__(*args, **kwargs)
        field: Any = self.fields["incident"]
        field.queryset = incidents
        field.label_from_instance = lambda one: f"{one.reference} {one.get_severity_display()} {one.title}"


class ImpactForm(forms.Form):
    field = forms.ChoiceField(label="Part", choices=ImpactEdit.Field.choices)
    value = words("Value", 2, longest=2000, hint="Of users and customers a number: at least so many.")
    reason = forms.CharField(label="How it is known", max_length=500)


class WorkaroundForm(forms.Form):
    confirmed = Codes()
    text = words("What the requester does")
    availability = forms.CharField(label="For whom it works", required=False, max_length=250)
    side_effects = words("Side effects", 2, required=False)


class CheckForm(forms.Form):
    what = forms.CharField(label="What is checked", max_length=250)


class CheckDoneForm(forms.Form):
    passed = forms.TypedChoiceField(
        label="Result",
        choices=[("yes", "Passed"), ("no", "Not passed")],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )
    result = words("What was found", 2, required=False)


class ItemForm(forms.Form):
    what = forms.CharField(label="What is to be done", max_length=250)
    kind = forms.ChoiceField(label="Kind", choices=ItemKind.choices)
    owner = forms.ModelChoiceField(Person.objects.none(), label="Owner", empty_label="Choose…")
    due_at = instant("Due", required=True)

    def __init__(self, *args, viewer, **kwargs):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["owner"].queryset = colleagues(viewer)


class ItemEndForm(forms.Form):
    state = forms.ChoiceField(
        label="It is",
        choices=[(ItemState.DONE.value, "Done"), (ItemState.DROPPED.value, "Dropped")],
        widget=forms.RadioSelect,
    )
    evidence = words("What shows it, or why it is dropped", 2)


class SettleForm(forms.Form):
    confirmed = Codes()
    message = words("Final message to the requesters", 5)


class ToldForm(forms.Form):
    tickets = forms.CharField(label="Tickets", max_length=20_000, help_text="Their numbers, such as T-7 T-12.")
    reason = forms.CharField(label="How they know", max_length=500)

    def clean_tickets(self):
        return numbers(self.cleaned_data["tickets"])
