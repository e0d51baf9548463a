"""Each change of a ticket over REST says the same action as the browser, and each refusal has its number."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import QueueFactory
from tickets.desk.actions.moves import move
from tickets.desk.actions.offer import offer
from tickets.desk.actions.resolve import resolve
from tickets.desk.models import Ticket

pytestmark = pytest.mark.django_db


@pytest.fixture
def resolved(owned, by, ann, resolution):
    resolve(owned, by=by(ann), seen=owned.version, **resolution)
    return owned


def test_a_day_of_a_ticket(api, ann, sam, rob, letter, printing, resolution, told):
    """Opened, triaged, taken, answered, resolved and confirmed: over REST alone."""
    desk, customer = api(ann), api(rob)
    opened = desk.post("/tickets", letter | {"requester": rob.pk, "category": "printing"})
    path, tag = f"/tickets/{opened.json()['id']}", opened["ETag"]
    for noun, body, status in (
        ("triage", {"impact": 2, "urgency": 2}, "triaged"),
        ("assignment", {"owner": "me"}, "triaged"),
        ("moves", {"action": "start"}, "in_progress"),
        ("priority", {"impact": 3, "urgency": 3, "rationale": ""}, "in_progress"),
        ("resolution", resolution, "resolved"),
    ):
        answer = desk.post(f"{path}/{noun}", body, If_Match=tag)
        assert answer.status_code == 200, (noun, answer.content)
        assert answer.json()["status"] == status
        tag = answer["ETag"]
    confirmed = customer.post(f"{path}/confirmation")
    assert (confirmed.status_code, confirmed.json()["status"]) == (200, "closed")
    ticket = Ticket.objects.get(pk=opened.json()["id"])
    assert told(ticket)[-1] == "ticket.confirmed"
    assert (ticket.owner, ticket.priority) == (ann, 4)


def test_closing_a_new_ticket_names_what_is_permitted(api, max, ticket, tag):
    """T-12: a direct move from new to closed is refused with the permitted next states."""
    for noun, body in (("closure", {"reason": "Done."}), ("moves", {"action": "close"})):
        answer = api(max).post(f"/tickets/{ticket.pk}/{noun}", body, If_Match=tag(ticket))
        problem = answer.json()
        assert (answer.status_code, problem["code"]) == (409, "wrong_state")
        assert problem["permitted"] == ["triage", "cancel"]
        assert "Triaged, Cancelled" in problem["detail"]


def test_a_gate_names_what_is_missing(api, ann, owned, tag, resolution):
    """T-28: resolving without the record is a 422 that points at each part."""
    del resolution["steps"], resolution["advice"]
    answer = api(ann).post(f"/tickets/{owned.pk}/resolution", resolution, If_Match=tag(owned))
    assert answer.status_code == 422
    assert [(error["pointer"], error["code"]) for error in answer.json()["errors"]] == [
        ("/steps", "required"),
        ("/advice", "required"),
    ]
    owned.refresh_from_db()
    assert owned.status == "triaged"


def test_what_needs_an_approval_says_whom_to_ask(api, joe, ticket, tag, printing):
    answer = api(joe).post(
        f"/tickets/{ticket.pk}/triage", {"impact": 1, "urgency": 1, "category": "printing"}, If_Match=tag(ticket)
    )
    assert (answer.status_code, answer.json()["code"]) == (409, "needs_approval")
    body = {"action": "set_high", "subject": "ticket", "subject_id": ticket.pk, "arguments": {"priority": 1}}
    asked = {"action": "set_high", "role": "TL or SA", "href": "/api/v1/approvals", "body": body}
    assert answer.json()["ask"] == asked


def test_another_priority_than_proposed_needs_a_reason(api, sam, ticket, tag, printing):
    """T-05: 422 at the rationale."""
    body = {"impact": 3, "urgency": 3, "priority": 3, "category": "printing"}
    answer = api(sam).post(f"/tickets/{ticket.pk}/triage", body, If_Match=tag(ticket))
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/rationale")


def test_a_wait_names_reason_and_end(api, ann, owned, tag):
    path = f"/tickets/{owned.pk}/moves"
    bare = api(ann).post(path, {"action": "wait_requester"}, If_Match=tag(owned))
    assert [error["pointer"] for error in bare.json()["errors"]] == ["/waiting_reason", "/until"]
    until = (timezone.now() + timedelta(days=2)).isoformat()
    body = {"action": "wait_requester", "waiting_reason": "details", "until": until}
    answer = api(ann).post(path, body, If_Match=tag(owned))
    assert (answer.status_code, answer.json()["status"]) == (200, "pending_requester")


def test_a_paused_clock_reads_paused_without_a_countdown(api, ann, by, owned):
    """SLA-12: paused, with its reason, and no time left to look at."""
    until = timezone.now() + timedelta(days=2)
    waiting = {"action": "wait_requester", "waiting_reason": "details", "until": until}
    move(owned, by=by(ann), seen=owned.version, **waiting)
    [row] = api(ann).get("/tickets").json()["results"]
    clock = next(one for one in row["clocks"] if one["goal"] == "resolution")
    assert (clock["state"], clock["held_reason"]) == ("paused", "details")
    assert (clock["left_seconds"], clock["due_at"]) == (None, None)


def test_a_hand_over_is_offered_and_accepted_or_declined(api, ann, sam, owned, tag):
    """T-21."""
    offered = {"offer": sam.pk, "reason": "Network knowledge."}
    answer = api(ann).post(f"/tickets/{owned.pk}/assignment", offered, If_Match=tag(owned))
    assert (answer.json()["owner"]["name"], answer.json()["offered_to"]["name"]) == ("Ann", "Sam")
    declined = api(sam).post(f"/tickets/{owned.pk}/decline", {"reason": "No time."})
    assert declined.json()["offered_to"] is None
    assert api(sam).post(f"/tickets/{owned.pk}/acceptance").json()["code"] == "wrong_state"
    api(ann).post(f"/tickets/{owned.pk}/assignment", offered, If_Match=tag(owned))
    accepted = api(sam).post(f"/tickets/{owned.pk}/acceptance")
    assert (accepted.status_code, accepted.json()["owner"]["name"]) == (200, "Sam")


@pytest.mark.parametrize("body", [{}, {"owner": 1, "offer": 1}, {"owner": 2**63}, {"owner": "nobody@example.org"}])
def test_an_assignment_names_one_person_who_is_there(api, ann, ticket, tag, body):
    answer = api(ann).post(f"/tickets/{ticket.pk}/assignment", body, If_Match=tag(ticket))
    assert answer.status_code == 400


def test_an_owner_can_be_taken_away(api, ann, owned, tag):
    answer = api(ann).post(f"/tickets/{owned.pk}/assignment", {"owner": None}, If_Match=tag(owned))
    assert (answer.status_code, answer.json()["owner"]) == (200, None)


def test_a_requester_owns_nothing(api, ann, rob, ticket, tag):
    answer = api(ann).post(f"/tickets/{ticket.pk}/assignment", {"owner": rob.pk}, If_Match=tag(ticket))
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/owner")


def test_to_another_queue(api, ann, ticket, tag, network):
    answer = api(ann).post(f"/tickets/{ticket.pk}/queue", {"queue": "network", "reason": "DNS."}, If_Match=tag(ticket))
    assert (answer.status_code, answer.json()["queue"]["key"]) == (200, "network")
    QueueFactory(key="retired", retired_at="2026-01-01T00:00Z")
    gone = api(ann).post(f"/tickets/{ticket.pk}/queue", {"queue": "retired", "reason": "?"}, If_Match=tag(ticket))
    assert (gone.status_code, gone.json()["errors"][0]["code"]) == (400, "does_not_exist")


def test_a_requester_confirms_reopens_and_cancels(api, rob, resolved, ticket, tag):
    client = api(rob)
    reopened = client.post(f"/tickets/{resolved.pk}/reopening", {"reason": "not_fixed", "body": "Still red."})
    assert (reopened.status_code, reopened.json()["reopen_count"]) == (200, 1)
    cancelled = client.post(f"/tickets/{resolved.pk}/cancellation", {"reason": "withdrawn"}, If_Match=tag(resolved))
    assert (cancelled.status_code, cancelled.json()["status"]) == (200, "cancelled")


def test_a_closure_without_the_requesters_word_needs_the_right(api, ann, max, resolved, tag):
    path = f"/tickets/{resolved.pk}/closure"
    early = api(ann).post(path, {"reason": "Looks done."}, If_Match=tag(resolved))
    assert (early.status_code, early.json()["errors"][0]["pointer"]) == (422, "/confirmation")
    answer = api(max).post(path, {"reason": "Agreed on the phone."}, If_Match=tag(resolved))
    assert (answer.status_code, answer.json()["status"]) == (200, "closed")


@pytest.mark.parametrize(
    "noun", ["triage", "priority", "moves", "assignment", "queue", "resolution", "closure", "cancellation"]
)
def test_a_change_of_fields_wants_the_version(api, ann, sam, by, owned, noun, resolution):
    """T-59: 428 without, 412 with an older one; nothing happens either way."""
    body = {
        "triage": {"impact": 1, "urgency": 1},
        "priority": {"impact": 3, "urgency": 3},
        "moves": {"action": "start"},
        "assignment": {"owner": sam.pk},
        "queue": {"queue": owned.queue_id, "reason": "?"},
        "resolution": resolution,
        "closure": {"reason": "?"},
        "cancellation": {"reason": "spam"},
    }[noun]
    before = Ticket.objects.values().get(pk=owned.pk)
    bare = api(ann).post(f"/tickets/{owned.pk}/{noun}", body)
    stale = api(ann).post(f"/tickets/{owned.pk}/{noun}", body, If_Match='"1"')
    assert (bare.status_code, bare.json()["code"]) == (428, "precondition_required")
    assert (stale.status_code, stale.json()["code"]) == (412, "conflict")
    assert {change["field"] for change in stale.json()["changes"]} >= {"status", "owner"}
    assert Ticket.objects.values().get(pk=owned.pk) == before


def test_what_changed_is_told_a_requester_as_far_as_it_is_public(api, rob, owned):
    answer = api(rob).post(f"/tickets/{owned.pk}/cancellation", {"reason": "withdrawn"}, If_Match='"1"')
    assert (answer.status_code, {change["field"] for change in answer.json()["changes"]}) == (412, {"status"})


@pytest.mark.parametrize(
    "noun", ["triage", "assignment", "moves", "queue", "resolution", "notes", "identifiers", "links"]
)
def test_a_requester_does_none_of_the_desks_work(api, rob, ticket, tag, noun, service_desk, resolution):
    """ROLE-01: what the page withholds the API refuses too."""
    body = {
        "triage": {"impact": 1, "urgency": 1},
        "assignment": {"owner": "me"},
        "moves": {"action": "start"},
        "queue": {"queue": "service-desk", "reason": "?"},
        "resolution": resolution,
        "notes": {"body": "?"},
        "identifiers": {"kind": "trace", "value": "a"},
        "links": {"kind": "bug", "reference": "B-1"},
    }[noun]
    before = Ticket.objects.values().get(pk=ticket.pk)
    answer = api(rob).post(f"/tickets/{ticket.pk}/{noun}", body, If_Match=tag(ticket))
    assert answer.status_code in (400, 403), answer.content
    assert Ticket.objects.values().get(pk=ticket.pk) == before


def test_the_next_ticket_of_a_queue(api, ann, joe, rob, opened, service_desk):
    """T-18: the most urgent that nobody owns; then there is none."""
    first = opened()
    answer = api(ann).post(f"/queues/{service_desk.pk}/next")
    assert (answer.status_code, answer.json()["id"], answer.json()["owner"]["name"]) == (200, first.pk, "Ann")
    empty = api(joe).post(f"/queues/{service_desk.pk}/next")
    assert (empty.status_code, empty.json()["code"]) == (409, "wrong_state")
    assert api(rob).post(f"/queues/{service_desk.pk}/next").status_code == 404


def test_an_offer_to_oneself_is_found_in_the_state(api, ann, sam, by, owned):
    offer(owned, by=by(ann), seen=owned.version, to=sam, reason="Please.")
    assert api(ann).post(f"/tickets/{owned.pk}/acceptance").json()["code"] == "not_allowed"


def test_what_was_done_is_read_by_both_sides_each_their_part(api, resolved, ann, rob, sue, ticket):
    """COM-16: over REST a requester reads what the portal shows of a solution, and no more."""
    path = f"/tickets/{resolved.pk}/resolution"
    public = {"happened", "steps", "advice", "prevention", "at", "reopen_until"}
    theirs = api(rob).get(path).json()
    assert set(theirs) == public
    assert theirs["advice"] == "Print again."
    assert api(ann).get(path).json()["root_cause"] == "Certificate not renewed"
    assert api(sue).get(path).status_code == 404


def test_nothing_is_read_where_nothing_was_solved(api, owned, ann):
    assert api(ann).get(f"/tickets/{owned.pk}/resolution").status_code == 404


def test_rejecting_a_solution_says_what_is_still_wrong(api, resolved, rob):
    refused = api(rob).post(f"/tickets/{resolved.pk}/reopening", {"reason": "not_fixed"})
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/body")
    resolved.refresh_from_db()
    assert resolved.status == "resolved"
