import pytest

pytestmark = pytest.mark.django_db


def keys(answer):
    return {one["command"]: one["keys"] for one in answer.json()["results"]}


def test_another_key_and_back(api, ann):
    client = api(ann)
    assert keys(client.get("/me/keys"))["reply"] == "r"
    assert keys(client.send("PUT", "/me/keys/reply", {"keys": "w"}))["reply"] == "w"
    refused = client.send("PUT", "/me/keys/reply", {"keys": "j"})
    assert refused.status_code == 422
    assert "is taken: Next in the list" in refused.json()["detail"]
    assert keys(client.delete("/me/keys"))["reply"] == "r"


def test_a_requester_has_the_keys_of_the_portal_alone(api, rob):
    assert "reply" not in keys(api(rob).get("/me/keys"))
