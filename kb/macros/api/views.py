"""Macros, their versions and proposals: the same actions as the pages'."""

from django.http import Http404

from supportdesk.accounts.actor import Actor
from supportdesk.accounts.mask import mask_person
from supportdesk.api import pages
from supportdesk.api.lookups import one as named
from supportdesk.api.preconditions import version_seen
from supportdesk.api.rows import OneRowView, Rows, RowsView
from supportdesk.api.schema import parameter
from supportdesk.api.shapes import read
from supportdesk.api.told import page_of
from supportdesk.api.views import answer, nothing

from .. import queries, render
from ..actions.propose import changes, propose, revise, withdraw_proposal
from ..actions.publish import publish
from ..actions.retire import retire
from ..models import Audience, Macro, MacroKind, MacroProposal
from . import shapes, told

READ, WRITE = "tickets:read", "tickets:write"
FILTERS = ("audience", "kind", "state", "text")


class DeskRows(Rows):
    """For a requester there is none of this."""

    def by(self):
        return Actor(self.viewer, "api")

    def card(self, person):
        return person and {"id": person.pk, "name": mask_person(self.viewer, person).name}

    def one(self, pk):
        """One of them, or 404 whether it does not exist or may not be known of."""
        found = self.rows().filter(pk=pk).first()
        if found is None:
            raise Http404
        return found

    def desk(self, rows):
        if not self.viewer.serves:
            raise Http404
        return rows


class MacroRows(DeskRows):
    def rows(self):
        return self.desk(Macro.objects.visible_to(self.viewer).select_related(*queries.RELATED))

    def shown(self, one):
        return {
            "id": one.pk,
            "name": one.name,
            "owner": self.card(one.owner),
            "version": one.live.number,
            "content": one.live.plain(),
            "merge_fields": list(render.named(one.live.body)),
            "retired_at": one.retired_at,
        }


class Macros(MacroRows, RowsView):
    """Those in use; `state=retired`: those that are not, any more."""

    scopes = {"GET": READ}
    tells = {"GET": (200, page_of(told.Macro))}
    parameters = pages.PARAMETERS | set(FILTERS)
    query = (
        parameter("audience", "Whom it speaks to.", schema={"type": "string", "enum": Audience.values}),
        parameter("kind", "What it is for.", schema={"type": "string", "enum": MacroKind.values}),
        parameter("state", "Retired ones.", schema={"type": "string", "enum": ["retired"]}),
        parameter("text", "Words in it.", schema={"type": "string", "maxLength": 100}),
    )

    def listed(self):
        given = {name: self.request.GET.get(name, "")[:100] for name in FILTERS}
        return self.desk(queries.macros(self.viewer, **given))


class OneMacro(MacroRows, OneRowView):
    scopes = {"GET": READ}
    tells = {"GET": (200, told.Macro)}


class MacroVersions(MacroRows):
    """Every version, the latest first. None is ever changed (KB-15)."""

    scopes = {"GET": READ}
    tells = {"GET": (200, page_of(told.MacroVersion, cursors=False))}

    def get(self, request, pk):
        return answer({"results": [self.version(one) for one, _ in queries.versions(self.one(pk))]})

    def version(self, one):
        people = {name: self.card(getattr(one, name)) for name in ("proposed_by", "published_by", "approved_by")}
        same = {"id": one.pk, "number": one.number, "content": one.plain(), "reason": one.reason}
        return same | people | {"published_at": one.published_at}


class MacroRetirement(MacroRows):
    scopes = {"POST": WRITE}
    shapes = {"POST": shapes.MacroRetireIn}
    tells = {"POST": (200, told.Macro)}

    def post(self, request, pk):
        macro = self.one(pk)
        retire(macro, by=self.by(), **read(shapes.MacroRetireIn, request))
        return answer(self.shown(macro))


class ProposalRows(DeskRows):
    def rows(self):
        return self.desk(MacroProposal.objects.visible_to(self.viewer).select_related("made_by", "macro"))

    def shown(self, one):
        same = ("base", "version", "state", "content", "reason", "made_at", "became")
        said = [{"field": name, "was": was, "now": now} for name, (was, now) in changes(one).items()]
        about = {"id": one.pk, "macro": one.macro_id, "changes": said, "made_by": self.card(one.made_by)}
        return about | {name: getattr(one, name) for name in same}

    def told_one(self, one, status=200, **headers):
        return answer(self.shown(one), status, ETag=f'"{one.version}"', **headers)


class MacroProposals(ProposalRows, RowsView):
    """Those that are open. What is proposed changes nothing until it is published."""

    scopes = {"GET": READ, "POST": WRITE}
    shapes = {"POST": shapes.MacroProposalIn}
    tells = {"GET": (200, page_of(told.MacroProposal)), "POST": (201, told.MacroProposal)}

    def listed(self):
        return self.rows().open()

    def post(self, request):
        """Whoever needs somebody's word for it has asked for it by that."""
        self.rows()
        given = read(shapes.MacroProposalIn, request)
        macro = named(Macro.objects.visible_to(self.viewer), given.pop("macro"), "macro") if "macro" in given else None
        made = propose(macro, by=self.by(), **given)
        return self.told_one(made, 201, Location=f"/api/v1/macro-proposals/{made.pk}")


class OneMacroProposal(ProposalRows, OneRowView):
    """Changed as long as it is open; deleting withdraws it."""

    scopes = {"GET": READ, "PATCH": WRITE, "DELETE": WRITE}
    shapes = {"PATCH": shapes.MacroProposalChange}
    tells = {"GET": (200, told.MacroProposal), "PATCH": (200, told.MacroProposal), "DELETE": (204, None)}
    versioned = ("PATCH",)

    def get(self, request, pk):
        return self.told_one(self.found(pk))

    def patch(self, request, pk):
        one, seen = self.found(pk), version_seen(request)
        return self.told_one(revise(one, by=self.by(), seen=seen, **read(shapes.MacroProposalChange, request)))

    def delete(self, request, pk):
        withdraw_proposal(self.found(pk), by=self.by())
        return nothing()


class MacroPublication(ProposalRows):
    """At once by whoever may; by whoever needs an approval, once it is granted."""

    scopes = {"POST": WRITE}
    shapes = {"POST": shapes.NothingIn}
    tells = {"POST": (200, told.MacroProposal)}

    def post(self, request, pk):
        one = self.one(pk)
        read(shapes.NothingIn, request)
        publish(one, by=self.by())
        return self.told_one(one)
