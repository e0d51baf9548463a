"""Every filter with what it offers, what is in force ticked; beside it the columns and groups of the list."""

from django.shortcuts import render
from django.views.decorators.http import require_GET

from .. import grammar, names
from ..columns import CHOICES, COLUMNS, GROUPS
from ..configured import StatusLabels
from ..fields import FIELDS
from ..states import Channel
from . import asking, table
from .ticket import desk_only

OWNERS = (("me", "Me"), ("team", "My team"), ("none", "Nobody"))
DUE = (("overdue", "Overdue"), ("at_risk", "At risk"), ("today", "Due in 24 hours"), ("none", "No deadline"))
FLAGS = (("unread", "Unread"), ("replied", "Requester wrote last"), ("watched", "Watched by me"),
         ("offered", "Offered to me"), ("helped", "I help"), ("reopened", "Reopened"))  # fmt: skip
FIXED = {
    "priority": tuple((str(n), f"P{n}") for n in (1, 2, 3, 4)),
    "due": DUE,
    "owner": OWNERS,
    "is": FLAGS,
    "channel": Channel.choices,
}
OFFERED = ("status", "priority", "due", "owner", "is", "type", "channel", "category", "component", "tag")
ANSWERED_ONCE = {"due"}


@desk_only
@require_GET
def filters(request):
    """A dialogue over the list, or without a script a page of its own."""
    terms = terms_of(request)
    ticked = {term.field: term.values for term in terms if term.op == "is"}
    groups = [group(name, ticked.get(name, ()), request.user) for name in OFFERED]
    context = {
        "groups": [one for one in groups if one["options"]],
        "keep": [*beside(terms), *table.kept(request, without=("columns", "group"))],
        "columns": column_choices(request),
        "group_choices": [("", "None", not request.GET.get("group"))]
        + [(key, label, request.GET.get("group") == key) for key, label in GROUPS.items()],
    }
    return render(request, "tickets/_filter.html" if request.htmx else "tickets/filter.html", context)


def terms_of(request):
    """What is in force, also what the address leaves to be understood."""
    try:
        return grammar.together(grammar.read(asking.asked(request).lists()), asking.typed_terms(request.GET))
    except grammar.Unreadable:
        return []


def beside(terms):
    """What the form has no box for goes along unseen."""
    unseen = [term for term in terms if term.field != "queue" and (term.op != "is" or term.field not in OFFERED)]
    return grammar.written(unseen)


def statuses():
    return (("live", "Live"), ("open", "Open"), ("waiting", "Waiting"), *StatusLabels().items())


def group(name, ticked, person):
    choices = statuses() if name == "status" else FIXED.get(name) or names.offered(name, person)
    known = [str(value) for value, _ in choices]
    extra = [(value, value) for value in ticked if value not in known]
    options = [(str(value), label, str(value) in ticked) for value, label in (*choices, *extra)]
    kind = "radio" if name in ANSWERED_ONCE else "checkbox"
    if kind == "radio":
        options.insert(0, ("", "Any", not ticked))
    return {"name": name, "label": FIELDS[name].label, "kind": kind, "options": options}


def column_choices(request):
    here = table.stand(request).columns
    return [(name, COLUMNS[name].label, name in here) for name in CHOICES]
