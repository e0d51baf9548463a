"""Shapes only: types, lengths, choices. What makes sense is the actions' to say."""

from datetime import timedelta

from django import forms
from django.utils import timezone

from supportdesk.accounts.actor import Actor
from supportdesk.accounts.models import Person, Role
from supportdesk.catalogue.models import Category, Component, Queue, Tag, TicketType

from .. import policy, surroundings
from ..models import Ticket, TimeBoxAnswer
from ..queries.search import REFERENCE
from ..states import (
    CancelReason,
    IdentifierKind,
    LinkKind,
    ReopenReason,
    WaitingReason,
)

LONG = 100_000
LEVELS = [("1", "High"), ("2", "Medium"), ("3", "Low")]
PRIORITIES = [("", "As proposed"), ("1", "P1 critical"), ("2", "P2 high"), ("3", "P3 moderate"), ("4", "P4 low")]


class Codes(forms.MultipleChoiceField):
    """The warnings that were confirmed (SEC-02); a code that nothing bears confirms nothing."""

    def __init__(self):
        super().__init__(required=False, widget=forms.MultipleHiddenInput)

    def valid_value(self, value):
        return len(value) <= 40


def text(rows=3, **kwargs):
    return forms.CharField(widget=forms.Textarea({"rows": rows}), max_length=LONG, **kwargs)


def choice(choices, blank="Choose…", **kwargs):
    return forms.ChoiceField(choices=[("", blank), *choices], **kwargs)


def instant(label, **kwargs):
    """A day and an hour in the reader's zone."""
    widget = forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=label, widget=widget, **kwargs)


def level(label, **kwargs):
    return forms.TypedChoiceField(
        label=label, choices=LEVELS, coerce=int, empty_value=None, widget=forms.RadioSelect, **kwargs
    )


class Seen(forms.Form):
    """The version, or the event, that the person had before their eyes."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, ticket=None, **kwargs):
        if ticket is not None:
            kwargs["initial"] = {"seen": ticket.version, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)


def part_of_surroundings(name):
    label, choices = surroundings.LABELS[name], surroundings.CHOICES.get(name)
    if choices:
        return forms.ChoiceField(choices=[("", "Not said"), *choices.items()], label=label, required=False)
    return forms.CharField(label=label, max_length=surroundings.LONGEST, required=False)


class TriageForm(Seen):
    type = forms.ModelChoiceField(TicketType.objects.none(), empty_label=None)
    category = forms.ModelChoiceField(Category.objects.none(), empty_label="Choose…")
    component = forms.ModelChoiceField(Component.objects.none(), required=False, empty_label="None")
    environment = part_of_surroundings("environment")
    version = part_of_surroundings("version")
    impact = level("Impact: how many are affected")
    urgency = level("Urgency: how badly it holds them up")
    priority = forms.TypedChoiceField(choices=PRIORITIES, coerce=int, empty_value=None, required=False)
    rationale = text(2, label="Why another priority than proposed", required=False)

    def __init__(self, *args, ticket, **kwargs):
        names = ("type", "category", "component", "impact", "urgency")
        kwargs["initial"] = {name: getattr(ticket, name) for name in names} | ticket.surroundings
        super().__init__(*args, ticket=ticket, **kwargs)
        offer(self, type=TicketType, category=Category, component=Component)


class PriorityForm(Seen):
    impact = level("Impact: how many are affected")
    urgency = level("Urgency: how badly it holds them up")
    priority = forms.TypedChoiceField(choices=PRIORITIES, coerce=int, empty_value=None, required=False)
    rationale = text(2, label="Why another priority than proposed", required=False)

    def __init__(self, *args, ticket, **kwargs):
        kwargs["initial"] = {"impact": ticket.impact, "urgency": ticket.urgency}
        super().__init__(*args, ticket=ticket, **kwargs)


class ClassificationForm(Seen):
    type = forms.ModelChoiceField(TicketType.objects.none(), empty_label=None)
    category = forms.ModelChoiceField(Category.objects.none(), required=False, empty_label="None yet")
    component = forms.ModelChoiceField(Component.objects.none(), required=False, empty_label="None")
    tags = forms.ModelMultipleChoiceField(Tag.objects.none(), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, ticket, **kwargs):
        kwargs["initial"] = {name: getattr(ticket, name) for name in ("type", "category", "component")}
        kwargs["initial"]["tags"] = ticket.tags.all()
        super().__init__(*args, ticket=ticket, **kwargs)
        offer(self, type=TicketType, category=Category, component=Component, tags=Tag)


class AssignmentForm(Seen):
    to = forms.ModelChoiceField(Person.objects.none(), label="Owner", required=False, empty_label="Nobody")
    reason = text(2, label="Why it changes hands", required=False)

    def __init__(self, *args, ticket, viewer, **kwargs):
        kwargs["initial"] = {"to": ticket.owner_id}
        super().__init__(*args, ticket=ticket, **kwargs)
        choose_from(self, to=colleagues(viewer))


class DeclineForm(forms.Form):
    answer = forms.CharField(widget=forms.HiddenInput, max_length=10, initial="decline")
    reason = text(2, label="Why you decline it")

    def clean(self):
        self.cleaned_data.pop("answer", None)
        return self.cleaned_data


class TransferForm(Seen):
    queue = forms.ModelChoiceField(Queue.objects.none(), empty_label="Choose…")
    reason = text(2, label="Why it belongs there")

    def __init__(self, *args, ticket, viewer, **kwargs):
        super().__init__(*args, ticket=ticket, **kwargs)
        choose_from(self, queue=Queue.objects.visible_to(viewer).offered().exclude(pk=ticket.queue_id))


class MoveForm(Seen):
    action = forms.CharField(widget=forms.HiddenInput, max_length=40)
    waiting_reason = choice(WaitingReason.choices, label="It waits for", required=False)
    waiting_for = forms.CharField(label="Whom or what it waits for", max_length=120, required=False)
    until = instant("Expected until", required=False)
    reason = text(2, label="Comment", required=False)

    def __init__(self, *args, ticket, action="", **kwargs):
        until = timezone.localtime() + timedelta(days=3)
        kwargs["initial"] = {"action": action, "until": until.replace(hour=17, minute=0)}
        super().__init__(*args, ticket=ticket, **kwargs)


class PlanForm(Seen):
    what = forms.CharField(label="What comes next", max_length=200)
    at = instant("When")

    def __init__(self, *args, now, **kwargs):
        tomorrow = (now + timedelta(days=1)).replace(hour=9, minute=0)
        super().__init__(*args, **{"initial": {"at": tomorrow}} | kwargs)


class SnoozeForm(PlanForm):
    what = forms.CharField(label="Why, or what for", max_length=200, required=False)
    snooze = forms.BooleanField(widget=forms.HiddenInput, initial=True)


class TimeBoxForm(forms.Form):
    answer = forms.ChoiceField(choices=TimeBoxAnswer.choices, label="What now")
    reason = text(2, label="Why you go on alone, or what you ask", required=False)


class ClosureForm(Seen):
    reason = text(2, label="Why it closes without the requester's word", required=False)


class ReopeningForm(forms.Form):
    reason = choice(ReopenReason.choices, label="Why")
    confirmed = Codes()
    same_cause = forms.NullBooleanField(label="The same cause as before", required=False)
    body = text(4, label="What you see now", required=False)


class CancellationForm(Seen):
    reason = choice(CancelReason.choices, label="Why")
    comment = text(2, label="Comment", required=False)


class LinkForm(forms.Form):
    kind = forms.ChoiceField(choices=LinkKind.choices, label="This ticket is", initial=LinkKind.RELATED)
    other = forms.CharField(label="Ticket", max_length=20, required=False, help_text="T-1042")
    reference = forms.CharField(label="Or something outside", max_length=200, required=False)
    url = forms.URLField(label="Its address", max_length=500, required=False, assume_scheme="https")

    def __init__(self, *args, viewer, **kwargs):
        super().__init__(*args, **kwargs)
        self.viewer = viewer

    def clean_other(self):
        given = self.cleaned_data["other"]
        if not given.strip():
            return None
        match = REFERENCE.match(given)
        other = Ticket.objects.visible_to(self.viewer).filter(pk=match[1]).first() if match else None
        if other is None:
            raise forms.ValidationError("There is no ticket of that number that you may see.")
        return other


class SurroundingsForm(Seen):
    """Where it happens (T-06)."""

    def __init__(self, *args, ticket, **kwargs):
        kwargs["initial"] = dict(ticket.surroundings)
        super().__init__(*args, ticket=ticket, **kwargs)
        for name in surroundings.LABELS:
            self.fields[name] = part_of_surroundings(name)


class IdentifierForm(forms.Form):
    kind = forms.ChoiceField(choices=IdentifierKind.choices)
    value = forms.CharField(label="Identifier", max_length=200)


class TitleForm(Seen):
    title = forms.CharField(label="Subject", max_length=250)


class NewTicketForm(forms.Form):
    """A ticket taken at the phone or the desk. The requester is found by address."""

    requester = forms.CharField(max_length=300, help_text="Begin with a name or an address, then choose.")
    title = forms.CharField(label="Subject", max_length=250)
    body = text(6, label="What happened")
    confirmed = Codes()
    channel = forms.ChoiceField(label="Came in by", choices=[("phone", "Phone"), ("walk_up", "Walk-up")])
    queue = forms.ModelChoiceField(Queue.objects.none(), empty_label=None)
    type = forms.ModelChoiceField(TicketType.objects.none(), empty_label=None)
    category = forms.ModelChoiceField(Category.objects.none(), required=False, empty_label="None yet")
    impact = level("Impact: how many are affected", required=False)
    urgency = level("Urgency: how badly it holds them up", required=False)

    def __init__(self, *args, viewer, **kwargs):
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        offer(self, type=TicketType, category=Category)
        choose_from(self, queue=Queue.objects.visible_to(viewer).offered().order_by("team__level", "name"))

    def clean_requester(self):
        address = self.cleaned_data["requester"].rpartition("<")[2].rstrip("> ")
        people = Person.objects.visible_to(self.viewer).active()
        if self.viewer.sits_lightly:
            people = people.exclude(roles=[Role.RQ])
        person = people.filter(email__iexact=address).first()
        if person is None:
            raise forms.ValidationError("Nobody has that address. Choose one of the names offered.")
        if not policy.can(Actor(self.viewer, "browser"), "open", person):
            raise forms.ValidationError(f"You may not open a ticket for {person}.")
        return person


class RemovalForm(forms.Form):
    """`sure` keeps an empty form from being no form."""

    reason = forms.CharField(label="Why", max_length=500, required=False)
    sure = forms.CharField(widget=forms.HiddenInput, initial="1")


def offer(form, **models):
    """What is retired is not offered (T-04)."""
    for name, model in models.items():
        offered = model.objects.offered()
        choose_from(form, **{name: offered.select_related("parent") if model is Category else offered})


def choose_from(form, **offered):
    for name, rows in offered.items():
        form.fields[name].queryset = rows


def colleagues(viewer):
    serving = Person.objects.visible_to(viewer).active().filter(is_machine=False)
    return serving.exclude(roles=["RQ"]).order_by("name")
