"""A chat of another program's over REST: signed, one conversation one ticket, answers by webhook (T-02, INT-04)."""

import json

import pytest
from django.test import Client

from supportdesk.accounts.actor import system
from supportdesk.accounts.models import Person
from supportdesk.events import relay
from supportdesk.events.models import Event
from supportdesk.outbound.actions.webhooks import add_webhook
from supportdesk.outbound.hooks import body
from supportdesk.outbound.models import Delivery
from tests.chatted import chatted
from tickets.desk.actions.bulk import start
from tickets.desk.actions.merge import merge
from tickets.desk.actions.operate import carry_out
from tickets.desk.models import Message, Ticket
from tickets.intake.actions.chats import add_chat
from tickets.intake.models import ChatSource, Conversation

pytestmark = pytest.mark.django_db
ASKED = "Nothing prints.\nSince nine."


@pytest.fixture
def says(service_desk, incident, rob):
    """`says(text="Hello")`: what the desk answers to this message of Rob's in the website's chat."""
    usual = {"conversation": "c-1", "email": rob.email, "text": ASKED}
    source, known = add_chat("Website", by=system("import"), queue=service_desk)
    number = iter(range(1, 1000))

    def send(*, secret=known, key=source.key, message=None, content=None, **said):
        sent = content if content is not None else usual | said
        return chatted(key, secret, sent, message or f"msg_{next(number)}")

    return send


def words(ticket):
    return list(ticket.messages.order_by("pk").values_list("body", flat=True))


def test_one_conversation_is_one_ticket_and_the_answer_goes_out_by_webhook(says, api, rob, ann):
    """T-02, INT-04: live chat: each further message is one of that ticket, and the chat hears of what is answered."""
    hook, _ = add_webhook("Website", by=system("import"), url="https://example.com/", kinds=["ticket.replied"])
    first = says()
    assert first.status_code == 202
    ticket = Ticket.objects.get()
    assert first.json() == {"conversation": "c-1", "ticket": ticket.pk, "message": ticket.messages.get().pk}
    assert (ticket.channel, ticket.requester, ticket.title) == ("chat", rob, "Nothing prints.")
    client = api(ann)
    assert client.post(f"/tickets/{ticket.pk}/messages", {"body": "On which floor?"}).status_code == 201
    assert says(text="The third.").json()["ticket"] == ticket.pk
    assert words(ticket) == [ASKED, "On which floor?", "The third."]
    relay.drain("people")
    sent = [
        json.loads(body.written(one.event, walled=False))
        for one in Delivery.objects.filter(webhook=hook).order_by("pk")
    ]
    answers = [one["data"]["message"] for one in sent if one["data"]["from_desk"]]
    told = {one["id"]: one["body"] for one in client.get(f"/tickets/{ticket.pk}/messages").json()["results"]}
    assert [(one["subject"]["id"], one["via"]) for one in sent] == [(ticket.pk, "api"), (ticket.pk, "chat")]
    assert [told[one] for one in answers] == ["On which floor?"]
    assert Event.objects.filter(kind="chat_source.taken").count() == 2


def test_the_same_message_again_is_the_same_message(says):
    """INT-04: also the one that opened the ticket, and one that was said long ago."""
    first, second = says(message="a"), says(message="b", text="Still nothing.")
    for message, before in (("a", first), ("b", second)):
        assert says(message=message, text="Other words.").json() == before.json()
    assert words(Ticket.objects.get()) == [ASKED, "Still nothing."]


def test_two_conversations_are_two_tickets(says, api, ann):
    assert {says(conversation=name).json()["ticket"] for name in ("c-1", "c-2")} == set(
        Ticket.objects.values_list("pk", flat=True)
    )
    assert Conversation.objects.count() == Ticket.objects.count() == 2


@pytest.mark.parametrize("change", [{"secret": "whsec_d3Jvbmc="}, {"key": "nobody"}])
def test_a_bad_signature_is_refused_and_counted(says, change):
    """INT-04: Given a bad signature, when posted, then it is refused and counted."""

    def refused():
        lines = Client().get("/metrics").content.decode().splitlines()
        name = 'supportdesk_request_seconds_count{method="POST",status="4xx",view="api-chat"}'
        return sum(float(line.split()[-1]) for line in lines if line.startswith(name))

    before = refused()
    answer = says(**change)
    assert (answer.status_code, answer.json()["code"]) == (401, "not_signed")
    assert not Ticket.objects.exists()
    assert refused() == before + 1


@pytest.mark.parametrize(
    ("said", "pointer"),
    [
        ({"content": b"{"}, ""),
        ({"content": b"[]"}, ""),
        ({"text": " "}, "/text"),
        ({"email": "rob"}, "/email"),
        ({"conversation": ""}, "/conversation"),
        ({"who": "rob"}, "/who"),
    ],
)
def test_what_is_no_message_is_refused_with_its_field(says, said, pointer):
    answer = says(**said)
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (400, pointer)
    assert not Ticket.objects.exists()


def test_one_that_is_too_long_is_refused(says):
    assert says(content=b" " * 65_537).status_code == 413


def test_a_stranger_becomes_a_requester_who_sees_nothing_else(says, acme):
    says(email="new@elsewhere.test", name="Nia")
    person = Person.objects.get(email="new@elsewhere.test")
    assert (person.name, person.roles, person.organisation) == ("Nia", ["RQ"], None)
    assert Ticket.objects.get().requester == person


def test_nobody_else_speaks_in_a_conversation(says, rob, sue):
    """A mistake of the chat's puts no word of Sue's on Rob's ticket."""
    says()
    answer = says(email=sue.email, text="Me too.")
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/email")
    assert words(Ticket.objects.get()) == [ASKED]


def test_a_closed_account_says_nothing(says, rob):
    rob.is_active = False
    rob.save()
    assert says().status_code == 422
    assert not Ticket.objects.exists()


def test_nobody_speaks_as_the_desk_by_typing_an_address(says, ann):
    refused = says(email=ann.email)
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["pointer"] == "/email"
    assert not Ticket.objects.exists()


def test_what_may_stand_nowhere_is_taken_out(says):
    """SEC-02: nobody is there to be warned."""
    says(text="My card is 4111 1111 1111 1111.")
    assert "4111 1111" not in words(Ticket.objects.get())[0]


def test_a_merged_ticket_s_conversation_goes_on_in_the_survivor(says, by, ann):
    one, other = (Ticket.objects.get(pk=says(conversation=name).json()["ticket"]) for name in ("c-1", "c-2"))
    operation = merge(other, by=by(ann), tickets=Ticket.objects.filter(pk=one.pk))
    start(operation, by=by(ann))
    while carry_out(operation, by=system("clock")):
        pass
    assert says(text="Still nothing.").json()["ticket"] == other.pk


def test_a_chat_from_first_to_last(api, says, olga, rob, network, service_desk, recorded):
    """INT-04: added, changed, given a new secret while the one before is good for a day, ended."""
    client = api(olga)
    made = client.post("/chat-sources", {"name": "App", "queue": "service-desk"})
    at = f"/chat-sources/{made.json()['id']}"
    assert (made.status_code, made.json()["key"]) == (201, "app")
    old = made.json()["secret"]
    assert client.patch(at, {"queue": "network"}, if_match='"1"').json()["queue"] == network.pk
    new = client.post(f"{at}/secret").json()["secret"]
    assert {says(key="app", secret=one).status_code for one in (old, new)} == {202}
    assert {ticket.queue for ticket in Ticket.objects.all()} == {network}
    assert client.post(f"{at}/end").json()["ended_at"]
    assert says(key="app", secret=new).status_code == 401
    assert client.patch(at, {"name": "App"}, if_match='"4"').status_code == 409
    of_it = ("chat_source", made.json()["id"])
    kinds = [event.kind for event in recorded() if (event.subject, event.subject_id) == of_it]
    assert kinds == [f"chat_source.{verb}" for verb in ("added", "changed", "rekeyed", "taken", "taken", "ended")]
    assert api(rob).get(at).status_code == 404
    assert Message.objects.count() == 2
    assert ChatSource.objects.get(key="app").last_at
