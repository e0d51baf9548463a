"""Updates and wording over REST."""

import pytest

from incidents.response.models import Update
from supportdesk.approvals.actions.grant import grant
from supportdesk.approvals.models import Approval

pytestmark = pytest.mark.django_db


def test_wording_goes_out_word_for_word_or_asks(api, by, ian, joe, declared, joined, behind, recorded):
    """INC-08: unchanged, anybody sends it; changed, it asks."""
    tickets = joined(declared, 2)
    commander, junior = api(ian), api(joe)
    said = {"name": "We know", "headline": "{{service}} is down", "body": "Since {{started}}."}
    assert junior.post("/update-wordings", said).status_code == 403
    wording = commander.post("/update-wordings", said).json()
    assert (wording["key"], wording["version"]) == ("we-know", 1)
    second = commander.post(f"/update-wordings/{wording['id']}", said | {"body": "We know of it."}).json()
    assert (second["key"], second["version"]) == ("we-know", 2)
    assert [one["id"] for one in junior.get("/update-wordings").json()["results"]] == [second["id"]]
    at = f"/incidents/{declared.pk}/updates"
    assert junior.post(at, {"audience": "external", "template": wording["id"]}).status_code == 400
    recorded()
    sent = junior.post(at, {"audience": "external", "template": second["id"]})
    assert (sent.status_code, sent.json()["state"], sent.json()["as_approved"]) == (201, "sent", True)
    assert sent.json()["headline"] == "Spooler is down"
    behind()
    whole = junior.get(f"/incident-updates/{sent.json()['id']}").json()
    assert [(one["ticket"], one["outcome"]) for one in whole["deliveries"]] == [
        (tickets[0].pk, "told"),
        (tickets[1].pk, "noted"),
    ]
    kinds = [event.kind for event in recorded()]
    assert (kinds.count("incident.updated"), kinds.count("ticket.incident_updated")) == (1, 2)
    asked = junior.post(at, {"audience": "external", "template": second["id"], "body": "Soon."})
    assert asked.json()["state"] == "waiting"
    one = f"/incident-updates/{asked.json()['id']}"
    assert junior.post(f"{one}/sending").json()["code"] == "needs_approval"
    grant(Approval.objects.get(), by=by(ian))
    assert junior.post(f"{one}/sending").json()["approved_by"]["name"] == "Ian"
    assert junior.post(f"{one}/drop").json()["code"] == "wrong_state"
    assert commander.post(f"/update-wordings/{second['id']}/end").json()["retired_at"]


def test_a_stranger_finds_neither_updates_nor_wording(api, rob, declared, by, ian):
    assert api(rob).get(f"/incidents/{declared.pk}/updates").status_code == 404
    assert api(rob).get("/update-wordings").json()["results"] == []
    assert not Update.objects.exists()
