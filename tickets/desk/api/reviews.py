"""Replies of newcomers, to look at before they are said (ROLE-04)."""

from django.http import Http404
from rest_framework import serializers

from supportdesk.api.shapes import Shape, Text, read
from supportdesk.api.told import page_of
from supportdesk.api.views import answer

from ..actions.review import release, turn_down
from ..models import Outgoing, OutgoingState, Ticket
from ..queries.reviews import to_review
from . import shown
from .base import READ, WRITE, DeskView


class ReviewIn(Shape):
    answer = serializers.ChoiceField([("release", "Let it go"), ("return", "Give it back")])
    comment = Text(max_length=10_000, required=False, allow_blank=True, help_text="What should be different.")


class WriterTold(serializers.Serializer):
    id = serializers.IntegerField()
    name = serializers.CharField()


class WaitingTold(serializers.Serializer):
    """A reply that is written and not yet said."""

    id = serializers.IntegerField()
    ticket = serializers.IntegerField()
    author = WriterTold()
    body = serializers.CharField()
    state = serializers.ChoiceField(OutgoingState.choices)
    comment = serializers.CharField()
    created_at = serializers.DateTimeField()
    send_at = serializers.DateTimeField(allow_null=True)


def waiting(one, by):
    said = {"id": one.pk, "ticket": one.ticket_id, "author": shown.person(by, one.author), "body": one.body}
    times = {"created_at": one.created_at, "send_at": one.send_at}
    return said | {"state": one.state, "comment": one.comment} | times


class Reviews(DeskView):
    """What whoever asks may release or give back."""

    scopes = {"GET": READ}
    tells = {"GET": (200, page_of(WaitingTold, cursors=False))}

    def get(self, request):
        return answer({"results": [waiting(one, self.by()) for one in to_review(self.by())]})


class Review(DeskView):
    scopes = {"POST": WRITE}
    shapes = {"POST": ReviewIn}
    tells = {"POST": (200, WaitingTold)}

    def post(self, request, pk):
        self.require_desk()
        seen = Ticket.objects.visible_to(self.viewer).order_by().values("pk")
        reviewed = Outgoing.objects.filter(ticket__in=seen).exclude(reviewer=None, state=OutgoingState.HELD)
        found = reviewed.exclude(state=OutgoingState.UNDONE).select_related("ticket", "author").filter(pk=pk).first()
        if found is None:
            raise Http404
        given = read(ReviewIn, request)
        act = release if given["answer"] == "release" else turn_down
        act(found, by=self.by(), comment=given.get("comment", ""))
        return answer(waiting(found, self.by()))
