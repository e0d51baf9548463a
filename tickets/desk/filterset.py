"""The filter of an address, shared by page, API, views and bulk: the URL is the view."""

import django_filters
from django import forms
from django.utils.functional import cached_property

from . import grammar
from .fields import FIELDS
from .filters import chosen
from .grammar import ALIASES, PARAMETERS, Term, Unreadable

PUBLIC = {name for name, (field, _) in PARAMETERS.items() if FIELDS[field].public} | {"q"}


class Values(forms.Field):
    """All that one parameter says, as terms."""

    widget = forms.MultipleHiddenInput

    def __init__(self, *, parameter, **kwargs):
        super().__init__(**kwargs)
        self.parameter = parameter

    def clean(self, value):
        return read(grammar.read, [(self.parameter, value or [])])


class Typed(forms.Field):
    """Typed text, as terms."""

    def clean(self, value):
        return read(grammar.parse, value or "")


def read(reading, said) -> list[Term]:
    try:
        return reading(said)
    except Unreadable as unreadable:
        raise forms.ValidationError([words for _, words in unreadable.faults]) from None


class Parameter(django_filters.Filter):
    field_class = Values


class TypedText(django_filters.Filter):
    field_class = Typed


class TicketFilter(django_filters.FilterSet):
    """The tickets that an address chooses: its parameters, and typed text in `q`, together."""

    base_filters: dict[str, django_filters.Filter]

    @classmethod
    def get_filters(cls):
        """One for each parameter that the grammar knows."""
        known = {name: FIELDS[field].label for name, (field, _) in PARAMETERS.items()} | dict.fromkeys(ALIASES, "")
        filters = {name: Parameter(label=label, parameter=name) for name, label in known.items()}
        return filters | {"q": TypedText(label="Filter")}

    def __init__(self, data, queryset, *, request):
        # A form of all forty parameters costs more than the rest of the reading: an address has a few of them.
        self.base_filters = {name: one for name, one in self.base_filters.items() if name in data or name == "q"}
        super().__init__(data, queryset, request=request)

    @cached_property
    def terms(self) -> list[Term]:
        """All that is understood, each field and operator once."""
        self.form.is_valid()
        groups = [terms for terms in self.form.cleaned_data.values() if terms]
        if not self.request.user.serves:
            groups = [self.public(group) for group in groups]
        try:
            return grammar.together(*groups)
        except Unreadable as unreadable:
            self.blame(unreadable)
            return []

    def public(self, terms) -> list[Term]:
        """What a requester may ask by; the rest does not exist for them."""
        names = ", ".join(name for name, field in FIELDS.items() if field.public)
        hidden = [term for term in terms if not FIELDS[term.field].public]
        self.blame(Unreadable([(term.parameter, f"There is no field “{term.field}”. There are: {names}.")
                               for term in hidden]))  # fmt: skip
        return [term for term in terms if term not in hidden]

    def blame(self, unreadable):
        for name, words in unreadable.faults:
            self.form.add_error(name if name in self.filters else "q", words)

    def is_valid(self) -> bool:
        """Names are looked up while the tickets are chosen."""
        return bool(self.qs is not None and super().is_valid())

    def filter_queryset(self, queryset):
        """None at all when something was not understood."""
        terms = self.terms
        try:
            return queryset.none() if self.errors else chosen(queryset, terms, self.request.user)
        except Unreadable as unreadable:
            self.blame(unreadable)
            return queryset.none()
