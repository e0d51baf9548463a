"""Incidents as evidence, over REST."""

import pytest

from incidents.response.actions.revise import revise
from supportdesk.events import relay

pytestmark = pytest.mark.django_db


def test_downtime_and_tickets_of_its_incidents_are_those_of_the_rows(api, sam, problem, declared, joined):
    """PRB-04, PRB-01: linked by number, each figure the sum of what stands behind it."""
    joined(declared, 2)
    client, path = api(sam), f"/problems/{problem.pk}"
    refused = client.post(f"{path}/evidence", {"incidents": ["INC-999999"]})
    assert refused.json()["errors"][0]["pointer"] == "/incidents/0"
    told = client.post(f"{path}/evidence", {"incidents": [declared.reference]}).json()
    assert told["incidents"] == [declared.pk]
    rows = client.get(f"{path}/impact").json()
    assert rows["tickets"] == len(rows["rows"]) == 7
    assert rows["downtime"] == sum(one["minutes"] for one in rows["outages"]) == 30
    assert client.get(f"/incidents/{declared.pk}/problems").json()["results"][0]["id"] == problem.pk
    assert client.delete(f"{path}/incidents/{declared.pk}").status_code == 204
    assert client.get(path).json()["incidents"] == []
    assert client.post(f"{path}/evidence", {}).status_code == 422


def test_an_incident_that_is_back_reopens_its_problem(
    api, sam, ian, by, problem, advance, deployed_ago, suspected, lead
):
    """PRB-09: recurrence is 1, the problem is open again and the incident is its evidence."""
    deployed_ago(advance(problem, "verify"), 20)
    incident = lead(suspected(), "investigating")
    revise(incident, by=by(ian), seen=incident.version, cause="cert")
    relay.drain("people")
    told = api(sam).get(f"/problems/{problem.pk}").json()
    assert (told["recurrences"], told["state"], told["incidents"]) == (1, "investigating", [incident.pk])
