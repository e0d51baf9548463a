"""Similar cases of a ticket (T-40)."""

from rest_framework import serializers

from supportdesk.api.told import page_of
from supportdesk.api.views import answer

from ..models import Ticket
from ..queries.similar import similar
from ..states import Status
from .base import READ, DeskView


class SimilarCase(serializers.Serializer):
    id = serializers.IntegerField()
    reference = serializers.CharField()
    title = serializers.CharField()
    status = serializers.ChoiceField(Status.choices)
    reasons = serializers.ListField(child=serializers.CharField(), help_text="Why it is thought to be alike.")


class Similar(DeskView):
    """At most five, the most alike first: the same identifiers, error text, words, component or category."""

    scopes = {"GET": READ}
    tells = {"GET": (200, page_of(SimilarCase, cursors=False))}

    def get(self, request, pk):
        self.require_desk()
        cases = similar(self.found(pk), self.viewer)
        return answer({"results": [shown(case.ticket, case.reasons) for case in cases]})


def shown(ticket: Ticket, reasons):
    named = {name: getattr(ticket, name) for name in ("reference", "title", "status")}
    return {"id": ticket.pk, **named, "reasons": reasons}
