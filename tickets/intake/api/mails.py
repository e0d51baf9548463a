"""Mailboxes, mails that came in, and the delivery log over REST: the same actions as the pages'."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes

from supportdesk.accounts.actor import Actor
from supportdesk.api import lookups
from supportdesk.api.errors import malformed
from supportdesk.api.preconditions import version_seen
from supportdesk.api.rows import OneRowView, Rows, RowsView
from supportdesk.api.shapes import NothingIn, read
from supportdesk.api.told import page_of
from supportdesk.api.views import answer
from supportdesk.catalogue.models import Queue, TicketType
from supportdesk.files.serving import INERT
from supportdesk.outbound.actions.send_again import send_again

from .. import mail_policy as policy
from ..actions.handle import dismiss, retry
from ..actions.mailboxes import add_mailbox, change_mailbox, end_mailbox
from ..models import Mailbox
from ..queries import delivery, mails
from . import mail_shapes as said

READ, WRITE, ADMIN = "tickets:read", "tickets:write", "admin"


class Found(Rows):
    def found(self, pk):
        return get_object_or_404(self.rows(), pk=pk)


class MailboxRows(Found):
    def rows(self):
        return Mailbox.objects.visible_to(self.viewer).select_related("queue")

    def shown(self, one):
        same = ("address", "name", "imap_host", "imap_port", "imap_user", "imap_folder", "fetched_at", "fetch_error")
        own = {"id": one.pk, "queue": one.queue_id, "type": one.type_id}
        return own | {name: getattr(one, name) for name in (*same, "ended_at", "version")}

    def given(self, shape):
        """Things named in the body, found."""
        given = read(shape, self.request)
        if "queue" in given:
            given["queue"] = lookups.one(Queue.objects.offered().visible_to(self.viewer), given["queue"], "queue")
        if given.get("type") is not None:
            given["type"] = lookups.one(TicketType.objects.offered(), given["type"], "type")
        return given


class Mailboxes(MailboxRows, RowsView):
    """Addresses people write to."""

    scopes = {"GET": ADMIN, "POST": ADMIN}
    shapes = {"POST": said.MailboxIn}
    tells = {"GET": (200, page_of(said.Mailbox)), "POST": (201, said.Mailbox)}

    def post(self, request):
        given = self.given(said.MailboxIn)
        box = add_mailbox(given.pop("address"), by=Actor(self.viewer, "api"), **given)
        return answer(self.shown(box), 201, Location=f"{request.path}/{box.pk}")


class OneMailbox(MailboxRows, OneRowView):
    """DELETE ends it: it takes no mail any more, and what came stays."""

    scopes = {"GET": ADMIN, "PATCH": ADMIN, "DELETE": ADMIN}
    shapes = {"PATCH": said.MailboxChangeIn}
    versioned = ("PATCH",)
    tells = {"GET": (200, said.Mailbox), "PATCH": (200, said.Mailbox), "DELETE": (200, said.Mailbox)}

    def get(self, request, pk):
        box = self.found(pk)
        return answer(self.shown(box), ETag=f'"{box.version}"')

    def patch(self, request, pk):
        box, seen = self.found(pk), version_seen(request)
        given = self.given(said.MailboxChangeIn)
        if not given:
            raise malformed("Name at least one field to change.", "empty", pointer="")
        box = change_mailbox(box, by=Actor(self.viewer, "api"), seen=seen, **given)
        return answer(self.shown(box), ETag=f'"{box.version}"')

    def delete(self, request, pk):
        return answer(self.shown(end_mailbox(self.found(pk), by=Actor(self.viewer, "api"))))


class IncomingRows(Found):
    def rows(self):
        if not policy.may_read(self.viewer):
            raise Http404
        return mails.incoming(self.viewer)

    def shown(self, one):
        same = ("outcome", "why", "sender", "title", "size", "times", "received_at", "settled_at", "version")
        own = {"id": one.pk, "mailbox": one.mailbox_id, "ticket": one.ticket_id, "suggested": self.hint(one)}
        return own | {name: getattr(one, name) for name in same}

    def hint(self, one):
        return one.suggested_id if one.suggested and mails.may_know(self.viewer, one.suggested) else None


class IncomingMails(IncomingRows, RowsView):
    """Mails that came in, with what is held."""

    scopes = {"GET": READ}
    default_order = "-id"
    tells = {"GET": (200, page_of(said.IncomingMail))}


class OneIncomingMail(IncomingRows, OneRowView):
    scopes = {"GET": READ}
    tells = {"GET": (200, said.IncomingMail)}


class RawMail(IncomingRows):
    """As it came, for saving."""

    scopes = {"GET": READ}
    tells = {"GET": ((200, "application/octet-stream"), OpenApiTypes.BINARY)}

    def get(self, request, pk):
        mail = self.found(pk)
        if not mail.has_raw:
            raise Http404
        headers = INERT | {"Content-Disposition": f'attachment; filename="mail-{mail.pk}.eml"'}
        return HttpResponse(bytes(mail.raw), content_type="application/octet-stream", headers=headers)


class MailRetrial(IncomingRows):
    """Read what was held once more; what held it does not hold it again."""

    scopes = {"POST": WRITE}
    shapes = {"POST": NothingIn}
    tells = {"POST": (200, said.IncomingMail)}

    def post(self, request, pk):
        read(NothingIn, request)
        return answer(self.shown(retry(self.found(pk), by=Actor(self.viewer, "api"))))


class MailDismissal(IncomingRows):
    """Nothing is to be done about it."""

    scopes = {"POST": WRITE}
    shapes = {"POST": said.DismissIn}
    tells = {"POST": (200, said.IncomingMail)}

    def post(self, request, pk):
        mail = self.found(pk)
        given = read(said.DismissIn, request)
        return answer(self.shown(dismiss(mail, by=Actor(self.viewer, "api"), **given)))


class SentRows(Found):
    def rows(self):
        if not policy.may_read(self.viewer):
            raise Http404
        return delivery.log(self.viewer)

    def shown(self, one):
        same = ("address", "subject", "state", "tries", "error", "message_id", "created_at", "sent_at", "bounced_at")
        ticket = one.about_id if one.about == "ticket" else None
        return {"id": one.pk, "ticket": ticket} | {name: getattr(one, name) for name in same}


class SentMails(SentRows, RowsView):
    """The delivery log: what was written to whom, and whether it arrived as far as anybody told."""

    scopes = {"GET": READ}
    default_order = "-id"
    tells = {"GET": (200, page_of(said.SentMail))}


class MailSending(SentRows):
    """Send once more what was given up."""

    scopes = {"POST": WRITE}
    shapes = {"POST": NothingIn}
    tells = {"POST": (200, said.SentMail)}

    def post(self, request, pk):
        read(NothingIn, request)
        return answer(self.shown(send_again(self.found(pk), by=Actor(self.viewer, "api"))))
