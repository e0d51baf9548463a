"""Many tickets at once over REST: prepared, begun, watched, stopped and undone like on the pages."""

from django.http import Http404, QueryDict
from rest_framework import serializers

from supportdesk.api import pages
from supportdesk.api.preconditions import version_seen
from supportdesk.api.shapes import NothingIn, read
from supportdesk.api.told import page_of
from supportdesk.api.views import answer

from ..actions import bulk as bulking
from ..actions.convert import convert
from ..actions.merge import merge
from ..actions.split import split
from ..actions.undo import undo
from ..filterset import TicketFilter
from ..models import ItemState, Operation, OperationKind, OperationState, Ticket
from ..operations.prefill import case
from . import lookups, shown, told
from . import operation_shapes as given_shapes
from .base import READ, WRITE, DeskView
from .tickets import refuse_faults


class Told(serializers.Serializer):
    """`forecast` is what the preview found by trying: `checked` of `of`, and ticket and reason of each that is refused,
    skipped, or keeps something."""

    id = serializers.IntegerField()
    key = serializers.CharField(help_text="Stands as `operation` on every event that it makes.")
    kind = serializers.ChoiceField(OperationKind.choices)
    verb = serializers.CharField(allow_blank=True)
    state = serializers.ChoiceField(OperationState.choices)
    asked_by = told.Card()
    undoes = serializers.IntegerField(allow_null=True)
    total = serializers.IntegerField()
    done = serializers.IntegerField()
    refused = serializers.IntegerField()
    skipped = serializers.IntegerField()
    forecast = serializers.DictField()
    created_at = serializers.DateTimeField()
    ended_at = serializers.DateTimeField(allow_null=True)
    expires_at = serializers.DateTimeField(help_text="Until then it can be undone.")


class ToldItem(serializers.Serializer):
    id = serializers.IntegerField()
    ticket = serializers.IntegerField()
    state = serializers.ChoiceField(ItemState.choices)
    why = serializers.CharField(allow_blank=True)
    kept = serializers.ListField(child=serializers.CharField(), help_text="What an undo had to leave.")
    version = serializers.IntegerField(allow_null=True)
    undone_by = serializers.IntegerField(allow_null=True)


class OperationView(DeskView):
    def one(self, pk):
        """The operation, or 404 whether it does not exist or is somebody else's."""
        found = Operation.objects.visible_to(self.viewer).select_related("asked_by", "undoes").filter(pk=pk).first()
        if found is None:
            raise Http404
        return found

    def shown(self, one):
        plain = ("kind", "verb", "state", "total", "done", "refused", "skipped", "forecast")
        instants = ("created_at", "ended_at", "expires_at")
        named = {"id": one.pk, "key": str(one.key), "asked_by": shown.person(self.by(), one.asked_by)}
        return named | {"undoes": one.undoes_id} | {name: getattr(one, name) for name in (*plain, *instants)}

    def made(self, operation, *, start):
        if start:
            bulking.start(operation, by=self.by())
        return answer(self.shown(operation), 201, Location=f"/api/v1/operations/{operation.pk}")

    def tickets(self, numbers):
        """Tickets by number; one that this person may not see is named as missing."""
        found = Ticket.objects.visible_to(self.viewer).filter(pk__in=numbers)
        known = set(found.values_list("pk", flat=True))
        for place, number in enumerate(numbers):
            if number not in known:
                raise lookups.missing(f"tickets/{place}")
        return found


class Operations(OperationView):
    """One's own; those who lead or audit read everybody's."""

    scopes = {"GET": READ, "POST": WRITE}
    parameters = pages.PARAMETERS
    shapes = {"POST": given_shapes.BulkIn}
    tells = {"GET": (200, page_of(Told)), "POST": (201, Told)}

    def get(self, request):
        self.require_desk()
        known = Operation.objects.visible_to(request.user).select_related("asked_by", "undoes")
        page = pages.page(request, known, self.orders, default="-id")
        body = page.body([self.shown(one) for one in page.rows])
        return answer(body, **({"Link": page.link()} if page.link() else {}))

    def post(self, request):
        """Prepare a bulk change: the answer is its preview, and nothing is changed before `start` (T-43)."""
        self.require_desk()
        given = read(given_shapes.BulkIn, request)
        chosen = self.tickets(given["tickets"]) if "tickets" in given else self.filtered(given["filter"])
        arguments = self.resolved(given["arguments"])
        made = bulking.bulk(chosen, by=self.by(), verb=given["verb"], **arguments)
        return self.made(made, start=given["start"])

    def filtered(self, query):
        chosen = TicketFilter(QueryDict(query), queryset=Ticket.objects.visible_to(self.viewer), request=self.request)
        refuse_faults(chosen)
        return Ticket.objects.visible_to(self.viewer).filter(pk__in=chosen.qs.order_by().values("pk"))

    def resolved(self, given):
        """The arguments with the things in place of their names."""
        found = dict(given)
        for name in lookups.KINDS.keys() & found.keys():
            found[name] = lookups.offered(name, found[name])
        if found.get("to") is not None:
            found["to"] = lookups.person(self.viewer, found["to"], "arguments/to")
        if "queue" in found:
            found["queue"] = lookups.queue(self.viewer, found["queue"])
        if "other" in found:
            found["other"] = lookups.ticket(self.viewer, found["other"], "arguments/other")
        for name in {"add", "remove"} & found.keys():
            found[name] = lookups.tags(found[name])
        return found


class OneOperation(OperationView):
    scopes = {"GET": READ}
    tells = {"GET": (200, Told)}

    def get(self, request, pk):
        return answer(self.shown(self.one(pk)))


class OperationItems(OperationView):
    """What became of each ticket that this person may see."""

    scopes = {"GET": READ}
    parameters = pages.PARAMETERS
    tells = {"GET": (200, page_of(ToldItem))}

    def get(self, request, pk):
        visible = Ticket.objects.visible_to(request.user)
        page = pages.page(request, self.one(pk).items.filter(ticket__in=visible), self.orders, default="id")
        body = page.body([self.item(one) for one in page.rows])
        return answer(body, **({"Link": page.link()} if page.link() else {}))

    def item(self, one):
        named = {"id": one.pk, "ticket": one.ticket_id, "state": one.state, "why": one.why, "version": one.version}
        return named | {"kept": one.data.get("kept", []), "undone_by": one.undone_by_id}


class OperationStart(OperationView):
    scopes = {"POST": WRITE}
    shapes = {"POST": NothingIn}
    tells = {"POST": (200, Told)}

    def post(self, request, pk):
        """Begin what was prepared. It goes on by itself; look again for its counts."""
        read(NothingIn, request)
        return answer(self.shown(bulking.start(self.one(pk), by=self.by())))


class OperationStop(OperationView):
    scopes = {"POST": WRITE}
    shapes = {"POST": NothingIn}
    tells = {"POST": (200, Told)}

    def post(self, request, pk):
        read(NothingIn, request)
        return answer(self.shown(bulking.stop(self.one(pk), by=self.by())))


class OperationUndo(OperationView):
    scopes = {"POST": WRITE}
    shapes = {"POST": given_shapes.UndoIn}
    tells = {"POST": (201, Told)}

    def post(self, request, pk):
        """Prepare the undo: an operation itself, whose forecast says what would stay (D6)."""
        given = read(given_shapes.UndoIn, request)
        return self.made(undo(self.one(pk), by=self.by(), tickets=given.get("tickets")), start=given["start"])


class Merge(OperationView):
    scopes = {"POST": WRITE}
    shapes = {"POST": given_shapes.MergeIn}
    tells = {"POST": (201, Told)}

    def post(self, request, pk):
        """Prepare to merge others into this ticket (T-23)."""
        self.require_desk()
        survivor = self.found(pk)
        given = read(given_shapes.MergeIn, request)
        made = merge(survivor, by=self.by(), tickets=self.tickets(given["tickets"]))
        return self.made(made, start=given["start"])


class Split(OperationView):
    scopes = {"POST": WRITE}
    shapes = {"POST": given_shapes.SplitIn}
    tells = {"POST": (201, Told)}
    versioned = ("POST",)

    def post(self, request, pk):
        """Make a ticket of its own of some of what was said here. The answer is the operation, which can be undone."""
        self.require_desk()
        ticket, seen = self.found(pk), version_seen(request)
        given = read(given_shapes.SplitIn, request)
        named = {name: lookups.offered(name, given.pop(name)) for name in lookups.KINDS if name in given}
        if "queue" in given:
            named["queue"] = lookups.queue(self.viewer, given.pop("queue"))
        if "requester" in given:
            named["requester"] = lookups.person(self.viewer, given.pop("requester"), "requester")
        return self.made(split(ticket, by=self.by(), seen=seen, **named, **given), start=False)


class Conversion(OperationView):
    scopes = {"POST": WRITE}
    shapes = {"POST": given_shapes.ConversionIn}
    tells = {"POST": (201, Told)}

    def post(self, request, pk):
        """Make a linked defect or improvement idea of this ticket (T-54)."""
        self.require_desk()
        ticket = self.found(pk)
        given = read(given_shapes.ConversionIn, request)
        known = case(ticket)
        words = {"title": given.get("title") or known.title, "body": given.get("body") or known.text(ticket.reference)}
        queue = lookups.queue(self.viewer, given["queue"]) if "queue" in given else None
        kind = lookups.offered("type", given["type"])
        return self.made(convert(ticket, by=self.by(), type=kind, queue=queue, **words), start=False)
