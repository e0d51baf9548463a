import pytest

pytestmark = pytest.mark.django_db


@pytest.fixture
def begun(api, ann, owned, playbook):
    """The address of Ann's run on Rob's ticket."""
    made = api(ann).post(f"/tickets/{owned.pk}/playbooks", {"playbook": playbook().pk})
    assert made.status_code == 201
    return made["Location"].removeprefix("/api/v1")


def test_a_second_analyst_reads_which_steps_are_done(api, begun, ann, sam):
    """T-16: over REST, by whom and with what result."""
    client = api(ann)
    client.post(f"{begun}/steps", {"step": 1, "seen": 0, "outcome": "done"})
    client.post(f"{begun}/steps", {"step": 3, "seen": 1, "outcome": "failed", "words": "It does not start."})
    run = api(sam).get(begun).json()
    assert run["results"] == 2
    done = {one["number"]: one["result"] for one in run["steps"] if one["result"]}
    assert {number: (one["outcome"], one["by"]["name"]) for number, one in done.items()} == {
        1: ("done", "Ann"),
        3: ("failed", "Ann"),
    }
    assert [one["number"] for one in run["steps"] if one["next"]] == [2, 4, 5]


def test_who_has_not_read_what_a_colleague_did_is_told(api, begun, ann, sam):
    api(ann).post(f"{begun}/steps", {"step": 1, "seen": 0, "outcome": "done"})
    assert api(sam).post(f"{begun}/steps", {"step": 2, "seen": 0, "outcome": "done"}).status_code == 412


def test_it_ends_with_words(api, begun, ann, owned):
    client = api(ann)
    assert client.post(f"{begun}/end", {"outcome": "escalate"}).status_code == 422
    ended = client.post(f"{begun}/end", {"outcome": "escalate", "words": "All failed."}).json()
    assert (ended["outcome"], ended["ended_by"]["name"]) == ("escalate", "Ann")
    (one,) = client.get(f"/tickets/{owned.pk}/playbooks").json()["results"]
    assert one["words"] == "All failed."


def test_a_requester_reads_none(api, begun, rob, owned):
    assert api(rob).get(begun).status_code == 404
    assert api(rob).get(f"/tickets/{owned.pk}/playbooks").status_code == 404
