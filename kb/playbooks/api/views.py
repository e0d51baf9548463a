"""Playbooks, their versions, tests and proposals: the same actions as the pages'."""

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

from .. import queries
from ..actions.propose import changes, propose, revise, withdraw_proposal
from ..actions.publish import publish
from ..actions.retire import retire
from ..actions.tested import note_test
from ..models import Playbook, PlaybookKind, PlaybookProposal
from . import shapes, told

READ, WRITE = "tickets:read", "tickets:write"
FILTERS = ("kind", "state", "text")


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


class PlaybookRows(DeskRows):
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

    scopes = {"GET": READ}
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
    scopes = {"GET": READ}
    tells = {"GET": (200, told.Playbook)}


class PlaybookVersions(PlaybookRows):
    """Every version, the latest first. None is ever changed (KB-15)."""

    scopes = {"GET": READ}
    tells = {"GET": (200, page_of(told.PlaybookVersion, cursors=False))}

    def get(self, request, pk):
        return answer({"results": [self.version(one) for one, _ in queries.versions(self.one(pk))]})

    def version(self, one):
        people = {name: self.card(getattr(one, name)) for name in ("proposed_by", "published_by", "approved_by")}
        same = {"id": one.pk, "number": one.number, "content": one.plain(), "reason": one.reason}
        return same | people | {"published_at": one.published_at}


class PlaybookRetirement(PlaybookRows):
    scopes = {"POST": WRITE}
    shapes = {"POST": shapes.PlaybookRetireIn}
    tells = {"POST": (200, told.Playbook)}

    def post(self, request, pk):
        playbook = self.one(pk)
        retire(playbook, by=self.by(), **read(shapes.PlaybookRetireIn, request))
        return answer(self.shown(playbook))


class PlaybookTests(PlaybookRows, OneRowView):
    """Who tried it, and whether it held (KB-13)."""

    scopes = {"GET": READ, "POST": WRITE}
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


class ProposalRows(DeskRows):
    def rows(self):
        return self.desk(PlaybookProposal.objects.visible_to(self.viewer).select_related("made_by", "playbook"))

    def shown(self, one):
        same = ("base", "version", "state", "content", "reason", "made_at", "became")
        said = [{"field": name, "was": was, "now": now} for name, (was, now) in changes(one).items()]
        about = {"id": one.pk, "playbook": one.playbook_id, "changes": said, "made_by": self.card(one.made_by)}
        return about | {name: getattr(one, name) for name in same}

    def told_one(self, one, status=200, **headers):
        return answer(self.shown(one), status, ETag=f'"{one.version}"', **headers)


class PlaybookProposals(ProposalRows, RowsView):
    """Those that are open. What is proposed changes nothing until it is published."""

    scopes = {"GET": READ, "POST": WRITE}
    shapes = {"POST": shapes.PlaybookProposalIn}
    tells = {"GET": (200, page_of(told.PlaybookProposal)), "POST": (201, told.PlaybookProposal)}

    def listed(self):
        return self.rows().open()

    def post(self, request):
        """Whoever needs somebody's word for it has asked for it by that."""
        self.rows()
        given = read(shapes.PlaybookProposalIn, request)
        playbook = (
            named(Playbook.objects.visible_to(self.viewer), given.pop("playbook"), "playbook")
            if "playbook" in given
            else None
        )
        made = propose(playbook, by=self.by(), **given)
        return self.told_one(made, 201, Location=f"/api/v1/playbook-proposals/{made.pk}")


class OnePlaybookProposal(ProposalRows, OneRowView):
    """Changed as long as it is open; deleting withdraws it."""

    scopes = {"GET": READ, "PATCH": WRITE, "DELETE": WRITE}
    shapes = {"PATCH": shapes.PlaybookProposalChange}
    tells = {"GET": (200, told.PlaybookProposal), "PATCH": (200, told.PlaybookProposal), "DELETE": (204, None)}
    versioned = ("PATCH",)

    def get(self, request, pk):
        return self.told_one(self.found(pk))

    def patch(self, request, pk):
        one, seen = self.found(pk), version_seen(request)
        return self.told_one(revise(one, by=self.by(), seen=seen, **read(shapes.PlaybookProposalChange, request)))

    def delete(self, request, pk):
        withdraw_proposal(self.found(pk), by=self.by())
        return nothing()


class PlaybookPublication(ProposalRows):
    """At once by whoever may; by whoever needs an approval, once it is granted."""

    scopes = {"POST": WRITE}
    shapes = {"POST": shapes.NothingIn}
    tells = {"POST": (200, told.PlaybookProposal)}

    def post(self, request, pk):
        one = self.one(pk)
        read(shapes.NothingIn, request)
        publish(one, by=self.by())
        return self.told_one(one)
