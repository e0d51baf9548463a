"""The forms of what is done to many tickets: the same questions as for one, without its version."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone

from supportdesk.accounts.models import Person
from supportdesk.catalogue.models import Category, Queue, Tag, TicketType

from .. import gate
from ..models import Message, Note, Ticket
from ..queries.search import REFERENCE
from ..states import CancelReason, CauseClass, ResolutionCode, WaitingReason
from ..workflow import MOVES, PLAIN
from .forms import PRIORITIES, LinkForm, choice, choose_from, colleagues, offer, text


class ForMany(forms.Form):
    """A form that knows who asks. `chosen` is kept by the page; what is left empty is not said."""

    def __init__(self, *args, viewer, **kwargs):
        super().__init__(*args, **kwargs)
        self.viewer = viewer

    def given(self):
        """What was filled in, as arguments of the verb."""
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}


class AssignMany(ForMany):
    to = forms.ModelChoiceField(Person.objects.none(), label="Owner", required=False, empty_label="Nobody")
    reason = text(2, label="Why it changes hands", required=False)

    def __init__(self, *args, viewer, **kwargs):
        super().__init__(*args, viewer=viewer, **kwargs)
        choose_from(self, to=colleagues(viewer))
        self.initial.setdefault("to", viewer.pk)

    def given(self):
        return self.cleaned_data


class TransferMany(ForMany):
    queue = forms.ModelChoiceField(Queue.objects.none(), empty_label="Choose…")
    reason = text(2, label="Why they belong there")

    def __init__(self, *args, viewer, **kwargs):
        super().__init__(*args, viewer=viewer, **kwargs)
        choose_from(self, queue=Queue.objects.visible_to(viewer).offered())


class TagMany(ForMany):
    add = forms.ModelMultipleChoiceField(Tag.objects.none(), required=False, widget=forms.CheckboxSelectMultiple)
    remove = forms.ModelMultipleChoiceField(Tag.objects.none(), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, viewer, **kwargs):
        super().__init__(*args, viewer=viewer, **kwargs)
        offer(self, add=Tag)
        choose_from(self, remove=Tag.objects.all())

    def clean(self):
        super().clean()
        if not self.cleaned_data.get("add") and not self.cleaned_data.get("remove"):
            raise forms.ValidationError("Choose a tag to add or to remove.")


class PrioritiseMany(ForMany):
    priority = forms.TypedChoiceField(choices=[("", "Choose…"), *PRIORITIES[1:]], coerce=int)
    rationale = text(2, label="Why")


class ClassifyMany(ForMany):
    type = forms.ModelChoiceField(TicketType.objects.none(), required=False, empty_label="Leave it")
    category = forms.ModelChoiceField(Category.objects.none(), required=False, empty_label="Leave it")

    def __init__(self, *args, viewer, **kwargs):
        super().__init__(*args, viewer=viewer, **kwargs)
        offer(self, type=TicketType, category=Category)

    def clean(self):
        super().clean()
        if not any(self.cleaned_data.values()):
            raise forms.ValidationError("Choose a type or a category.")


class LinkMany(LinkForm):
    def given(self):
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}


class SayMany(ForMany):
    body = text(6, label="Message")


class MoveMany(ForMany):
    action = choice([(name, MOVES[name].label) for name in PLAIN], label="What")
    waiting_reason = choice(WaitingReason.choices, label="They wait for", required=False)
    waiting_for = forms.CharField(label="Whom or what they wait for", max_length=120, required=False)
    until = forms.DateTimeField(
        label="Expected until",
        required=False,
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    def __init__(self, *args, viewer, **kwargs):
        super().__init__(*args, viewer=viewer, **kwargs)
        self.initial["until"] = (timezone.localtime() + timedelta(days=3)).replace(hour=17, minute=0)


class ResolveMany(ForMany):
    """All parts that any type may ask for; the gate of each ticket says what it lacks."""

    code = choice(ResolutionCode.choices, label="How it ended")
    cause_class = choice(CauseClass.choices, label="Cause")
    happened = text(2, label=gate.LABELS["happened"])
    steps = text(2, label=gate.LABELS["steps"])
    advice = text(2, label=gate.LABELS["advice"])
    verification = text(2, label=gate.LABELS["verification"], required=False)
    root_cause = forms.CharField(label=gate.LABELS["root_cause"], max_length=200, required=False)
    prevention = text(2, label=gate.LABELS["prevention"], required=False)


class CloseMany(ForMany):
    reason = text(2, label="Why they close without the requester's word", required=False)


class CancelMany(ForMany):
    reason = choice(CancelReason.choices, label="Why")
    comment = text(2, label="Comment", required=False)


FORMS: dict[str, Any] = {
    "assign": AssignMany,
    "transfer": TransferMany,
    "tag": TagMany,
    "prioritise": PrioritiseMany,
    "classify": ClassifyMany,
    "link": LinkMany,
    "note": SayMany,
    "reply": SayMany,
    "move": MoveMany,
    "resolve": ResolveMany,
    "close": CloseMany,
    "cancel": CancelMany,
}


class MergeForm(forms.Form):
    """The tickets offered, and others by their numbers."""

    tickets = forms.ModelMultipleChoiceField(
        Ticket.objects.none(), label="Merge into this one", required=False, widget=forms.CheckboxSelectMultiple
    )
    others = forms.CharField(label="Others", max_length=2000, required=False, help_text="T-1042 T-1043")

    def __init__(self, *args, viewer, ticket, candidates, **kwargs):
        super().__init__(*args, **kwargs)
        self.viewer, self.ticket = viewer, ticket
        known = Ticket.objects.visible_to(viewer).filter(pk__in=[one.pk for one in candidates])
        choose_from(self, tickets=known)

    def clean_others(self):
        given = self.cleaned_data["others"].replace(",", " ").split()
        matches = [REFERENCE.match(one) for one in given]
        numbers = {int(match[1]) for match in matches if match}
        found = Ticket.objects.visible_to(self.viewer).filter(pk__in=numbers)
        if not all(matches) or found.count() != len(numbers):
            raise forms.ValidationError("Not all of these are tickets that you may see.")
        return numbers

    def chosen(self):
        numbers = {one.pk for one in self.cleaned_data["tickets"]} | self.cleaned_data["others"]
        return Ticket.objects.visible_to(self.viewer).filter(pk__in=numbers)


class SaidField(forms.ModelMultipleChoiceField):
    """Words to tick, by who said them and how they begin."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj):
        return f"{obj.author.name}: {obj.body[:90]}"


class SplitForm(forms.Form):
    """What goes to a ticket of its own."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    messages = SaidField(Message.objects.none(), required=False)
    notes = SaidField(Note.objects.none(), required=False)
    title = forms.CharField(label="Subject of the new ticket", max_length=250)
    queue = forms.ModelChoiceField(Queue.objects.none(), empty_label=None)
    type = forms.ModelChoiceField(TicketType.objects.none(), empty_label=None)
    category = forms.ModelChoiceField(Category.objects.none(), required=False, empty_label="None yet")

    def __init__(self, *args, viewer, ticket, **kwargs):
        about = {"queue": ticket.queue_id, "type": ticket.type_id, "category": ticket.category_id}
        kwargs["initial"] = {"seen": ticket.version, "title": ticket.title} | about
        super().__init__(*args, **kwargs)
        messages = ticket.messages.select_related("author").order_by("at", "pk")
        first = messages.first()
        choose_from(self, messages=messages.exclude(pk=first.pk) if first else messages)
        choose_from(self, notes=ticket.notes.select_related("author"))
        choose_from(self, queue=Queue.objects.visible_to(viewer).offered())
        offer(self, type=TicketType, category=Category)


class ConversionForm(forms.Form):
    type = forms.ModelChoiceField(TicketType.objects.none(), label="It becomes", empty_label=None)
    title = forms.CharField(label="Subject", max_length=250)
    body = text(12, label="What is known")
    queue = forms.ModelChoiceField(Queue.objects.none(), required=False, empty_label="Where such tickets arrive")

    def __init__(self, *args, viewer, targets, **kwargs):
        super().__init__(*args, **kwargs)
        choose_from(self, type=TicketType.objects.offered().filter(key__in=targets))
        choose_from(self, queue=Queue.objects.visible_to(viewer).offered())
