"""The filters of the list as the schema describes them: made from the filters themselves."""

import django_filters

from supportdesk.api.schema import parameter

from ..filters import TicketFilter

FILTERS = frozenset(TicketFilter.base_filters)
TRUTHS = {name for name, one in TicketFilter.base_filters.items() if isinstance(one, django_filters.BooleanFilter)}
IDS = {"type": "integer", "minimum": 1, "maximum": 2**63 - 1}
FORMS = {
    django_filters.IsoDateTimeFilter: {"type": "string", "format": "date-time"},
    django_filters.BooleanFilter: {"type": "boolean"},
    django_filters.NumberFilter: IDS,
    django_filters.ModelChoiceFilter: IDS,
}


def filter_parameters():
    for name, one in TicketFilter.base_filters.items():
        many = isinstance(one, django_filters.MultipleChoiceFilter | django_filters.ModelMultipleChoiceFilter)
        yield parameter(name, "May be given several times." if many else "", schema=form_of(one), many=many)


def form_of(one):
    choices = one.extra.get("choices")
    if choices is not None:
        return {"type": "string", "enum": [str(value) for value, _ in getattr(choices, "choices", choices)]}
    if isinstance(one, django_filters.ModelMultipleChoiceFilter):
        return {"type": "string"} if one.extra.get("to_field_name") else IDS
    pattern = next((check.regex.pattern for check in one.extra.get("validators", [])), None)
    return (
        {"type": "string", "pattern": pattern.replace(r"\Z", "$")}
        if pattern
        else FORMS.get(type(one), {"type": "string"})
    )
