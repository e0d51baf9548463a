"""Forms to read and to fill in (INT-02): the same action as the page's."""

from django.http import Http404
from django.utils.functional import cached_property

from supportdesk.accounts.actor import Actor
from supportdesk.accounts.models import Person, Role
from supportdesk.api.errors import Problem
from supportdesk.api.lookups import one as named
from supportdesk.api.rows import Rows, RowsView
from supportdesk.api.shapes import read
from supportdesk.api.told import page_of
from supportdesk.api.views import answer
from supportdesk.catalogue.models import TicketType
from tickets.desk.models import Ticket

from ..actions.fill_form import Faults, fill_form
from ..models import Form, Submission
from . import shapes, told

READ, WRITE = "tickets:read", "tickets:write"


class FormRows(Rows):
    def by(self):
        return Actor(self.viewer, "api")

    def rows(self):
        return Form.objects.visible_to(self.viewer).in_use().select_related("live")

    def shown(self, one):
        content = one.live.content
        same = {name: content[name] for name in ("intro", "files", "questions")}
        about = {"id": one.pk, "key": one.key, "name": one.name, "number": one.live.number}
        about["type"] = self.types[content["type"]]
        return about | same | {"retired_at": one.retired_at}

    @cached_property
    def types(self):
        return dict(TicketType.objects.values_list("pk", "key"))

    def keyed(self, key):
        found = self.rows().filter(key=key).first()
        if found is None:
            raise Http404
        return found


class Forms(FormRows, RowsView):
    """What one may fill in, with everything that each asks."""

    scopes = {"GET": READ}
    tells = {"GET": (200, page_of(told.IntakeForm))}


class OneForm(FormRows):
    scopes = {"GET": READ}
    tells = {"GET": (200, told.IntakeForm)}

    def get(self, request, form_key):
        return answer(self.shown(self.keyed(form_key)))


class FormAnswers(FormRows):
    """A ticket by a form. What is missing or wrong is named question by question, and nothing is kept."""

    scopes = {"POST": WRITE}
    shapes = {"POST": shapes.FillIn}
    tells = {"POST": (201, told.Filled)}

    def post(self, request, form_key):
        form, given = self.keyed(form_key), read(shapes.FillIn, request)
        asked = {"given": given["answers"], "number": given.get("number"), "confirmed": given.get("confirmed", ())}
        whom = {"requester": self.requester(given.get("requester")), "channel": self.channel(given["channel"])}
        try:
            ticket = fill_form(form, by=self.by(), files=given.get("attachments", ()), **asked, **whom)
        except Faults as refusal:
            raise at_questions(refusal) from None
        return answer(filled(ticket.pk), 201, Location=f"/api/v1/tickets/{ticket.pk}")

    def requester(self, given):
        if given in (None, "me"):
            return self.viewer
        people = Person.objects.visible_to(self.viewer).active().filter(is_machine=False)
        if self.viewer.sits_lightly:
            people = people.exclude(roles=[Role.RQ])
        return named(people, given, "requester", key="email")

    def channel(self, given):
        return given if self.viewer.serves else "api"


def at_questions(refusal):
    """400 with a pointer to every answer that is missing or wrong."""
    errors = [
        {"pointer": f"/answers/{key}", "code": "required" if key in refusal.missing else "invalid", "detail": fault}
        for key, fault in refusal.faults.items()
    ]
    return Problem(400, "invalid", refusal.message, errors)


class TicketForm(FormRows):
    """The form that a ticket came by, and what was answered."""

    scopes = {"GET": READ}
    tells = {"GET": (200, told.Filled)}

    def get(self, request, pk):
        if not Ticket.objects.visible_to(self.viewer).filter(pk=pk).exists():
            raise Http404
        return answer(filled(pk))


def filled(ticket):
    rows = Submission.objects.filter(ticket=ticket).select_related("version__form").prefetch_related("answers")
    one = rows.first()
    said_so = [said(each) for each in one.answers.all()] if one else []
    came = {"form": one.version.form.key if one else None, "number": one.version.number if one else None}
    return {"ticket": ticket, "reference": f"T-{ticket}"} | came | {"answers": said_so}


def said(each):
    same = ("label", "purpose", "said", "forget_at", "forgotten_at")
    return {"question": each.key} | {name: getattr(each, name) for name in same}
