"""What forms ask, changed by proposals: the same actions as the pages'."""

from django.http import Http404

from supportdesk.accounts.mask import mask_person
from supportdesk.api.lookups import one as named
from supportdesk.api.preconditions import version_seen
from supportdesk.api.rows import OneRowView, RowsView
from supportdesk.api.shapes import NothingIn, read
from supportdesk.api.told import page_of
from supportdesk.api.views import answer, nothing

from ..actions.propose_form import changes, propose_form, revise_form, withdraw_form
from ..actions.publish_form import publish_form, retire_form
from ..models import Form, FormProposal
from . import shapes, told
from .fill import READ, WRITE, FormRows


class DeskFormRows(FormRows):
    """For a requester there is none of this."""

    def rows(self):
        if not self.viewer.serves:
            raise Http404
        return Form.objects.visible_to(self.viewer).filter(live__isnull=False).select_related("live")

    def card(self, person):
        return person and {"id": person.pk, "name": mask_person(self.viewer, person).name}


class FormVersions(DeskFormRows):
    """Every version, the latest first. None is ever changed."""

    scopes = {"GET": READ}
    tells = {"GET": (200, page_of(told.FormVersion, cursors=False))}

    def get(self, request, form_key):
        rows = self.keyed(form_key).versions.select_related("proposed_by", "published_by", "approved_by")
        return answer({"results": [self.version(one) for one in rows]})

    def version(self, one):
        people = {name: self.card(getattr(one, name)) for name in ("proposed_by", "published_by", "approved_by")}
        same = {name: getattr(one, name) for name in ("number", "content", "reason", "published_at")}
        return {"id": one.pk} | same | people


class FormRetirement(DeskFormRows):
    scopes = {"POST": WRITE}
    shapes = {"POST": shapes.FormRetireIn}
    tells = {"POST": (200, told.IntakeForm)}

    def post(self, request, form_key):
        form = self.keyed(form_key)
        retire_form(form, by=self.by(), **read(shapes.FormRetireIn, request))
        return answer(self.shown(form))


class FormProposalRows(DeskFormRows):
    def rows(self):
        if not self.viewer.serves:
            raise Http404
        return FormProposal.objects.visible_to(self.viewer).select_related("made_by", "form")

    def shown(self, one):
        same = ("base", "version", "state", "content", "reason", "made_at", "became")
        said = [{"field": name, "was": was, "now": now} for name, (was, now) in changes(one).items()]
        about = {"id": one.pk, "form": one.form_id, "changes": said, "made_by": self.card(one.made_by)}
        return about | {name: getattr(one, name) for name in same}

    def found(self, pk):
        found = self.rows().filter(pk=pk).first()
        if found is None:
            raise Http404
        return found

    def told_one(self, one, status=200, **headers):
        return answer(self.shown(one), status, ETag=f'"{one.version}"', **headers)


class FormProposals(FormProposalRows, RowsView):
    """Those that are open. What is proposed changes nothing until it is published."""

    scopes = {"GET": READ, "POST": WRITE}
    shapes = {"POST": shapes.FormProposalIn}
    tells = {"GET": (200, page_of(told.FormProposal)), "POST": (201, told.FormProposal)}

    def listed(self):
        return self.rows().open()

    def post(self, request):
        """Whoever needs somebody's word for it has asked for it by that."""
        self.rows()
        given = read(shapes.FormProposalIn, request)
        form = named(Form.objects.visible_to(self.viewer), given.pop("form"), "form") if "form" in given else None
        made = propose_form(form, by=self.by(), **given)
        return self.told_one(made, 201, Location=f"/api/v1/form-proposals/{made.pk}")


class OneFormProposal(FormProposalRows, OneRowView):
    """Changed as long as it is open; deleting withdraws it."""

    scopes = {"GET": READ, "PATCH": WRITE, "DELETE": WRITE}
    shapes = {"PATCH": shapes.FormProposalChange}
    tells = {"GET": (200, told.FormProposal), "PATCH": (200, told.FormProposal), "DELETE": (204, None)}
    versioned = ("PATCH",)

    def get(self, request, pk):
        return self.told_one(self.found(pk))

    def patch(self, request, pk):
        one, seen = self.found(pk), version_seen(request)
        return self.told_one(revise_form(one, by=self.by(), seen=seen, **read(shapes.FormProposalChange, request)))

    def delete(self, request, pk):
        withdraw_form(self.found(pk), by=self.by())
        return nothing()


class FormPublication(FormProposalRows):
    """At once by whoever may; by whoever needs an approval, once it is granted."""

    scopes = {"POST": WRITE}
    shapes = {"POST": NothingIn}
    tells = {"POST": (200, told.FormProposal)}

    def post(self, request, pk):
        one = self.found(pk)
        read(NothingIn, request)
        publish_form(one, by=self.by())
        return self.told_one(one)
