"""Drafts, holds, asks, inquiries and watchers over REST: the same actions as in the browser."""

import pytest

from tickets.desk.models import Draft, Message, Watch

pytestmark = pytest.mark.django_db
QUESTIONS = [{"question": "Which floor?", "why": "Each has its own spooler."}, {"question": "Since when?"}]


def test_a_draft_is_kept_read_and_dropped_by_its_writer_alone(api, ann, sam, owned):
    path = f"/tickets/{owned.pk}/draft"
    assert api(ann).get(path).status_code == 404
    assert api(ann).post(path, {"body": "Dear Rob", "tab": "one"}).json()["revision"] == 1
    told = api(ann).post(path, {"body": "Hello", "tab": "two"}).json()
    assert (told["body"], [one["text"] for one in told["others"]]) == ("Hello", ["Dear Rob"])
    assert api(sam).get(path).status_code == 404
    assert api(ann).delete(path).status_code == 204
    assert Draft.objects.get().body == ""


def test_a_message_is_said_at_once_and_what_is_held_waits(api, ann, sam, owned, settings):
    settings.REPLY_HOLD = 20
    client, path = api(ann), f"/tickets/{owned.pk}/outgoing"
    assert client.post(f"/tickets/{owned.pk}/messages", {"body": "At once."}).status_code == 201
    held = client.post(path, {"body": "Later."})
    assert (held.status_code, held.json()["state"]) == (202, "held")
    assert [one["body"] for one in client.get(path).json()["results"]] == ["Later."]
    assert api(sam).get(path).json()["results"] == []
    one = f"{path}/{held.json()['id']}"
    assert api(sam).post(f"{one}/undo").status_code == 404
    assert client.post(f"{one}/undo").json()["state"] == "undone"
    assert client.post(f"{one}/sending").status_code == 409
    again = client.post(path, {"body": "Later."}).json()["id"]
    assert client.post(f"{path}/{again}/sending").json()["state"] == "sent"
    assert Message.objects.filter(body="Later.").count() == 1


def test_the_guard_answers_422_with_a_pointer_and_every_finding(api, ann, owned):
    """SEC-16: over REST too; a warning goes through once its code is confirmed, a block never."""
    client = api(ann)
    refused = client.post(f"/tickets/{owned.pk}/messages", {"body": "please send your password"})
    problem = refused.json()
    assert (refused.status_code, problem["code"], problem["errors"][0]["pointer"]) == (422, "guarded", "/body")
    assert (problem["findings"][0]["code"], problem["findings"][0]["level"]) == ("password_request", "block")
    words = {"body": "The door has password: Room4711"}
    assert client.post(f"/tickets/{owned.pk}/notes", words).status_code == 422
    assert client.post(f"/tickets/{owned.pk}/notes", words | {"confirmed": ["password"]}).status_code == 201


def test_details_are_asked_and_answered_part_by_part(api, ann, rob, sue, owned):
    """T-25: over REST as in the browser."""
    path = f"/tickets/{owned.pk}/asks"
    made = api(ann).post(path, {"body": "Two things:", "questions": QUESTIONS}).json()
    assert (made["state"], [part["question"] for part in made["parts"]]) == ("open", ["Which floor?", "Since when?"])
    one = f"{path}/{made['id']}/answer"
    first = made["parts"][0]["id"]
    assert api(sue).post(one, {"answers": {first: "Mine"}}).status_code == 404
    assert api(ann).post(one, {"answers": {first: "Mine"}}).status_code == 404
    assert api(rob).post(one, {"answers": {"x": "The third."}}).status_code == 400
    told = api(rob).post(one, {"answers": {first: "The third."}}).json()
    assert (told["state"], told["parts"][0]["answer"], told["parts"][1]["answer"]) == ("answered", "The third.", "")
    assert api(rob).get(path).json()["results"][0]["state"] == "answered"
    assert api(rob).post(path, {"questions": QUESTIONS}).status_code == 404


def test_a_colleague_is_asked_and_answers(api, ann, sam, rob, owned):
    """COM-10: over REST as in the browser."""
    path = f"/tickets/{owned.pk}/inquiries"
    asked = {"asked": sam.email, "body": "Is it the fuse?", "needed_by": "2030-01-01T10:00:00Z"}
    made = api(ann).post(path, asked).json()
    assert made["asked"]["name"] == "Sam"
    assert api(ann).post(f"{path}/{made['id']}/answer", {"body": "Yes."}).status_code == 404
    assert api(sam).post(f"{path}/{made['id']}/answer", {"body": "Yes."}).status_code == 201
    assert api(ann).get(path).json()["results"][0]["answered_at"]
    assert api(rob).get(path).status_code == 404


def test_watchers_come_and_go_and_a_requester_never_learns_of_them(api, ann, sam, rob, owned):
    """T-53: the names of watchers exist for the desk only."""
    path = f"/tickets/{owned.pk}/watchers"
    assert api(ann).post(path, {"person": sam.email, "level": "public"}).status_code == 201
    assert api(ann).get(path).json()["results"][0]["person"]["name"] == "Sam"
    assert api(rob).get(path).status_code == 404
    assert b"Sam" not in api(rob).get(f"/tickets/{owned.pk}/events").content
    assert api(ann).delete(f"{path}/{sam.pk}").status_code == 204
    assert api(ann).delete(f"{path}/{sam.pk}").status_code == 404
    assert not Watch.objects.exists()
