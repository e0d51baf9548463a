import pytest

from tickets.desk import gate

pytestmark = pytest.mark.django_db


def test_a_part_is_there_or_left_out_with_a_reason(api, tag, ann, rob, owned, resolution):
    """COM-07: over REST; when to take it up again is always said."""
    client, path = api(ann), f"/tickets/{owned.pk}/resolution"
    del resolution["prevention"]
    refused = client.post(path, resolution, if_match=tag(owned))
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/prevention")
    done = client.post(path, resolution | {"waived": {"prevention": "A lightning."}}, if_match=tag(owned))
    assert done.json()["status"] == "resolved"
    assert client.get(path).json()["waived"] == {"prevention": "A lightning."}
    theirs = api(rob).get(path).json()
    assert theirs["reopen_until"]
    assert "waived" not in theirs


def test_what_is_no_part_of_it_is_refused(api, tag, ann, owned, resolution):
    body = resolution | {"waived": {"root_cause": "None."}}
    answer = api(ann).post(f"/tickets/{owned.pk}/resolution", body, if_match=tag(owned))
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/waived")
    assert gate.CLOSING == ("happened", "steps", "advice", "prevention")
