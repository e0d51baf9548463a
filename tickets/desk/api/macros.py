"""Approved wording on a ticket: what may be inserted, said with what it does, and its figures."""

from dataclasses import asdict

from django.http import Http404
from rest_framework import serializers

from kb.macros.models import Audience, Macro, MacroVersion
from supportdesk.accounts.mask import veil
from supportdesk.api.lookups import missing
from supportdesk.api.preconditions import version_seen
from supportdesk.api.schema import parameter
from supportdesk.api.shapes import read
from supportdesk.api.told import page_of
from supportdesk.api.views import answer

from ..actions.use_macro import use_macro
from ..queries.macros import audience_of, figures, insertable
from . import shapes, told
from .asks import QuestionIn
from .base import READ, WRITE, DeskView


class MacroUseIn(shapes.SayIn):
    """`body` is the text as it was tailored; without it, the macro's own with every merge field in it."""

    macro = shapes.number(help_text="Of the macro, not of a version: the one in force is used.")
    body = shapes.long_text(required=False)
    internal = serializers.BooleanField(default=False, help_text="As an internal note.")
    promise = serializers.DateTimeField(required=False, help_text="When the next update will come.")
    questions = QuestionIn(many=True, required=False)


class MacroDoes(serializers.Serializer):
    label = serializers.CharField()
    value = serializers.CharField()


class InsertableTold(serializers.Serializer):
    macro = serializers.IntegerField()
    version = serializers.IntegerField(help_text="Id of the version, as drafts name it.")
    name = serializers.CharField()
    purpose = serializers.CharField()
    audience = serializers.ChoiceField(Audience.choices)
    body = serializers.CharField(allow_blank=True, help_text="As it would stand here; empty while anything is missing.")
    missing = serializers.ListField(child=serializers.CharField())
    does = MacroDoes(many=True)


class FiguresTold(serializers.Serializer):
    uses = serializers.IntegerField()
    tickets = serializers.IntegerField()
    people = serializers.IntegerField()
    edited = serializers.IntegerField(allow_null=True, help_text="Tailored share on average, in per cent.")
    resolved = serializers.IntegerField()
    reopened = serializers.IntegerField()
    last = serializers.DateTimeField(allow_null=True)


class TicketMacros(DeskView):
    """Those of one audience alone (COM-05); posting says one and does what it does, whole or not at all (KB-15)."""

    scopes = {"GET": READ, "POST": WRITE}
    shapes = {"POST": MacroUseIn}
    tells = {"GET": (200, page_of(InsertableTold, cursors=False)), "POST": (200, told.Ticket)}
    versioned = ("POST",)
    parameters = frozenset({"audience", "kind", "q"})
    query = (
        parameter("audience", "Whom it speaks to.", schema={"type": "string", "enum": Audience.values}),
        parameter("kind", "For a note: without an audience, what speaks to engineering.",
                  schema={"type": "string", "enum": ["reply", "note"]}),
        parameter("q", "Words of its name.", schema={"type": "string", "maxLength": 100}),
    )  # fmt: skip

    def get(self, request, pk):
        self.require_desk()
        ticket = self.found(pk)
        if self.viewer.sits_lightly:
            veil(self.viewer, ticket.requester)
        wanted, text = request.GET.get("audience", ""), request.GET.get("q", "")[:100]
        internal = request.GET.get("kind") == "note"
        audience = wanted if wanted in Audience.values else audience_of(ticket, internal=internal)
        found = insertable(ticket, self.viewer, self.now(request), audience=audience, text=text)
        return answer({"results": [self.shown(one) for one in found]})

    def shown(self, one):
        about = {"macro": one.macro.macro_id, "version": one.macro.pk, "missing": list(one.missing), "body": one.body}
        same = {name: getattr(one.macro, name) for name in ("name", "purpose", "audience")}
        return about | same | {"does": [{"label": label, "value": value} for label, value in one.does]}

    def post(self, request, pk):
        self.require_desk()
        ticket, version = self.found(pk), version_seen(request)
        given = read(MacroUseIn, request)
        macro = MacroVersion.objects.filter(pk__in=self.live(given.pop("macro"))).select_related("macro").first()
        if macro is None:
            raise missing("macro")
        use_macro(ticket, by=self.by(), macro=macro, version=version, **given)
        return self.ticket_answer(ticket)

    def live(self, pk):
        return Macro.objects.offered_to(self.viewer).filter(pk=pk).values("live")


class MacroFigures(DeskView):
    """How often a macro was used, how far it was tailored, and what became of those tickets."""

    scopes = {"GET": READ}
    tells = {"GET": (200, FiguresTold)}

    def get(self, request, pk):
        macro = Macro.objects.visible_to(self.viewer).filter(pk=pk).first()
        if macro is None:
            raise Http404
        return answer(asdict(figures(macro)))
