"""Escalations as a program at the other end sees them: every act, by the same rules as the page."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.fixture
def begun(api, ann, owned, matrix):
    """Ann's draft, over REST."""
    made = api(ann).post(
        f"/tickets/{owned.pk}/escalations", {"target": "engineering", "issue": "defect", "trigger": "unknown"}
    )
    assert made.status_code == 201
    return f"/escalations/{made.json()['id']}"


def test_what_the_ticket_knows_is_there_with_its_source(api, ann, begun, owned):
    """ESC-20: a packet built from a triaged ticket has what is known already, each field with its source."""
    packet = api(ann).get(f"{begun}/packet").json()
    assert packet["fields"]["P-21"] == {"parts": {"severity": "P3"}, "source": "the ticket"}
    assert packet["fields"]["P-08"]["parts"]["identifiers"] == f"account {owned.organisation_id}"
    assert packet["fields"]["P-25"] == {"parts": {"related": "none found"}, "source": "the ticket's links"}
    assert packet["fields"]["P-28"]["source"] == "the matrix"
    assert {"P-08", "P-09", "P-20", "P-25", "P-28", "P-30", "P-31"} <= set(packet["fields"])
    written = {"fields": {"P-25": {"related": "T-17, the same week"}}}
    api(ann).patch(f"{begun}/packet", written)
    built = api(ann).post(f"{begun}/packet/build", {}).json()
    assert built["fields"]["P-25"]["parts"] == {"related": "T-17, the same week"}


def test_below_its_threshold_it_does_not_go(api, ann, begun, sound):
    """ESC-02: a mandatory field left empty: refused, and the field named; nothing is half done."""
    everything = {"fields": sound}
    assert api(ann).patch(f"{begun}/packet", everything).json()["percent"] == 100
    api(ann).patch(f"{begun}/packet", {"fields": {"P-11": {"error": "", "code": ""}}})
    refused = api(ann).post(f"{begun}/submission", {})
    assert refused.status_code == 422
    assert "P-11 Error text and code" in refused.json()["detail"]
    assert api(ann).get(begun).json()["state"] == "draft"
    api(ann).patch(f"{begun}/packet", {"fields": {"P-11": sound["P-11"]}})
    assert api(ann).post(f"{begun}/submission", {}).json()["state"] == "submitted"


def test_two_escalations_of_one_ticket_keep_their_own(api, ann, begun, owned, erin, sound):
    """ESC-01: two on one ticket: each keeps its own state, timers and outcome."""
    api(ann).patch(f"{begun}/packet", {"fields": sound})
    api(ann).post(f"{begun}/submission", {})
    api(ann).post(f"/tickets/{owned.pk}/escalations", {"target": "engineering", "issue": "data", "trigger": "repeated"})
    second, first = api(ann).get(f"/tickets/{owned.pk}/escalations").json()["results"]
    assert (first["state"], second["state"]) == ("submitted", "draft")
    api(ann).post(f"/escalations/{second['id']}/withdrawal", {"words": "One is enough."})
    first, second = (api(ann).get(f"/escalations/{one['id']}").json() for one in (first, second))
    assert (first["state"], first["outcome"]) == ("submitted", None)
    assert (second["state"], second["outcome"]) == ("closed", "withdrawn")
    running = [one["state"] for one in api(ann).get(f"/escalations/{first['id']}/course").json()["clocks"]]
    assert running == ["running"] * 4
    assert api(ann).get(f"/escalations/{second['id']}/course").json()["clocks"] == []


def test_returned_with_two_questions_and_answered(api, ann, begun, erin, sound):
    """ESC-05: a return with two questions; the analyst answers both; the same escalation goes back, round 2."""
    api(ann).patch(f"{begun}/packet", {"fields": sound})
    api(ann).post(f"{begun}/submission", {})
    items = [
        {"field": "P-04", "reason": "not_reproducible", "question": "Which card?"},
        {"field": "P-20", "reason": "more_scope", "question": "Only the EU?"},
    ]
    returned = api(erin).post(f"{begun}/return", {"reason": "missing_evidence", "items": items}).json()
    assert (returned["state"], returned["rounds"]) == ("returned", 2)
    (one,) = api(ann).get(f"{begun}/course").json()["returns"]
    assert [(item["field"], item["reason"]) for item in one["items"]] == [
        ("P-04", "not_reproducible"),
        ("P-20", "more_scope"),
    ]
    first, second = (str(item["id"]) for item in one["items"])
    assert api(ann).post(f"{begun}/answers", {"answers": {first: "A debit card."}}).status_code == 422
    again = api(ann).post(f"{begun}/answers", {"answers": {first: "A debit card.", second: "Yes."}}).json()
    assert (again["id"], again["state"], again["rounds"]) == (returned["id"], "submitted", 2)


def test_outsiders_find_nothing(api, begun, rob, sue, ada):
    for person in (rob, sue):
        assert api(person).get(begun).status_code == 404
        assert api(person).get("/escalations").status_code == 404
    assert api(ada).get(begun).status_code == 200
    assert api(ada).post(f"{begun}/withdrawal", {"words": "No."}).status_code == 403
