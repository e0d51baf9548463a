"""The same over REST: refused with where to ask, asked, answered, used."""

import pytest

from supportdesk.approvals.models import Approval

pytestmark = pytest.mark.django_db
P1 = {"impact": 1, "urgency": 1, "priority": 1}


def test_role_03_from_refused_to_done(api, triaged, joe, tess):
    """ROLE-03: the 409 says what to send where; granted by another, the same call goes through, once."""
    joes, tag = api(joe), f'"{triaged.version}"'
    refused = joes.post(f"/tickets/{triaged.pk}/priority", P1, if_match=tag).json()
    assert (refused["status"], refused["code"], refused["ask"]["role"]) == (409, "needs_approval", "TL or SA")
    assert (refused["ask"]["href"], refused["approval"]) == ("/api/v1/approvals", None)
    asked = joes.post("/approvals", refused["ask"]["body"] | {"reason": "The whole floor."})
    assert asked.status_code == 201
    body = asked.json()
    assert (body["state"], body["words"], body["asked_by"]["name"]) == ("asked", f"Raise T-{triaged.pk} to P1", "Joe")
    assert joes.get(f"/approvals/{body['id']}").json() == body

    own = joes.post(f"/approvals/{body['id']}/decision", {"answer": "grant"})
    assert (own.status_code, own.json()["code"]) == (403, "not_allowed")
    granted = api(tess).post(f"/approvals/{body['id']}/decision", {"answer": "grant", "comment": "Go."})
    assert (granted.json()["state"], granted.json()["decided_by"]["name"]) == ("granted", "Tess")

    assert joes.post(f"/tickets/{triaged.pk}/priority", P1, if_match=tag).status_code == 200
    assert joes.get(f"/approvals/{body['id']}").json()["state"] == "used"


def test_what_waits_for_whom(api, asked, joe, tess, ann):
    assert [one["id"] for one in api(tess).get("/approvals", {"waiting": "me"}).json()["results"]] == [asked.pk]
    for person in (joe, ann):
        assert api(person).get("/approvals", {"waiting": "me"}).json()["results"] == []
    assert [one["id"] for one in api(ann).get("/approvals", {"state": "asked"}).json()["results"]] == [asked.pk]
    assert api(ann).get("/approvals", {"state": "granted"}).json()["results"] == []
    for wrong in ({"state": "asking"}, {"waiting": "you"}, {"whose": "mine"}):
        assert api(ann).get("/approvals", wrong).status_code == 400


def test_refused_and_withdrawn(api, asked, joe, sam, state):
    lacking = api(sam).post(f"/approvals/{asked.pk}/decision", {"answer": "refuse"})
    assert (lacking.status_code, lacking.json()["errors"][0]["pointer"]) == (422, "/comment")
    assert api(sam).post(f"/approvals/{asked.pk}/withdrawal", {}).status_code == 403
    assert api(joe).post(f"/approvals/{asked.pk}/withdrawal", {}).json()["state"] == "withdrawn"
    late = api(sam).post(f"/approvals/{asked.pk}/decision", {"answer": "grant"})
    assert (late.status_code, late.json()["code"]) == (409, "wrong_state")


@pytest.mark.parametrize("who", ["rob", "sue"])
def test_for_requesters_there_are_none(who, request, api, asked, triaged):
    client = api(request.getfixturevalue(who))
    assert client.get("/approvals").json()["results"] == []
    assert client.get(f"/approvals/{asked.pk}").status_code == 404
    assert client.post(f"/approvals/{asked.pk}/decision", {"answer": "grant"}).status_code == 404
    body = {"action": "set_high", "subject": "ticket", "subject_id": triaged.pk, "reason": "x"}
    assert client.post("/approvals", body).status_code == 404
    assert Approval.objects.count() == 1
