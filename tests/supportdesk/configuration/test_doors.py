"""Settings in the browser and over REST, and what the desk does by them."""

from datetime import timedelta

import pytest

from supportdesk.configuration.actions.confirm import confirm
from supportdesk.configuration.definitions import known
from supportdesk.configuration.models import Setting
from supportdesk.errors import Refused
from tests.supportdesk.api.clients import Api
from tickets.desk.actions.resolve import resolve
from tickets.desk.actions.triage import triage

pytestmark = pytest.mark.django_db
PAGE = "/administration/settings/"
VALUES = {one.key: one.default for one in known().values() if one.group == "settings"} | {
    "desk_name": "Supportdesk",
    "reopen_days": 7,
    "silence_days": 5,
    "minimum_sample": 20,
    "recurrence_days": 90,
    "cadence_hours": 24,
    "retention_months": 36,
    "pausing": ["pending_requester", "pending_vendor", "scheduled"],
    "hearing_hours": "always",
}


def test_a_manager_confirms_them_on_their_page(client, max):
    client.force_login(max)
    assert "(default)" in client.get(PAGE).content.decode()
    assert client.post(PAGE, VALUES).status_code == 302
    page = client.get(PAGE).content.decode()
    assert "(default)" not in page
    assert "7 (Max)" in page
    client.post(PAGE, VALUES | {"reopen_days": 8})
    assert Setting.objects.filter(key="reopen_days").count() == 2
    assert Setting.objects.filter(key="silence_days").count() == 1
    refused = client.post(PAGE, VALUES | {"silence_days": 0})
    assert (refused.status_code, "whole number from 1 to 90" in refused.content.decode()) == (422, True)


def test_who_may_not_reads_or_finds_nothing(client, olga, max, ada, ann, rob, sue):
    for person, found, kept in ((olga, 200, 403), (ada, 200, 403), (ann, 404, 404), (rob, 404, 404), (sue, 404, 404)):
        client.force_login(person)
        assert (client.get(PAGE).status_code, client.post(PAGE, VALUES).status_code) == (found, kept)
    assert not Setting.objects.exists()


def test_a_client_reads_and_confirms_them(db, max, ann, rob):
    assert Api(ann).get("/settings/reopen_days").json()["value"] == 14
    told = Api(max).post("/settings/reopen_days", {"value": 7}).json()
    assert (told["value"], told["default"], told["confirmed_by"]) == (7, 14, max.pk)
    wrong = Api(max).post("/settings/reopen_days", {"value": "many"})
    assert (wrong.status_code, wrong.json()["errors"][0]["code"]) == (422, "refused")
    assert Api(ann).post("/settings/reopen_days", {"value": 7}).status_code == 403
    assert Api(rob).get("/settings").status_code == 404
    assert Api(max).get("/settings/colour").status_code == 404
    assert {one["key"] for one in Api(ann).get("/settings").json()["results"]} > {"reopen_days", "triage_fields"}


def test_silence_closes_after_the_days_that_were_confirmed(max, ann, owned, by, resolution):
    confirm("silence_days", by=by(max), value=1)
    resolve(owned, by=by(ann), seen=owned.version, **resolution)
    assert owned.close_at - owned.resolved_at <= timedelta(days=3, hours=1)


def test_the_gate_asks_what_was_confirmed(max, ann, ticket, owned, by, resolution, opened):
    parts = {name: words for name, words in resolution.items() if name in ("cause_class", "code", "advice")}
    fresh = opened()
    with pytest.raises(Refused) as refusal:
        resolve(owned, by=by(ann), seen=owned.version, **parts)
    assert "steps" in refusal.value.missing
    confirm("resolution_fields", by=by(max), value={"": ["cause_class", "code", "advice"]})
    resolve(owned, by=by(ann), seen=owned.version, **parts)
    assert owned.status == "resolved"
    with pytest.raises(Refused):
        triage(fresh, by=by(ann), seen=fresh.version, impact=2, urgency=2)
    allowed = ["title", "requester", "channel", "queue", "type", "impact", "urgency", "priority"]
    confirm("triage_fields", by=by(max), value={"": allowed})
    triage(fresh, by=by(ann), seen=fresh.version, impact=2, urgency=2)
    assert fresh.status == "triaged"
