"""What macros and playbooks have in common over REST: who finds them, their versions, their end, their proposals."""

from collections.abc import Callable
from typing import Any

from supportdesk.accounts.actor import Actor
from supportdesk.accounts.mask import mask_person
from supportdesk.api.lookups import one as named
from supportdesk.api.preconditions import version_seen
from supportdesk.api.rows import OneRowView, Rows, RowsView
from supportdesk.api.shapes import read
from supportdesk.api.views import answer, nothing
from supportdesk.web import absent

READ, WRITE = "tickets:read", "tickets:write"
PEOPLE = ("proposed_by", "published_by", "approved_by")
PROPOSED = ("base", "version", "state", "content", "reason", "made_at", "became")


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
            absent()
        return found

    def desk(self, rows):
        if not self.viewer.serves:
            absent()
        return rows


class Versions(DeskRows):
    """Every version, the latest first. None is ever changed (KB-15)."""

    scopes = {"GET": READ}
    versions: Callable[..., Any]

    def get(self, request, pk):
        return answer({"results": [self.version(one) for one, _ in self.versions(self.one(pk))]})

    def version(self, one):
        same = {"id": one.pk, "number": one.number, "content": one.plain(), "reason": one.reason}
        return same | {name: self.card(getattr(one, name)) for name in PEOPLE} | {"published_at": one.published_at}


class Retirement(DeskRows):
    scopes = {"POST": WRITE}
    retire: Callable[..., Any]

    def post(self, request, pk):
        one = self.one(pk)
        self.retire(one, by=self.by(), **read(self.shapes["POST"], request))
        return answer(self.shown(one))


class ProposalRows(DeskRows):
    """`noun` is what is proposed, `kept` its model, `proposals` that of the proposals, `doing` the module of the
    actions."""

    noun: str
    kept: Any
    proposals: Any
    doing: Any

    def rows(self):
        return self.desk(self.proposals.objects.visible_to(self.viewer).select_related("made_by", self.noun))

    def shown(self, one):
        said = [{"field": name, "was": was, "now": now} for name, (was, now) in self.doing.changes(one).items()]
        about = {"id": one.pk, self.noun: getattr(one, f"{self.noun}_id"), "changes": said}
        return about | {"made_by": self.card(one.made_by)} | {name: getattr(one, name) for name in PROPOSED}

    def told_one(self, one, status=200, **headers):
        return answer(self.shown(one), status, ETag=f'"{one.version}"', **headers)


class Proposals(ProposalRows, RowsView):
    """Those that are open. What is proposed changes nothing until it is published."""

    scopes = {"GET": READ, "POST": WRITE}

    def listed(self):
        return self.rows().open()

    def post(self, request):
        """Whoever needs somebody's word for it has asked for it by that."""
        self.rows()
        given = read(self.shapes["POST"], request)
        about = given.pop(self.noun, None)
        kept = named(self.kept.objects.visible_to(self.viewer), about, self.noun) if about is not None else None
        made = self.doing.propose(kept, by=self.by(), **given)
        return self.told_one(made, 201, Location=f"/api/v1/{self.noun}-proposals/{made.pk}")


class OneProposal(ProposalRows, OneRowView):
    """Changed as long as it is open; deleting withdraws it."""

    scopes = {"GET": READ, "PATCH": WRITE, "DELETE": WRITE}
    versioned = ("PATCH",)

    def get(self, request, pk):
        return self.told_one(self.found(pk))

    def patch(self, request, pk):
        one, seen = self.found(pk), version_seen(request)
        return self.told_one(self.doing.revise(one, by=self.by(), seen=seen, **read(self.shapes["PATCH"], request)))

    def delete(self, request, pk):
        self.doing.withdraw_proposal(self.found(pk), by=self.by())
        return nothing()


class Publication(ProposalRows):
    """At once by whoever may; by whoever needs an approval, once it is granted."""

    scopes = {"POST": WRITE}
    publish: Callable[..., Any]

    def post(self, request, pk):
        one = self.one(pk)
        read(self.shapes["POST"], request)
        self.publish(one, by=self.by())
        return self.told_one(one)
