import pytest

pytestmark = pytest.mark.django_db


def test_only_the_set_of_the_audience_is_listed(api, ann, owned, macro):
    """COM-05: over REST as in the picker."""
    macro(name="For Rob")
    macro(name="For the board", audience="executive")
    client = api(ann)
    listed = client.get(f"/tickets/{owned.pk}/macros", {"audience": "executive"}).json()["results"]
    assert [one["name"] for one in listed] == ["For the board"]
    assert [one["name"] for one in client.get(f"/tickets/{owned.pk}/macros").json()["results"]] == ["For Rob"]


def test_it_is_listed_as_it_would_stand_there(api, ann, owned, macro, printing):
    macro(fields={"category": printing.pk})
    macro(name="Lacking", body="{{ticket.component}}")
    first, second = api(ann).get(f"/tickets/{owned.pk}/macros").json()["results"]
    assert (first["missing"], first["body"]) == (["ticket.component"], "")
    assert second["body"] == f"Hello Rob, please try {owned.reference} again."
    assert second["does"] == [{"label": "Category", "value": printing.name}]


def test_it_is_said_and_done_as_a_whole(api, tag, ann, owned, macro):
    """KB-15: over REST, with the version that was looked at."""
    one = macro(fields={"move": "wait_requester", "waiting_reason": "details", "wait_days": 3})
    client, path = api(ann), f"/tickets/{owned.pk}/macros"
    assert client.post(path, {"macro": one.pk}).status_code == 428
    assert client.post(path, {"macro": one.pk}, if_match='"1"').status_code == 412
    done = client.post(path, {"macro": one.pk}, if_match=tag(owned))
    assert done.json()["status"] == "pending_requester"
    figures = client.get(f"/macros/{one.pk}/figures").json()
    assert (figures["uses"], figures["people"], figures["edited"]) == (1, 1, 0)


def test_a_missing_merge_field_is_named(api, tag, ann, owned, macro):
    """KB-15: and nothing is said."""
    one = macro(body="{{ticket.component}} is up.")
    answer = api(ann).post(f"/tickets/{owned.pk}/macros", {"macro": one.pk}, if_match=tag(owned))
    assert answer.status_code == 422
    assert "component" in answer.json()["detail"]
    assert not owned.messages.filter(author=ann).exists()


def test_a_draft_names_the_macro_that_stands_in_it(api, ann, owned, macro):
    one = macro()
    client = api(ann)
    kept = client.post(f"/tickets/{owned.pk}/draft", {"body": "Try", "macro": one.live_id})
    assert kept.json()["macro"] == one.live_id
    assert client.post(f"/tickets/{owned.pk}/draft", {"body": "Try", "macro": 10**9}).status_code == 400


def test_a_requester_uses_none(api, rob, owned, macro):
    one = macro()
    assert api(rob).get(f"/tickets/{owned.pk}/macros").status_code == 404
    assert api(rob).post(f"/tickets/{owned.pk}/macros", {"macro": one.pk}, if_match='"1"').status_code == 404
