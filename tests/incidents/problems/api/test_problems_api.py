"""Problems over REST, from tickets to the fix that holds."""

import pytest

from incidents.problems.models import Problem
from supportdesk.events import relay
from tests.incidents.problems.conftest import LATER

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    def of(told):
        return {"If_Match": f'"{told["version"]}"'}

    return of


def test_five_tickets_become_a_problem_that_totals_their_impact(api, ann, five):
    """PRB-01: each is evidence, and the numbers are those of the five."""
    words = {"title": "The spooler stops", "tickets": [ticket.reference for ticket in five]}
    made = api(ann).post("/problems", words)
    told = made.json()
    assert made.status_code == 201
    assert told["evidence"] == [ticket.pk for ticket in five]
    assert (told["impact"]["tickets"], told["impact"]["customers"]) == (5, 1)
    assert (told["state"], told["birth"], told["component"]["name"]) == ("candidate", "tickets", "Spooler")
    history = api(ann).get(f"/tickets/{five[0].pk}/events").json()["results"]
    assert "ticket.problem_linked" in {event["kind"] for event in history}


def test_every_number_is_that_of_its_rows(api, sam, problem, sue, failing):
    """PRB-04."""
    extra = failing(who=sue)
    api(sam).post(f"/problems/{problem.pk}/evidence", {"tickets": [extra.pk]})
    told = api(sam).get(f"/problems/{problem.pk}/impact").json()
    assert told["tickets"] == len(told["rows"]) == 6
    assert told["customers"] == len({row["customer"] for row in told["rows"]}) == 2
    assert told["minutes"] == sum(row["minutes"] for row in told["rows"])
    assert sum(told["tiers"].values()) == 6


def test_from_candidate_to_closed(api, sam, erin, problem, version):
    """PRB-06, PRB-07, PRB-08: what it lacks is named, and the instants are there."""
    client, path = api(sam), f"/problems/{problem.pk}"

    def step(told, action, **given):
        return client.post(f"{path}/moves", {"action": action, **given}, **version(told))

    told = step(client.get(path).json(), "accept", owner="me").json()
    told = step(told, "investigate").json()
    refused = step(told, "name_cause", root_cause="A certificate", cause_category="configuration")
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/chain")
    steps = {"steps": [{"statement": "It ran out"}]}
    assert client.post(f"{path}/chain", steps, **version(told)).status_code == 422
    steps["steps"][0]["evidence"] = "Log"
    told = client.post(f"{path}/chain", steps, **version(told)).json()
    assert told["chain"] == [{"position": 1, "statement": "It ran out", "evidence": "Log"}]
    told = step(told, "name_cause", root_cause="A certificate", cause_category="configuration").json()
    plan = {"kind": "bug", "words": "Renew it", "owner": erin.email, "due_on": LATER.isoformat(), "reference": "BUG-7"}
    action = client.post(f"{path}/actions", plan).json()["actions"][0]["id"]
    told = step(told, "plan_fix", fix="By itself").json()
    told = step(told, "deploy").json()
    assert step(told, "close").status_code == 409
    assert step(told, "verify", result="Quiet").json()["errors"][0]["pointer"] == "/actions_done"
    assert api(erin).post(f"{path}/actions/{action}/done", {"outcome": "Shipped"}).status_code == 200
    told = step(told, "verify", result="Quiet").json()
    told = step(told, "close").json()
    assert (told["state"], list(told["instants"])[-1]) == ("closed", "closed")
    assert told["cycle_seconds"] is not None


def test_for_a_requester_a_stranger_and_the_admin_there_are_none(api, rob, sue, olga, ada, problem):
    for person in (rob, sue, olga):
        assert api(person).get("/problems").status_code == 404
        assert api(person).get(f"/problems/{problem.pk}").status_code == 404
    assert api(ada).get(f"/problems/{problem.pk}").status_code == 200
    assert api(ada).post("/problems", {"title": "Mine"}).status_code == 403


def test_a_change_names_the_version_it_was_decided_on(api, sam, problem):
    client, path = api(sam), f"/problems/{problem.pk}"
    assert client.patch(path, {"statement": "Since Monday"}).status_code == 428
    assert client.patch(path, {"statement": "Since Monday"}, If_Match='"1"').status_code == 200
    assert client.patch(path, {"statement": "Since Sunday"}, If_Match='"1"').status_code == 412
    assert client.patch(path, {"title": " "}, If_Match='"2"').json()["errors"][0]["pointer"] == "/title"


def test_a_ticket_is_taken_away_and_both_histories_say_so(api, ann, problem, five, happened, told):
    """T-24: removing the link is in history."""
    client = api(ann)
    assert client.delete(f"/problems/{problem.pk}/evidence/{five[0].pk}").status_code == 204
    assert client.delete(f"/problems/{problem.pk}/evidence/{five[0].pk}").status_code == 404
    assert happened(problem)[-1] == "problem.evidence_removed"
    assert told(five[0])[-1] == "ticket.problem_unlinked"
    assert client.get(f"/problems/{problem.pk}").json()["impact"]["tickets"] == 4


def test_a_restricted_ticket_counts_without_its_text(api, ann, sam, problem, five):
    five[0].restricted = True
    five[0].save()
    told = api(sam).get(f"/problems/{problem.pk}/impact").json()
    assert (told["tickets"], [row["ticket"] for row in told["rows"]].count(None)) == (5, 1)
    assert five[0].pk not in api(sam).get(f"/problems/{problem.pk}").json()["evidence"]


def test_a_ticket_that_is_not_there_makes_nothing(api, ann, five):
    refused = api(ann).post("/problems", {"title": "Half", "tickets": [five[0].pk, 999_999]})
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (400, "/tickets/1")
    assert not Problem.objects.exists()


def test_the_list_is_filtered_and_asked_of_in_few_statements(api, sam, problem, django_assert_max_num_queries):
    with django_assert_max_num_queries(9):
        listed = api(sam).get("/problems", {"tab": "candidates"}).json()["results"]
    assert [one["id"] for one in listed] == [problem.pk]
    assert api(sam).get("/problems", {"tab": "fixed"}).json()["results"] == []


def test_a_fault_that_is_back_reopens_its_problem(api, sam, problem, advance, deployed_ago, failing):
    """PRB-09: twenty days after the fix, within the ninety of the window."""
    deployed_ago(advance(problem, "verify"), 20)
    tickets = [failing(title=f"Again {number}").pk for number in range(3)]
    relay.drain("people")
    told = api(sam).get(f"/problems/{problem.pk}").json()
    assert (told["state"], told["recurrences"], "fix_deployed" in told["instants"]) == ("investigating", 1, False)
    assert set(tickets) <= set(told["evidence"])
    assert "E42" in told["came_back"][0]["why"]
