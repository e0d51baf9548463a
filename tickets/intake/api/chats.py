"""What people say in chats that other programs hold, and which chats there are (T-02, INT-04)."""

from django.shortcuts import get_object_or_404

from supportdesk import clock
from supportdesk.accounts.actor import Actor, system
from supportdesk.api import body, lookups, throttle
from supportdesk.api.errors import Problem
from supportdesk.api.preconditions import version_seen
from supportdesk.api.rows import OneRowView, Rows, RowsView
from supportdesk.api.shapes import NothingIn, checked, read
from supportdesk.api.told import page_of
from supportdesk.api.views import ApiView, answer
from supportdesk.catalogue.models import Queue, TicketType
from supportdesk.outbound.signing import SignedBody, signer

from ..actions.chats import add_chat, change_chat, end_chat, exchange_chat_secret
from ..actions.take_chat import take_chat
from ..models import ChatSource
from . import chat_shapes as said

ADMIN = "admin"
LARGEST = 65_536
SAME = ("key", "name", "secret_since", "former_until", "last_at", "ended_at", "version")


class ChatBody(SignedBody):
    def get_request_serializer(self):
        return said.ChatIn


class Chats(ApiView):
    """What somebody says in a chat. No token: each message is signed with the secret of its source as an alert is (see
    `POST /alerts/{key}`). A conversation's first message opens a ticket with the channel `chat`, every further one is a
    message of it; the same `Webhook-Id` again is the same message. Answers of the desk are told by a webhook for
    `ticket.replied`, whose `data.message` stands under `/tickets/{id}/messages`."""

    authentication_classes = []
    permission_classes = []
    scopes = {"POST": None}
    schema = ChatBody()
    tells = {"POST": (202, said.ChatTaken)}
    idempotent = False

    def post(self, request, key):
        sent = request.body
        if len(sent) > LARGEST:
            raise Problem(413, "too_large", f"A message has at most {LARGEST:,} bytes.")
        source = ChatSource.objects.answering().filter(key=key).first()
        message_id = signer(source, request, sent, clock.now())
        throttle.require(throttle.count(f"chat-source-{source.pk}"))
        given = checked(said.ChatIn, body.read(sent))
        message = take_chat(source, by=system("chat"), message_id=message_id, **given)
        told = {"conversation": given["conversation"], "ticket": message.ticket_id, "message": message.pk}
        return answer(told, 202)


class ChatRows(Rows):
    def rows(self):
        return ChatSource.objects.visible_to(self.viewer).select_related("queue")

    def shown(self, one, secret=""):
        own = {"id": one.pk, "queue": one.queue_id, "type": one.type_id} | {name: getattr(one, name) for name in SAME}
        return own | ({"secret": secret} if secret else {})

    def found(self, pk):
        return get_object_or_404(self.rows(), pk=pk)

    def by(self):
        return Actor(self.viewer, "api")

    def given(self, shape):
        given = read(shape, self.request)
        if "queue" in given:
            given["queue"] = lookups.one(Queue.objects.offered().visible_to(self.viewer), given["queue"], "queue")
        if given.get("type") is not None:
            given["type"] = lookups.one(TicketType.objects.offered(), given["type"], "type")
        return given


class ChatSources(ChatRows, RowsView):
    """The `secret` is in the answer to the post, this once."""

    scopes = {"GET": ADMIN, "POST": ADMIN}
    shapes = {"POST": said.ChatSourceIn}
    tells = {"GET": (200, page_of(said.ChatSource)), "POST": (201, said.NewChatSource)}

    def post(self, request):
        made, secret = add_chat(by=self.by(), **self.given(said.ChatSourceIn))
        return answer(self.shown(made, secret), 201, Location=f"{request.path}/{made.pk}")


class OneChatSource(ChatRows, OneRowView):
    scopes = {"GET": ADMIN, "PATCH": ADMIN}
    shapes = {"PATCH": said.ChangeChatSourceIn}
    versioned = ("PATCH",)
    tells = {"GET": (200, said.ChatSource), "PATCH": (200, said.ChatSource)}

    def get(self, request, pk):
        one = self.found(pk)
        return answer(self.shown(one), ETag=f'"{one.version}"')

    def patch(self, request, pk):
        one, seen = self.found(pk), version_seen(request)
        changed = change_chat(one, by=self.by(), seen=seen, **self.given(said.ChangeChatSourceIn))
        return answer(self.shown(changed), ETag=f'"{changed.version}"')


class ChatSourceSecret(ChatRows):
    """A new secret, shown this once; the one before is good for another day."""

    scopes = {"POST": ADMIN}
    shapes = {"POST": NothingIn}
    tells = {"POST": (200, said.NewChatSource)}
    idempotent = False

    def post(self, request, pk):
        read(NothingIn, request)
        return answer(self.shown(*exchange_chat_secret(self.found(pk), by=self.by())))


class ChatSourceEnd(ChatRows):
    """It may send nothing any more."""

    scopes = {"POST": ADMIN}
    shapes = {"POST": NothingIn}
    tells = {"POST": (200, said.ChatSource)}

    def post(self, request, pk):
        read(NothingIn, request)
        return answer(self.shown(end_chat(self.found(pk), by=self.by())))
