import pytest

from kb.macros.models import Macro

pytestmark = pytest.mark.django_db


def test_a_proposal_goes_through_approval_to_a_version(api, joe, tess, worded):
    """KB-15: over REST as in the browser."""
    client = api(joe)
    made = client.post("/macro-proposals", {"content": worded(), "reason": "New."})
    assert made.status_code == 201
    proposal = made.json()
    refused = client.post(f"/macro-proposals/{proposal['id']}/publication", {})
    assert refused.status_code == 409
    waits = refused.json()["approval"]
    assert api(tess).post(f"/approvals/{waits}/decision", {"answer": "grant"}).status_code == 200
    published = client.post(f"/macro-proposals/{proposal['id']}/publication", {})
    assert published.json()["became"] == 1
    macro = client.get(f"/macros/{published.json()['macro']}").json()
    assert macro["merge_fields"] == ["requester.forename", "ticket.reference"]
    (version,) = client.get(f"/macros/{macro['id']}/versions").json()["results"]
    assert version["approved_by"]["name"] == "Tess"


def test_a_change_of_a_proposal_names_its_version(api, ann, worded):
    client = api(ann)
    address = client.post("/macro-proposals", {"content": worded(), "reason": "New."})["Location"].removeprefix(
        "/api/v1"
    )
    body = {"content": worded(body="Shorter."), "reason": "Tone."}
    assert client.patch(address, body).status_code == 428
    assert client.patch(address, body, if_match='"9"').status_code == 412
    assert client.patch(address, body, if_match='"1"').json()["version"] == 2
    assert client.delete(address).status_code == 204
    assert client.get(address).json()["state"] == "withdrawn"


def test_what_is_not_in_order_is_refused_by_its_pointer(api, tess, worded):
    answer = api(tess).post("/macro-proposals", {"content": worded(body="{{nobody}}"), "reason": "New."})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/body"


def test_the_list_is_filtered(api, sam, macro):
    macro(name="For the board", audience="executive")
    macro(name="For Rob")
    client = api(sam)
    assert [one["name"] for one in client.get("/macros", {"audience": "executive"}).json()["results"]] == [
        "For the board"
    ]
    assert len(client.get("/macros").json()["results"]) == 2


def test_retired_over_rest(api, tess, macro):
    one = macro()
    assert api(tess).post(f"/macros/{one.pk}/retirement", {"reason": "Over."}).json()["retired_at"]
    assert not Macro.objects.filter(retired_at=None).exists()


def test_a_requester_finds_none_of_it(api, rob, macro):
    one = macro()
    for path in ("/macros", f"/macros/{one.pk}", "/macro-proposals", f"/macros/{one.pk}/versions"):
        assert api(rob).get(path).status_code == 404
