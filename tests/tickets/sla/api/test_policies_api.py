"""Policies over REST: whatever a page does, a client does too."""

import pytest

from supportdesk.approvals.actions.grant import grant
from supportdesk.approvals.models import Approval
from tickets.sla.models import Policy

pytestmark = pytest.mark.django_db
ANSWER = {"goal": "first_response", "amount": 10, "unit": "minutes", "calendar": "around-the-clock"}
SOLUTION = {"goal": "resolution", "amount": 2, "unit": "workdays", "calendar": "business-hours", "pauses": True}


def test_policies_are_listed_in_order_with_what_they_promise(api, ann):
    """SLA-19."""
    found = api(ann).get("/sla-policies").json()["results"]
    assert [one["key"] for one in found] == ["p1", "p2", "p3", "p4", "standard"]
    answer = next(one for one in found[0]["targets"] if one["goal"] == "first_response")
    assert (answer["seconds"], answer["words"]) == (900, "15 minutes, around the clock")


def test_a_preset_is_changed_only_with_the_right_to(api, ann, olga, max, by):
    """SLA-10: proposed by Olga, approved by Max, published with reason and difference; read as version 2."""
    said = {"key": "p1", "targets": [ANSWER, SOLUTION], "reason": "As agreed."}
    assert api(ann).post("/sla-proposals", said).status_code == 403
    client = api(olga)
    made = client.post("/sla-proposals", said)
    assert made.status_code == 201
    proposal = made.json()
    assert {"field": "First response", "was": "15 minutes, around the clock, never pauses",
            "now": "10 minutes, around the clock, never pauses"} in proposal["changes"]  # fmt: skip
    assert proposal["policy"]["targets"][1]["words"] == "2 business days of Business hours = 16 h"
    refused = client.post(f"/sla-proposals/{proposal['id']}/publish", {})
    assert refused.status_code == 409
    assert client.post("/approvals", refused.json()["ask"]["body"] | {"reason": "Please."}).status_code == 201
    grant(Approval.objects.get(), by=by(max), comment="")
    told = client.post(f"/sla-proposals/{proposal['id']}/publish", {}).json()
    assert (told["key"], told["version"], told["run"]) == ("p1", 2, None)
    versions = client.get("/sla-policies/p1/versions").json()["results"]
    assert [(one["version"], one["reason"]) for one in versions] == [(2, "As agreed."), (1, "")]
    assert client.get("/sla-policies/p1").json()["version"] == 2


def test_a_proposal_is_changed_read_and_withdrawn(api, tess):
    client = api(tess)
    made = client.post("/sla-proposals", {"key": "p2", "position": 21}).json()
    assert made["changes"] == [{"field": "Position", "was": "20", "now": "21"}]
    changed = client.patch(f"/sla-proposals/{made['id']}", {"tier": "gold", "reason": "Gold first."}).json()
    assert changed["policy"]["rule"] == "priority 2, tier gold"
    assert changed["version"] == 2
    assert client.patch(f"/sla-proposals/{made['id']}", {"tier": None, "seen": 1}).status_code == 412
    assert [one["id"] for one in client.get("/sla-proposals").json()["results"]] == [made["id"]]
    assert client.post("/sla-proposals", {"key": "p2"}).status_code == 409
    assert client.delete(f"/sla-proposals/{made['id']}").status_code == 204
    assert client.get("/sla-proposals").json()["results"] == []


def test_the_linter_over_rest(api, tess):
    late = {"name": "Late", "priority": 1, "position": 99, "targets": [ANSWER]}
    (found,) = api(tess).post("/sla-lint", late).json()["results"]
    assert found == {
        "code": "shadowed", "field": "position", "grave": True,
        "words": "It would never apply: “P1” always goes before it.",
    }  # fmt: skip
    assert not Policy.objects.filter(name="Late").exists()


def test_an_example_over_rest(api, tess):
    client = api(tess)
    asked = {"priority": 1, "opened_at": "2026-11-20T17:00:00Z"}
    told = client.post("/sla-example", asked).json()
    assert (told["policy"], told["rule"], told["instead_of"]) == ("p1", "priority 1", "standard")
    dues = {one["goal"]: one["due_at"] for one in told["promises"]}
    assert dues["first_response"] == "2026-11-20T17:15:00Z"
    assert dues["next_update"] is None
    made = client.post("/sla-proposals", {"key": "p1", "targets": [ANSWER]}).json()
    other = client.post("/sla-example", asked | {"proposal": made["id"]}).json()
    assert other["words"].startswith("Opened Friday 20 November 17:00: first reply by 17:10, because policy P1")


def test_faults_are_named(api, tess):
    client = api(tess)
    nowhere = client.post("/sla-proposals", {"name": "Odd", "targets": [ANSWER | {"calendar": "moon"}]})
    assert nowhere.status_code == 422
    assert nowhere.json()["detail"] == "There is no calendar “moon”."
    assert client.post("/sla-proposals", {"name": "Odd", "queue": "nowhere"}).status_code == 422
    assert client.post("/sla-proposals", {"name": "Odd", "targets": [ANSWER, ANSWER]}).status_code == 422
    assert client.post("/sla-proposals", {"targets": [ANSWER]}).status_code == 422
    assert client.post("/sla-proposals", {"key": "nobody"}).json()["errors"][0]["pointer"] == "/key"
    unit = client.post("/sla-proposals", {"name": "Odd", "targets": [ANSWER | {"unit": "moons"}]})
    assert (unit.status_code, unit.json()["errors"][0]["pointer"]) == (400, "/targets/0/unit")


def test_a_requester_finds_none_of_it(api, rob):
    for address in ("/sla-policies", "/sla-policies/p1", "/sla-policies/p1/versions", "/sla-proposals"):
        assert api(rob).get(address).status_code == 404


def test_an_example_of_a_year_beyond_all_calendars_is_refused(api, tess):
    answer = api(tess).post("/sla-example", {"priority": 2, "opened_at": "9999-12-31T23:59:00Z"})
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["detail"] == "Choose a year from 2000 to 2100."
