import pytest

from tickets.desk.actions.transfer import transfer

pytestmark = pytest.mark.django_db


def test_rules_over_rest_from_first_to_last(api, mona, billing, invoices, opened, work):
    """T-22: made, read, tried, replaced and ended by a client."""
    client = api(mona)
    asked = {"queue": "billing", "conditions": {"component": ["invoices"]}, "position": 10}
    opened(component=invoices)
    tried = client.post("/routing/preview", asked).json()
    assert (tried["looked_at"], tried["would_move"]) == (1, 1)
    made = client.post("/routing/rules", asked)
    assert made.status_code == 201
    assert made.json()["words"] == "the component is Invoices"
    ticket = opened(component=invoices)
    work()
    (decision,) = client.get(f"/tickets/{ticket.pk}/routing").json()["results"]
    assert (decision["rule"], decision["rule_version"], decision["queue"]["name"]) == (1, 1, "Billing")
    assert client.post("/routing/rules/1", asked | {"position": 5}).json()["version"] == 2
    assert [rule["version"] for rule in client.get("/routing/rules").json()["results"]] == [2]
    assert client.delete("/routing/rules/1").status_code == 204
    assert client.get("/routing/rules").json()["results"] == []


def test_who_gets_it_over_rest(api, mona, pia, billing, invoices, to_billing, opened, work):
    """D8: strategy, skill, availability and the explanation."""
    client = api(mona)
    assert client.post(f"/queues/{billing.pk}/strategy", {"strategy": "skills"}).json()["strategy"] == "skills"
    assert client.get("/routing/strategies").json()["results"][0] == {
        "queue": {"id": billing.pk, "name": "Billing"}, "strategy": "skills",
    }  # fmt: skip
    skill = client.post("/routing/skills", {"name": "Dunning", "people": [pia.pk], "components": ["invoices"]}).json()
    assert skill["people"] == [{"id": pia.pk, "name": "Pia"}]
    hours = {"away": False, "starts": "00:00", "ends": "00:00", "days": [], "share": 80}
    assert api(pia).post(f"/people/{pia.pk}/availability", hours).json()["share"] == 80
    ticket = opened(component=invoices)
    work()
    decision = client.get(f"/tickets/{ticket.pk}/routing").json()["results"][-1]
    assert decision["person"]["name"] == "Pia"
    assert decision["candidates"][0]["word"] == "knows Dunning and has the least to do: 0 open at 80 % of a place"
    assert client.delete(f"/routing/skills/{skill['id']}").status_code == 204


def test_the_report_over_rest_names_its_tickets(api, mona, pia, by, to_billing, opened, invoices, work, service_desk):
    ticket = opened(component=invoices)
    work()
    ticket.refresh_from_db()
    transfer(ticket, by=by(pia), seen=ticket.version, queue=service_desk, reason="No invoice.")
    work()
    figures = api(mona).get("/reports/misroutes").json()["results"]
    assert {(one["by"], one["count"], tuple(one["tickets"])) for one in figures} == {
        (by, 1, (ticket.pk,)) for by in ("rule", "queue", "category", "component")
    }


def test_limits_over_rest(api, mona, billing):
    client = api(mona)
    told = client.post("/routing/limits", {"queue": "billing", "most": 8, "mode": "block"}).json()
    assert told == {
        "queue": {"id": billing.pk, "name": "Billing"}, "team": None, "status": "", "most": 8, "mode": "block",
    }  # fmt: skip
    assert client.get("/routing/limits").json()["results"] == [told]
    client.post("/routing/limits", {"queue": "billing", "most": None})
    assert client.get("/routing/limits").json()["results"] == []


def test_faults_are_named(api, mona, billing):
    client = api(mona)
    assert client.post("/routing/rules", {"queue": "billing", "conditions": {}}).status_code == 422
    unknown = client.post("/routing/rules", {"queue": "billing", "conditions": {"colour": ["red"]}})
    assert (unknown.status_code, unknown.json()["errors"][0]["pointer"]) == (400, "/conditions/colour")
    assert client.post("/routing/limits", {"most": 3}).status_code == 400
    assert client.get("/reports/misroutes?since=yesterday").status_code == 400


def test_an_analyst_is_told_whom_to_ask(api, ann, service_desk, invoices):
    asked = {"queue": "service-desk", "conditions": {"component": ["invoices"]}}
    refused = api(ann).post("/routing/rules", asked)
    assert refused.status_code == 409
    assert refused.json()["ask"]["body"]["subject"] == "queue"


def test_a_requester_finds_none_of_it(api, rob, ticket):
    for address in ("/routing/rules", "/routing/limits", "/routing/skills", f"/tickets/{ticket.pk}/routing"):
        assert api(rob).get(address).status_code == 404
