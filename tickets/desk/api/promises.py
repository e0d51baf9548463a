"""The life of a promise in the hands of people: a due time set by hand, an exception, and the end of both."""

from abc import abstractmethod

from django.http import Http404
from rest_framework import serializers

from supportdesk.api.preconditions import version_seen
from supportdesk.api.shapes import Shape, read
from supportdesk.api.told import page_of
from supportdesk.api.views import answer
from tickets.sla.models import Goal

from ..actions.except_clock import end_exception, except_clock
from ..actions.override_due import override_due, revoke_override
from ..models import Ticket
from ..queries.attainment import attainment
from . import shapes, shown, told
from .base import READ, WRITE, DeskView
from .parameters import FILTERS, filter_parameters
from .tickets import filtered


class OverrideIn(Shape):
    due = serializers.DateTimeField()
    until = serializers.DateTimeField(help_text="From then on what is counted decides again.")
    reason = shapes.long_text()


class ExceptionIn(Shape):
    until = serializers.DateTimeField(help_text="Counted apart if it ends by then.")
    reason = shapes.long_text()


class EndIn(Shape):
    reason = shapes.long_text(required=False, allow_blank=True)


class PromiseView(DeskView):
    """One act on the promise of this goal; it names the version it was decided on, and answers with the clock."""

    scopes = {"POST": WRITE}
    tells = {"POST": (200, told.Clock)}
    versioned = ("POST",)

    @abstractmethod
    def act(self, ticket, **given):
        """Say the action."""

    def post(self, request, pk, goal):
        ticket = self.found(pk)
        self.require_desk()
        if goal not in Goal.values:
            raise Http404
        clock = self.act(
            ticket, by=self.by(), seen=version_seen(request), goal=goal, **read(self.shapes["POST"], request)
        )
        return answer(shown.clock(clock, self.now(request), self.by()))


class Override(PromiseView):
    shapes = {"POST": OverrideIn}

    def act(self, ticket, **given):
        return override_due(ticket, **given)


class OverrideEnd(PromiseView):
    shapes = {"POST": EndIn}

    def act(self, ticket, **given):
        return revoke_override(ticket, **given)


class ExceptionGranted(PromiseView):
    """A manager does it; what the answer 403 offers to ask for is the way of the others."""

    shapes = {"POST": ExceptionIn}

    def act(self, ticket, **given):
        return except_clock(ticket, **given)


class AttainmentTold(serializers.Serializer):
    goal = serializers.ChoiceField(Goal.choices)
    met = serializers.IntegerField()
    missed = serializers.IntegerField()
    excepted = serializers.IntegerField(help_text="Ended while an exception stood: in neither of the two.")
    share = serializers.FloatField(allow_null=True, help_text="Percent of what was met or missed.")


class Attained(DeskView):
    """How many promises were kept on the tickets that the filters choose, by goal. Of those that have ended."""

    scopes = {"GET": READ}
    parameters = FILTERS
    query = tuple(filter_parameters())
    tells = {"GET": (200, page_of(AttainmentTold, cursors=False))}

    def get(self, request):
        self.require_desk()
        chosen = filtered(request, Ticket.objects.visible_to(request.user))
        return answer({"results": [one._asdict() | {"share": one.share} for one in attainment(chosen)]})


class ExceptionEnd(PromiseView):
    shapes = {"POST": EndIn}

    def act(self, ticket, **given):
        return end_exception(ticket, **given)
