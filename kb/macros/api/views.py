"""Macros, their versions and proposals: the same actions as the pages'."""

from kb import rest
from supportdesk.api import pages
from supportdesk.api.rows import OneRowView, RowsView
from supportdesk.api.schema import parameter
from supportdesk.api.shapes import NothingIn
from supportdesk.api.told import page_of

from .. import queries, render
from ..actions import propose
from ..actions.publish import publish
from ..actions.retire import retire
from ..models import Audience, Macro, MacroKind, MacroProposal
from . import shapes, told

FILTERS = ("audience", "kind", "state", "text")


class MacroRows(rest.DeskRows):
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

    scopes = {"GET": rest.READ}
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
    scopes = {"GET": rest.READ}
    tells = {"GET": (200, told.Macro)}


class MacroVersions(rest.Versions, MacroRows):
    tells = {"GET": (200, page_of(told.MacroVersion, cursors=False))}
    versions = staticmethod(queries.versions)


class MacroRetirement(rest.Retirement, MacroRows):
    shapes = {"POST": shapes.MacroRetireIn}
    tells = {"POST": (200, told.Macro)}
    retire = staticmethod(retire)


class MacroProposed(rest.ProposalRows):
    noun, kept, proposals, doing = "macro", Macro, MacroProposal, propose


class MacroProposals(MacroProposed, rest.Proposals):
    shapes = {"POST": shapes.MacroProposalIn}
    tells = {"GET": (200, page_of(told.MacroProposal)), "POST": (201, told.MacroProposal)}


class OneMacroProposal(MacroProposed, rest.OneProposal):
    shapes = {"PATCH": shapes.MacroProposalChange}
    tells = {"GET": (200, told.MacroProposal), "PATCH": (200, told.MacroProposal), "DELETE": (204, None)}


class MacroPublication(MacroProposed, rest.Publication):
    shapes = {"POST": NothingIn}
    tells = {"POST": (200, told.MacroProposal)}
    publish = staticmethod(publish)
