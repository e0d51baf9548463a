"""What is written and not yet said: the own draft, and replies in their hold."""

from django.http import Http404
from rest_framework import serializers

from kb.macros.models import MacroVersion
from supportdesk.api.lookups import missing
from supportdesk.api.shapes import NothingIn, Shape, Text, read
from supportdesk.api.told import page_of
from supportdesk.api.views import answer, nothing

from .. import drafting
from ..actions.draft import drop_draft, save_draft
from ..actions.hold import hold
from ..actions.say import say
from ..actions.take_back import take_back
from ..models import Draft, Outgoing
from . import reviews, shapes
from .asks import QuestionIn
from .base import READ, WRITE, DeskView


class DraftIn(Shape):
    """Saved on the `revision` that was read last: where another page has saved meanwhile, both texts are kept."""

    body = shapes.long_text(allow_blank=True)
    kind = Text(max_length=10, default="reply", help_text="reply, note or ask")
    revision = serializers.IntegerField(min_value=0, max_value=2**31 - 1, default=0)
    tab = Text(max_length=40, required=False, allow_blank=True, help_text="Names the window that saves.")
    turn = serializers.IntegerField(
        min_value=1, max_value=2**31 - 1, default=1, help_text="Counts its savings: a late one changes nothing."
    )
    seen = shapes.number(required=False)
    promise = serializers.DateTimeField(required=False, allow_null=True)
    macro = shapes.number(required=False, allow_null=True, help_text="Id of the version that was inserted.")
    questions = QuestionIn(many=True, required=False)


class OtherTold(serializers.Serializer):
    tab = serializers.CharField(allow_blank=True)
    text = serializers.CharField()


class DraftTold(serializers.Serializer):
    ticket = serializers.IntegerField()
    kind = serializers.CharField()
    body = serializers.CharField(allow_blank=True)
    questions = serializers.ListField(child=serializers.DictField())
    promise = serializers.DateTimeField(allow_null=True)
    macro = serializers.IntegerField(allow_null=True)
    seen = serializers.IntegerField(allow_null=True)
    revision = serializers.IntegerField()
    saved_at = serializers.DateTimeField()
    others = OtherTold(many=True)


def shown_draft(draft):
    others = drafting.pruned(draft.others, draft.body)
    return {
        "ticket": draft.ticket_id,
        "kind": draft.kind,
        "body": draft.body,
        "questions": draft.questions,
        "promise": draft.promise,
        "macro": draft.macro_id,
        "seen": draft.seen,
        "revision": draft.revision,
        "saved_at": draft.saved_at,
        "others": [{"tab": tab, "text": text} for tab, (_, text) in others.items()],
    }


def inserted(pk):
    """The version of a macro that stands in a text."""
    found = MacroVersion.objects.filter(pk=pk).first() if pk else None
    if pk and found is None:
        raise missing("macro")
    return found


class OwnDraft(DeskView):
    """Of whoever asks; nobody else's can be reached."""

    scopes = {"GET": READ, "POST": WRITE, "DELETE": WRITE}
    shapes = {"POST": DraftIn}
    tells = {"GET": (200, DraftTold), "POST": (200, DraftTold), "DELETE": (204, None)}
    idempotent = False

    def get(self, request, pk):
        draft = Draft.objects.filter(ticket=self.found(pk, related=()), author=request.user).first()
        if draft is None:
            raise Http404
        return answer(shown_draft(draft))

    def post(self, request, pk):
        ticket, given = self.found(pk, related=()), read(DraftIn, request)
        return answer(shown_draft(save_draft(ticket, by=self.by(), **given | {"macro": inserted(given.get("macro"))})))

    def delete(self, request, pk):
        drop_draft(self.found(pk, related=()), by=self.by())
        return nothing()


class HeldIn(shapes.MessageIn):
    questions = QuestionIn(many=True, required=False)


class Held(DeskView):
    """The own replies in their hold. What is posted here is said after the hold; `messages` says it at once."""

    scopes = {"GET": READ, "POST": WRITE}
    shapes = {"POST": HeldIn}
    tells = {"GET": (200, page_of(reviews.WaitingTold, cursors=False)), "POST": (202, reviews.WaitingTold)}

    def get(self, request, pk):
        own = Outgoing.objects.filter(ticket=self.found(pk, related=()), author=request.user, decided_at=None)
        return answer({"results": [reviews.waiting(one, self.by()) for one in own.select_related("author")]})

    def post(self, request, pk):
        self.require_desk()
        held = hold(self.found(pk), by=self.by(), **read(HeldIn, request))
        return answer(reviews.waiting(held, self.by()), 202)


class HeldView(DeskView):
    """One of the own replies in its hold."""

    scopes = {"POST": WRITE}
    shapes = {"POST": NothingIn}
    tells = {"POST": (200, reviews.WaitingTold)}

    def own(self, pk, held_pk):
        own = Outgoing.objects.filter(ticket=self.found(pk, related=()), author=self.viewer)
        found = own.select_related("ticket", "author").filter(pk=held_pk).first()
        if found is None:
            raise Http404
        return found


class Undo(HeldView):
    def post(self, request, pk, held_pk):
        read(NothingIn, request)
        return answer(reviews.waiting(take_back(self.own(pk, held_pk), by=self.by()), self.by()))


class Sending(HeldView):
    """Now, instead of after the hold. `returned` with a `comment`: it could not be said, and is a draft again."""

    def post(self, request, pk, held_pk):
        read(NothingIn, request)
        held = self.own(pk, held_pk)
        say(held, by=self.by(), early=True)
        return answer(reviews.waiting(held, self.by()))
