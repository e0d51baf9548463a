"""Tickets over REST: opening, reading, listing and changing fields. Each part ends with Sue."""

from datetime import timedelta

import pytest

from supportdesk import clock
from tests.factories import CategoryFactory, ComponentFactory, TagFactory
from tickets.desk.actions.moves import move
from tickets.desk.api import told as declared
from tickets.desk.models import Ticket

pytestmark = pytest.mark.django_db


def field_of(answer):
    return [error.get("pointer", error.get("parameter")) for error in answer.json()["errors"]]


# Opening


def test_a_client_opens_a_ticket(api, ann, rob, letter, told):
    """T-01: a reference is issued and every core field is set."""
    network = ComponentFactory(key="network")
    TagFactory(name="vip")
    more = {"requester": rob.pk, "component": "network", "impact": 2, "urgency": 1, "tags": ["vip"]}
    more["identifiers"] = [{"kind": "request", "value": "req-77"}]
    answer = api(ann).post("/tickets", letter | more)
    body = answer.json()
    assert answer.status_code == 201, body
    assert answer["Location"] == f"/api/v1/tickets/{body['id']}"
    assert answer["ETag"] == f'"{body["version"]}-{body["last_event"]}"'
    ticket = Ticket.objects.get(pk=body["id"])
    assert body["reference"] == ticket.reference
    assert (ticket.title, ticket.requester, ticket.organisation) == ("VPN drops", rob, rob.organisation)
    assert (ticket.component, ticket.impact, ticket.urgency) == (network, 2, 1)
    assert body["priority_suggested"] == 2
    assert (body["tags"], body["identifiers"][0]["value"]) == (["vip"], "req-77")
    assert ticket.messages.get().body == "Every ten minutes."
    assert told(ticket)[0] == "ticket.opened"


def test_the_channel_is_kept(api, ann, letter):
    """T-02: what a client files is of the channel api, a contact logged by phone of phone; a filter finds each."""
    client = api(ann)
    by_client = client.post("/tickets", letter).json()
    by_phone = client.post("/tickets", letter | {"channel": "phone"}).json()
    assert [one["id"] for one in client.get("/tickets", {"channel": "api"}).json()["results"]] == [by_client["id"]]
    assert [one["id"] for one in client.get("/tickets", {"channel": "phone"}).json()["results"]] == [by_phone["id"]]


def test_its_promises_run_and_say_why(api, ann, letter):
    """SLA-12: state, time left and policy stand on the ticket."""
    clocks = {one["goal"]: one for one in api(ann).post("/tickets", letter).json()["clocks"]}
    assert list(clocks) == ["acknowledge", "first_response", "resolution"]
    assert clocks["resolution"]["state"] == "running"
    assert 0 < clocks["resolution"]["left_seconds"] <= clocks["resolution"]["target_seconds"]
    assert clocks["resolution"]["policy"]["rule"] == "priority 3"


def test_a_requester_opens_one_in_the_own_name(api, rob, incident, service_desk):
    answer = api(rob).post("/tickets", {"title": "No sound", "body": "None at all.", "type": "incident"})
    assert answer.status_code == 201, answer.content
    assert Ticket.objects.get(pk=answer.json()["id"]).requester == rob


@pytest.mark.parametrize("name", ["requester", "queue", "impact", "tags", "priority", "status", "version", "owner"])
def test_a_requester_decides_nothing_else(api, rob, ann, letter, service_desk, name):
    own = {"title": "No sound", "body": "None at all.", "type": "incident", name: 1}
    answer = api(rob).post("/tickets", own)
    assert (answer.status_code, field_of(answer)) == (400, [f"/{name}"])
    assert not Ticket.objects.exists()


@pytest.mark.parametrize("missing", ["title", "body", "type"])
def test_a_missing_field_is_named_and_nothing_is_stored(api, ann, letter, missing):
    """INT-02: 400 names it."""
    del letter[missing]
    answer = api(ann).post("/tickets", letter)
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, "required")
    assert field_of(answer) == [f"/{missing}"]
    assert not Ticket.objects.exists()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("title", "x" * 251),
        ("title", ""),
        ("body", "x" * 100_001),
        ("impact", 4),
        ("channel", "pigeon"),
        ("queue", 2**63),
        ("queue", True),
        ("queue", [1]),
        ("tags", "vip"),
        ("identifiers", [{"kind": "shoe size", "value": "43"}]),
    ],
)
def test_a_value_out_of_shape_is_named(api, ann, letter, name, value):
    answer = api(ann).post("/tickets", letter | {name: value})
    assert answer.status_code == 400
    assert field_of(answer)[0].startswith(f"/{name}")


@pytest.mark.parametrize(
    "name", ["id", "version", "status", "priority", "rank", "organisation", "is_staff", "source_key"]
)
def test_nobody_sets_what_the_desk_reckons(api, ann, letter, name):
    answer = api(ann).post("/tickets", letter | {name: 1})
    assert (answer.status_code, field_of(answer)) == (400, [f"/{name}"])


@pytest.mark.parametrize("name", ["requester", "queue", "type", "category", "component"])
def test_a_foreign_thing_gets_the_answer_of_one_that_is_not_there(api, letter, globex, sue, name):
    """Sue's colleague of the desk serves Globex alone: of Acme's things nothing is known there."""
    from tests.factories import OrganisationFactory, PersonFactory, QueueFactory

    acme = OrganisationFactory(name="Acme")
    theirs = {
        "requester": PersonFactory(name="Rita", organisation=acme).pk,
        "queue": QueueFactory(key="acme-desk", organisation=acme).pk,
        "category": CategoryFactory(key="gone", retired_at="2026-01-01T00:00Z").pk,
    }
    gwen = api(PersonFactory(name="Gwen", organisation=globex, roles=["AN"]))
    foreign = gwen.post("/tickets", letter | {name: theirs.get(name, 987_654)})
    nobody = gwen.post("/tickets", letter | {name: 987_654})
    assert foreign.status_code == nobody.status_code == 400
    assert foreign.json()["errors"] == nobody.json()["errors"]
    assert field_of(foreign) == [f"/{name}"]


def test_an_auditor_opens_nothing(api, ada, letter):
    """ROLE-01: the right is withheld by the API as by the page."""
    answer = api(ada).post("/tickets", letter)
    assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")
    assert not Ticket.objects.exists()


# Reading


def test_the_answer_is_what_the_schema_declares(api, ann, rob, ticket):
    """INT-01: fields told and fields declared are the same."""
    body = api(ann).get(f"/tickets/{ticket.pk}").json()
    assert list(body) == list(declared.Ticket().fields)
    public = api(rob).get(f"/tickets/{ticket.pk}").json()
    assert list(public) == list(declared.PublicTicket().fields)


def test_a_requester_is_told_public_things_only(api, rob, triaged):
    body = api(rob).get(f"/tickets/{triaged.pk}").json()
    assert not {"priority", "owner", "queue", "identifiers", "tags", "priority_rationale", "due_at"} & set(body)
    assert body["clocks"] == []


def test_moves_are_those_of_the_reader(api, rob, ann, ada, ticket):
    assert api(ann).get(f"/tickets/{ticket.pk}").json()["moves"] == ["triage", "cancel"]
    assert api(rob).get(f"/tickets/{ticket.pk}").json()["moves"] == ["cancel"]
    assert api(ada).get(f"/tickets/{ticket.pk}").json()["moves"] == []


def test_a_light_seat_is_not_told_whose_it_is(api, paula, rob, ticket):
    body = api(paula).get(f"/tickets/{ticket.pk}").json()
    assert body["requester"] == {"id": rob.pk, "name": f"Requester {rob.pk}"}


def test_unchanged_is_304_until_something_happens(api, ann, rob, ticket):
    client = api(ann)
    tag = client.get(f"/tickets/{ticket.pk}")["ETag"]
    again = client.get(f"/tickets/{ticket.pk}", If_None_Match=tag)
    assert (again.status_code, again.content) == (304, b"")
    api(rob).post(f"/tickets/{ticket.pk}/messages", {"body": "It is worse now."})
    assert client.get(f"/tickets/{ticket.pk}", If_None_Match=tag).status_code == 200


@pytest.mark.parametrize("pk", ["0", "999999", str(2**63), str(10**30)])
def test_what_is_not_there_is_404(api, ann, pk):
    answer = api(ann).get(f"/tickets/{pk}")
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


def test_reading_takes_four_statements_and_ten_tickets_no_more(api, ann, opened, django_assert_num_queries):
    client = api(ann)
    first = opened()
    client.get(f"/tickets/{first.pk}")
    with django_assert_num_queries(4):
        client.get(f"/tickets/{first.pk}")
    for _ in range(9):
        opened()
    with django_assert_num_queries(4):
        assert len(client.get("/tickets").json()["results"]) == 10


# Changing fields


def test_a_field_changes_with_the_version_seen(api, ann, ticket, tag, latest, told):
    answer = api(ann).patch(f"/tickets/{ticket.pk}", {"title": "Printer burns"}, If_Match=tag(ticket))
    assert answer.status_code == 200, answer.content
    assert (answer.json()["title"], answer.json()["version"]) == ("Printer burns", 2)
    event = latest(ticket)
    assert (event.kind, event.actor_name, event.via) == ("ticket.retitled", "Ann", "api")
    assert event.words["changes"]["title"] == ["Printer on floor 3 is dead", "Printer burns"]


def test_several_fields_are_one_change_or_none(api, ann, ticket, tag, printing):
    client = api(ann)
    both = client.patch(f"/tickets/{ticket.pk}", {"title": "New", "category": "printing"}, If_Match=tag(ticket))
    assert (both.status_code, both.json()["title"], both.json()["category"]["key"]) == (200, "New", "printing")
    half = client.patch(f"/tickets/{ticket.pk}", {"title": "Newer", "category": "nothing"}, If_Match=tag(ticket))
    assert (half.status_code, field_of(half)) == (400, ["/category"])
    ticket.refresh_from_db()
    assert ticket.title == "New"


def test_without_a_version_nothing_changes(api, ann, ticket):
    answer = api(ann).patch(f"/tickets/{ticket.pk}", {"title": "Printer burns"})
    assert (answer.status_code, answer.json()["code"]) == (428, "precondition_required")
    ticket.refresh_from_db()
    assert ticket.title == "Printer on floor 3 is dead"


@pytest.mark.parametrize("given", ["*", "7", 'W/"1"', '"x"', '"1", "2"', '"99999999999999999999"'])
def test_a_version_is_one_strong_tag(api, ann, ticket, given):
    answer = api(ann).patch(f"/tickets/{ticket.pk}", {"title": "Printer burns"}, If_Match=given)
    assert (answer.status_code, answer.json()["errors"][0]["header"]) == (400, "If-Match")


def test_a_stale_edit_is_refused_with_both_values(api, ann, sam, ticket, tag):
    """T-59: two analysts edit one field; the second is shown both versions and what changed."""
    before = tag(ticket)
    api(sam).patch(f"/tickets/{ticket.pk}", {"title": "Printer on fire"}, If_Match=before)
    answer = api(ann).patch(f"/tickets/{ticket.pk}", {"title": "Printer burns"}, If_Match=before)
    body = answer.json()
    assert (answer.status_code, body["code"], body["seen"], body["current"]) == (412, "conflict", 1, 2)
    [change] = body["changes"]
    assert (change["field"], change["was"], change["now"], change["by"]) == (
        "title",
        "Printer on floor 3 is dead",
        "Printer on fire",
        "Sam",
    )
    ticket.refresh_from_db()
    assert ticket.title == "Printer on fire"


@pytest.mark.parametrize("name", ["priority", "status", "owner", "version", "requester", "organisation", "id"])
def test_only_plain_fields_are_changed_this_way(api, ann, ticket, tag, name):
    answer = api(ann).patch(f"/tickets/{ticket.pk}", {name: 1}, If_Match=tag(ticket))
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, "unknown")


def test_a_requester_changes_no_field(api, rob, ticket, tag):
    """ROLE-01: refused by the API as by the page, and nothing happened."""
    answer = api(rob).patch(f"/tickets/{ticket.pk}", {"title": "Urgent!!!"}, If_Match=tag(ticket))
    assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")
    ticket.refresh_from_db()
    assert ticket.version == 1


# Scopes


def test_a_token_for_writing_does_not_list(api, ann, letter):
    """SEC-20: a token scoped to create tickets is refused the list."""
    client = api(ann, scopes=["tickets:write"])
    assert client.post("/tickets", letter).status_code == 201
    for path in ("/tickets", "/search?q=vpn", "/tickets/1"):
        answer = client.get(path)
        assert (answer.status_code, answer.json()["code"]) == (403, "scope"), path


def test_a_token_for_reading_opens_nothing(api, ann, letter):
    answer = api(ann, scopes=["tickets:read"]).post("/tickets", letter)
    assert (answer.status_code, answer.json()["code"]) == (403, "scope")
    assert not Ticket.objects.exists()


# What a requester is told


def test_a_requester_is_told_no_step_of_the_desks_own(api, rob, ann, owned, by):
    """T-13: neither that it was triaged nor for which colleague or vendor it waits; asking by it tells no more."""
    client = api(rob)
    waits = {"action": "wait_vendor", "waiting_reason": "vendor", "waiting_for": "The phone company"}
    move(owned, by=by(ann), seen=owned.version, until=clock.now() + timedelta(days=1), **waits)
    assert api(ann).get(f"/tickets/{owned.pk}").json()["status"] == "pending_vendor"
    for path in (f"/tickets/{owned.pk}", "/tickets", f"/search?q={owned.reference}"):
        text = client.get(path).content.decode()
        assert '"status":"in_progress"' in text.replace(" ", ""), path
        assert "pending" not in text.replace("pending_requester", ""), path
    for status, found in (
        ("waiting", 0),
        ("pending_vendor", 1),
        ("in_progress", 1),
        ("pending_internal", 1),
        ("new", 0),
    ):
        assert len(client.get("/tickets", {"status": status}).json()["results"]) == found, status
    assert api(ann).get("/tickets", {"status": "waiting"}).json()["results"]


def test_a_requester_is_told_of_a_triaged_ticket_that_it_is_received(api, rob, triaged):
    assert api(rob).get(f"/tickets/{triaged.pk}").json()["status"] == "new"
    assert [len(api(rob).get("/tickets", {"status": one}).json()["results"]) for one in ("new", "triaged")] == [1, 1]
