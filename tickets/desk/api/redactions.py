"""Taking a text out of a ticket for good (SEC-03)."""

from rest_framework import serializers

from supportdesk.api.shapes import Shape, Text, read
from supportdesk.api.views import answer

from ..actions.redact import LONGEST, SHORTEST, redact
from .base import WRITE, DeskView
from .shapes import long_text


class RedactionIn(Shape):
    text = Text(min_length=SHORTEST, max_length=LONGEST, help_text="Letter for letter as it stands there.")
    reason = long_text()


class RedactionTold(serializers.Serializer):
    places = serializers.IntegerField(allow_null=True, help_text="In how many it stood; not told to a requester.")
    files = serializers.IntegerField(allow_null=True, help_text="Removed because they held it.")


class Redactions(DeskView):
    """Out of every row that belongs to the ticket, the index, the log's words, mails that have not left and kept
    answers; files that hold it are removed whole. There is no way back. A requester takes back what they wrote."""

    scopes = {"POST": WRITE}
    shapes = {"POST": RedactionIn}
    tells = {"POST": (200, RedactionTold)}
    idempotent = False

    def post(self, request, pk):
        ticket = self.found(pk)
        done = redact(ticket, by=self.by(), **read(RedactionIn, request))
        told = done._asdict() if self.viewer.serves else dict.fromkeys(done._fields)
        return answer(told)
