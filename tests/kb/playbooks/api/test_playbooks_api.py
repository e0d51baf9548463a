import pytest

pytestmark = pytest.mark.django_db


def test_a_tree_goes_from_proposal_to_version(api, sam, laid_out, tree):
    client = api(sam)
    made = client.post("/playbook-proposals", {"content": laid_out(kind="tree", steps=tree), "reason": "New."}).json()
    assert made["content"]["steps"][0]["answers"][0] == {"label": "Yes", "to": 2}
    published = client.post(f"/playbook-proposals/{made['id']}/publication", {}).json()
    one = client.get(f"/playbooks/{published['playbook']}").json()
    assert (one["version"], one["untested"], one["owner"]["name"]) == (1, True, "Sam")


@pytest.mark.parametrize("to", [0, 99999, "done", True, None])
def test_an_answer_leads_to_a_step_or_out(api, sam, laid_out, to):
    """Out of shape it is 400, out of sense 422; never kept."""
    steps = [{"title": "Lit?", "answers": [{"label": "Yes", "to": to}, {"label": "No", "to": "escalate"}]}]
    answer = api(sam).post("/playbook-proposals", {"content": laid_out(kind="tree", steps=steps), "reason": "New."})
    assert answer.status_code == 400


def test_a_tree_without_a_way_out_is_refused_by_its_field(api, sam, laid_out):
    steps = [{"title": "Lit?", "answers": [{"label": "Yes", "to": 1}, {"label": "No", "to": 1}]}]
    answer = api(sam).post("/playbook-proposals", {"content": laid_out(kind="tree", steps=steps), "reason": "New."})
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/steps")


def test_a_test_is_kept_and_read(api, ann, playbook):
    """KB-13: over REST who tried it, when, and whether it held."""
    one = playbook()
    client = api(ann)
    assert client.post(f"/playbooks/{one.pk}/tests", {"held": True, "words": "Fine."}).json()["untested"] is False
    (test,) = client.get(f"/playbooks/{one.pk}/tests").json()["results"]
    assert (test["held"], test["by"]["name"], test["version"]) == (True, "Ann", 1)


def test_changed_withdrawn_and_retired(api, sam, playbook, laid_out):
    one = playbook()
    client = api(sam)
    body = {"playbook": one.pk, "content": laid_out(name="Otherwise"), "reason": "Name."}
    made = client.post("/playbook-proposals", body).json()
    change = {"content": laid_out(name="Once more"), "reason": "Name."}
    address = f"/playbook-proposals/{made['id']}"
    assert client.patch(address, change, if_match='"1"').json()["content"]["name"] == "Once more"
    assert client.delete(address).status_code == 204
    assert client.post(f"/playbooks/{one.pk}/retirement", {"reason": "Old."}).json()["retired_at"]
    assert client.get("/playbooks").json()["results"] == []


def test_a_requester_finds_none_of_it(api, rob, playbook):
    one = playbook()
    for path in ("/playbooks", f"/playbooks/{one.pk}", "/playbook-proposals", f"/playbooks/{one.pk}/tests"):
        assert api(rob).get(path).status_code == 404
