"""Shapes only; what makes sense is the actions' to say."""

from typing import Any

from django import forms

from supportdesk.accounts.models import Organisation, Region, Team
from supportdesk.catalogue.models import Category, Component, Queue, Tag, TicketType


class Named(forms.Form):
    """What all have: a name. `one` is what is changed; without it, something new."""

    model: Any = None
    name = forms.CharField(label="Name", max_length=100)

    def __init__(self, *args, viewer, one=None, **kwargs):
        initial = {
            name: getattr(one, f"{name}_id", getattr(one, name)) for name in self.base_fields if hasattr(one, name)
        }
        super().__init__(*args, **kwargs | {"initial": initial})
        fields: Any = self.fields
        if one:
            fields["seen"] = forms.IntegerField(widget=forms.HiddenInput, initial=one.version)
        self.fit(fields, viewer, one)

    def fit(self, fields, viewer, one):
        """What may be chosen, by whom."""


class QueueForm(Named):
    team = forms.ModelChoiceField(Team.objects.none(), label="Team that works it", empty_label="Choose…")
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label="Only for the organisation", required=False, empty_label="None"
    )
    region = forms.ModelChoiceField(Region.objects.all(), label="Region", required=False, empty_label="None")

    def fit(self, fields, viewer, one):
        fields["team"].queryset = Team.objects.visible_to(viewer)
        fields["organisation"].queryset = Organisation.objects.visible_to(viewer)
        if one:
            del fields["organisation"]


class TypeForm(Named):
    queue = forms.ModelChoiceField(
        Queue.objects.none(),
        label="Queue of its own",
        required=False,
        empty_label="None",
        help_text="Where its tickets begin. None: wherever they are.",
    )

    description = forms.CharField(
        label="When to choose it", max_length=200, required=False, help_text="In the requester's words."
    )
    categories = forms.ModelMultipleChoiceField(
        Category.objects.none(),
        label="Categories to choose from",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="None: requesters are not asked.",
    )

    def fit(self, fields, viewer, one):
        fields["queue"].queryset = Queue.objects.visible_to(viewer).offered()
        fields["categories"].queryset = Category.objects.offered().select_related("parent")
        if one:
            self.initial["categories"] = list(one.categories.all())


class CategoryForm(Named):
    parent = forms.ModelChoiceField(Category.objects.none(), label="Below", required=False, empty_label="At the top")

    def fit(self, fields, viewer, one):
        tops = Category.objects.offered().filter(parent=None)
        fields["parent"].queryset = tops.exclude(pk=one.pk) if one else tops


class ComponentForm(Named):
    pass


class TagForm(Named):
    pass


class RetireForm(forms.Form):
    successor = forms.ModelChoiceField(
        Queue.objects.none(),
        label="What takes its place",
        required=False,
        empty_label="Nothing",
        help_text="Reports count this one there.",
    )

    def __init__(self, *args, viewer, one, **kwargs):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["successor"].queryset = seen_by(viewer, type(one)).offered().exclude(pk=one.pk)


def seen_by(viewer, model):
    return model.objects.visible_to(viewer) if model is Queue else model.objects.all()


FORMS = {Queue: QueueForm, TicketType: TypeForm, Category: CategoryForm, Component: ComponentForm, Tag: TagForm}
