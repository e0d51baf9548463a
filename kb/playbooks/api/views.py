"""Playbooks, their versions, tests and proposals: the same actions as the pages'."""

from kb import rest
from supportdesk.api import pages
from supportdesk.api.rows import OneRowView, RowsView
from supportdesk.api.schema import parameter
from supportdesk.api.shapes import NothingIn, read
from supportdesk.api.told import page_of
from supportdesk.api.views import answer

from .. import queries
from ..actions import propose
from ..actions.publish import publish
from ..actions.retire import retire
from ..actions.tested import note_test
from ..models import Playbook, PlaybookKind, PlaybookProposal
from . import shapes, told

FILTERS = ("kind", "state", "text")


class PlaybookRows(rest.DeskRows):
    def rows(self):
        return self.desk(Playbook.objects.visible_to(self.viewer).select_related(*queries.RELATED))

    def shown(self, one):
        return {
            "id": one.pk,
            "name": one.name,
            "owner": self.card(one.owner),
            "version": one.live.number,
            "content": one.live.plain(),
            "tested_at": one.tested_at,
            "untested": one.untested(self.now(self.request)),
            "retired_at": one.retired_at,
        }


class Playbooks(PlaybookRows, RowsView):
    """Those in use; `state=retired`: those that are not, any more."""

    scopes = {"GET": rest.READ}
    tells = {"GET": (200, page_of(told.Playbook))}
    parameters = pages.PARAMETERS | set(FILTERS)
    query = (
        parameter("kind", "Checklists or trees.", schema={"type": "string", "enum": PlaybookKind.values}),
        parameter("state", "Retired ones.", schema={"type": "string", "enum": ["retired"]}),
        parameter("text", "Words in it.", schema={"type": "string", "maxLength": 100}),
    )

    def listed(self):
        given = {name: self.request.GET.get(name, "")[:100] for name in FILTERS}
        return self.desk(queries.playbooks(self.viewer, **given))


class OnePlaybook(PlaybookRows, OneRowView):
    scopes = {"GET": rest.READ}
    tells = {"GET": (200, told.Playbook)}


class PlaybookVersions(rest.Versions, PlaybookRows):
    tells = {"GET": (200, page_of(told.PlaybookVersion, cursors=False))}
    versions = staticmethod(queries.versions)


class PlaybookRetirement(rest.Retirement, PlaybookRows):
    shapes = {"POST": shapes.PlaybookRetireIn}
    tells = {"POST": (200, told.Playbook)}
    retire = staticmethod(retire)


class PlaybookTests(PlaybookRows, OneRowView):
    """Who tried it, and whether it held (KB-13)."""

    scopes = {"GET": rest.READ, "POST": rest.WRITE}
    shapes = {"POST": shapes.PlaybookTestIn}
    tells = {"GET": (200, page_of(told.PlaybookTest, cursors=False)), "POST": (200, told.Playbook)}

    def get(self, request, pk):
        tests = self.found(pk).tests.select_related("by", "version")[:100]
        return answer({"results": [self.test(one) for one in tests]})

    def test(self, one):
        about = {"version": one.version.number, "held": one.held, "words": one.words}
        return about | {"by": self.card(one.by), "at": one.at}

    def post(self, request, pk):
        playbook = self.found(pk)
        note_test(playbook, by=self.by(), **read(shapes.PlaybookTestIn, request))
        return answer(self.shown(playbook))


class PlaybookProposed(rest.ProposalRows):
    noun, kept, proposals, doing = "playbook", Playbook, PlaybookProposal, propose


class PlaybookProposals(PlaybookProposed, rest.Proposals):
    shapes = {"POST": shapes.PlaybookProposalIn}
    tells = {"GET": (200, page_of(told.PlaybookProposal)), "POST": (201, told.PlaybookProposal)}


class OnePlaybookProposal(PlaybookProposed, rest.OneProposal):
    shapes = {"PATCH": shapes.PlaybookProposalChange}
    tells = {"GET": (200, told.PlaybookProposal), "PATCH": (200, told.PlaybookProposal), "DELETE": (204, None)}


class PlaybookPublication(PlaybookProposed, rest.Publication):
    shapes = {"POST": NothingIn}
    tells = {"POST": (200, told.PlaybookProposal)}
    publish = staticmethod(publish)
