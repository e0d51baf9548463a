"""Operations over REST: the same actions as on the pages."""

import pytest

from supportdesk.accounts.actor import system
from tests.factories import TagFactory, TicketTypeFactory
from tickets.desk.actions.operate import carry_out
from tickets.desk.actions.reply import reply
from tickets.desk.models import Operation, Ticket

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(opened):
    return [opened(title=f"Printer {number}") for number in range(3)]


@pytest.fixture
def finish():
    def through(pk):
        operation = Operation.objects.get(pk=pk)
        while carry_out(operation, by=system("clock")):
            pass

    return through


def numbers(tickets):
    return [ticket.pk for ticket in tickets]


def test_prepared_begun_looked_at_and_undone(three, api, ann, finish):
    """T-43: preview, permission per ticket, one by one, and the result with its reasons."""
    Ticket.objects.filter(pk=three[0].pk).update(status="closed")
    client = api(ann)
    body = {"verb": "assign", "tickets": numbers(three), "arguments": {"to": "me"}}
    made = client.post("/operations", body)
    assert made.status_code == 201
    told = made.json()
    assert (told["state"], told["total"], len(told["forecast"]["refused"])) == ("previewed", 3, 1)
    address = f"/operations/{told['id']}"
    assert client.post(f"{address}/start", {}).json()["state"] == "queued"
    finish(told["id"])
    after = client.get(address).json()
    assert (after["state"], after["done"], after["refused"]) == ("done", 2, 1)
    items = client.get(f"{address}/items").json()["results"]
    assert [item["state"] for item in items] == ["refused", "done", "done"]
    assert "Only a live ticket" in items[0]["why"]
    undoing = client.post(f"{address}/undo", {"start": True})
    assert undoing.status_code == 201
    finish(undoing.json()["id"])
    assert client.get(address).json()["state"] == "undone"
    assert Ticket.objects.filter(owner=ann).count() == 0
    assert client.post(f"{address}/undo", {}).status_code == 409


def test_by_the_filter_of_the_list(three, opened, network, api, ann, finish):
    opened(title="Elsewhere", queue=network)
    body = {"verb": "note", "filter": f"queue={three[0].queue_id}", "arguments": {"body": "Known."}, "start": True}
    told = api(ann).post("/operations", body).json()
    assert (told["total"], told["state"]) == (3, "queued")
    finish(told["id"])
    assert [ticket.notes.count() for ticket in Ticket.objects.order_by("pk")] == [1, 1, 1, 0]


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"verb": "dance", "tickets": [1]}, "/verb"),
        ({"verb": "note", "tickets": [1]}, "/arguments/body"),
        ({"verb": "note", "tickets": [999999], "arguments": {"body": "x"}}, "/tickets/0"),
        ({"verb": "assign", "tickets": ["x"], "arguments": {"to": None}}, "/tickets/0"),
        ({"verb": "note", "tickets": [1], "arguments": {"body": "x", "loud": True}}, "/arguments/loud"),
    ],
)
def test_what_is_wrong_is_named(body, pointer, api, ann):
    answer = api(ann).post("/operations", body)
    assert answer.status_code == 400
    assert pointer in [error.get("pointer") for error in answer.json()["errors"]]


def test_tickets_or_a_filter_and_a_filter_that_can_be_read(api, ann):
    client = api(ann)
    for more in ({}, {"tickets": [1], "filter": "status=live"}, {"filter": "status=purple"}):
        assert client.post("/operations", {"verb": "note", "arguments": {"body": "x"}} | more).status_code == 400


def test_tags_by_name_queue_by_key(three, api, ann, network, finish):
    TagFactory(name="vpn")
    client = api(ann)
    for verb, arguments in (("tag", {"add": ["vpn"]}), ("transfer", {"queue": "network", "reason": "DNS"})):
        body = {"verb": verb, "tickets": numbers(three), "arguments": arguments, "start": True}
        finish(client.post("/operations", body).json()["id"])
    assert Ticket.objects.filter(tags__name="vpn", queue=network).count() == 3


def test_stopped_and_not_begun_by_a_colleague(three, api, ann, sam, tess):
    body = {"verb": "note", "tickets": numbers(three), "arguments": {"body": "x"}}
    told = api(ann).post("/operations", body).json()
    address = f"/operations/{told['id']}"
    assert api(sam).get(address).status_code == 404
    assert api(tess).post(f"{address}/start", {}).status_code == 403
    api(ann).post(f"{address}/start", {})
    assert api(tess).post(f"{address}/stop", {}).json()["state"] == "stopped"


def test_merged_and_taken_out(three, api, ann, finish):
    """T-23: the merged one names the one that goes on."""
    first, second, third = three
    client = api(ann)
    told = client.post(f"/tickets/{first.pk}/merge", {"tickets": [second.pk, third.pk], "start": True}).json()
    assert told["forecast"]["moved"]["messages"] == 2
    finish(told["id"])
    assert client.get(f"/tickets/{second.pk}").json()["merged_into"] == first.pk
    assert len(client.get(f"/tickets/{first.pk}/messages").json()["results"]) == 3
    undoing = client.post(f"/operations/{told['id']}/undo", {"tickets": [third.pk], "start": True}).json()
    finish(undoing["id"])
    assert client.get(f"/tickets/{third.pk}").json()["merged_into"] is None
    assert client.get(f"/operations/{told['id']}").json()["state"] == "partly_undone"


def test_split_names_the_version(ticket, by, rob, api, ann, tag):
    """D6: split over REST, on the version that was looked at."""
    second = reply(ticket, by=by(rob), body="My VPN drops.")
    client = api(ann)
    body = {"title": "VPN", "messages": [second.pk]}
    assert client.post(f"/tickets/{ticket.pk}/split", body).status_code == 428
    made = client.post(f"/tickets/{ticket.pk}/split", body, if_match=tag(ticket))
    assert (made.status_code, made.json()["kind"], made.json()["state"]) == (201, "split", "done")
    second.refresh_from_db()
    assert second.ticket.title == "VPN"


def test_converted_with_what_is_known(resolved, api, ann):
    """T-54: without words of one's own the draft has symptom, cause and resolution."""
    TicketTypeFactory(key="defect")
    made = api(ann).post(f"/tickets/{resolved.pk}/conversion", {"type": "defect"})
    assert made.status_code == 201
    new = Ticket.objects.latest("pk")
    assert "**Resolution**" in new.messages.get().body


@pytest.mark.parametrize("who", ["rob", "sue"])
def test_for_a_requester_none_of_it_exists(who, request, ticket, api):
    client = api(request.getfixturevalue(who))
    assert client.get("/operations").status_code == 404
    for address in ("/operations", f"/tickets/{ticket.pk}/merge", f"/tickets/{ticket.pk}/conversion"):
        assert client.post(address, {"verb": "note", "tickets": [ticket.pk]}).status_code == 404
