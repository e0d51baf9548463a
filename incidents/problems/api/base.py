"""What every view of problems shares: who finds them, and other things named in a body."""

from django.http import Http404

from incidents.response.models import Incident
from supportdesk.accounts.actor import Actor
from supportdesk.accounts.models import Person
from supportdesk.api.lookups import missing, one
from supportdesk.api.schema import parameter
from supportdesk.api.views import ApiView
from supportdesk.catalogue.models import Category, Component
from tickets.desk.models import Ticket

from ..models import Problem, knows_problems
from ..queries import lists

READ, WRITE = "tickets:read", "tickets:write"
WORDS = parameter("q", "Only those that say this.", schema={"type": "string", "maxLength": 300})
KINDS = {"component": Component, "category": Category}


class ProblemView(ApiView):
    """For whoever may not know of problems there are none."""

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        if not knows_problems(self.viewer):
            raise Http404

    def by(self):
        return Actor(self.viewer, "api")

    def problem(self, pk):
        return found(lists.problems(self.viewer), pk)

    def known_error(self, pk):
        return found(lists.known_errors(self.viewer), pk)

    def ticket(self, pk):
        return found(Ticket.objects.visible_to(self.viewer).select_related("queue", "component"), pk)

    def named(self, given):
        """The same values with the things in place of their names."""
        for name, kind in KINDS.items():
            if given.get(name) is not None:
                given[name] = one(kind.objects.offered(), given[name], name)
        for name in ("owner", "engineer"):
            if given.get(name) is not None:
                given[name] = self.colleague(given[name], name)
        if "tickets" in given:
            given["tickets"] = self.tickets(given["tickets"])
        if "incidents" in given:
            given["incidents"] = self.incidents(given["incidents"])
        for name in ("problem", "into"):
            if given.get(name) is not None:
                given[name] = one(Problem.objects.visible_to(self.viewer), given[name], name)
        return given

    def colleague(self, given, name):
        if given == "me":
            return self.viewer
        return one(Person.objects.visible_to(self.viewer).active().filter(is_machine=False), given, name, key="email")

    def tickets(self, given):
        """Every one of them, or a fault that names the first that is not there."""
        return every(Ticket.objects.visible_to(self.viewer), given, "tickets", "T-")

    def incidents(self, given):
        return every(Incident.objects.visible_to(self.viewer), given, "incidents", "INC-")


def said_in(request, rows, by_words):
    text = request.GET.get("q", "").strip()
    return by_words(rows, text) if text else rows


def every(rows, given, field, prefix):
    numbers = [number(name, prefix, f"{field}/{place}") for place, name in enumerate(given)]
    found = {row.pk: row for row in rows.filter(pk__in=numbers)}
    for place, pk in enumerate(numbers):
        if pk not in found:
            raise missing(f"{field}/{place}")
    return [found[pk] for pk in dict.fromkeys(numbers)]


def number(name, prefix, pointer):
    said = str(name).upper().removeprefix(prefix)
    if not (said.isascii() and said.isdecimal() and len(said) < 19):
        raise missing(pointer)
    return int(said)


def found(rows, pk):
    row = rows.filter(pk=pk).first()
    if row is None:
        raise Http404
    return row
