"""Alertmanager over REST: the secret of the source as its credentials (INT-11, INT-04)."""

import json

import pytest
from django.test import Client

from incidents.response.actions.sources import add_source
from incidents.response.models import Alert, Incident
from supportdesk.accounts.actor import system
from tests.factories import ComponentFactory

pytestmark = pytest.mark.django_db
FIRING = {
    "status": "firing",
    "labels": {"alertname": "DiskFull", "severity": "critical", "component": "gateway", "disk": "7"},
    "annotations": {"summary": "Disk 7 is full"},
    "startsAt": "2026-11-21T00:00:00Z",
    "fingerprint": "disk-7",
}
OTHER = FIRING | {"fingerprint": "disk-8", "annotations": {"summary": "Disk 8 is full"}}
OVER = FIRING | {"status": "resolved", "endsAt": "2026-11-21T00:05:00Z"}


@pytest.fixture
def sends(db):
    """`sends(FIRING, …)`: what the desk answers to a message of Alertmanager's with these alerts."""
    source, known = add_source("Prometheus", by=system("import"), component=ComponentFactory(key="gateway"))

    def send(*alerts, secret=known, key=source.key, body=None):
        said = {"version": "4", "receiver": "desk", "status": "firing", "groupKey": "{}:{}", "alerts": list(alerts)}
        content = body or json.dumps(said).encode()
        headers = {"Authorization": f"Bearer {secret}"} if secret else {}
        address = f"/api/v1/alerts/{key}/alertmanager"
        return Client().post(address, content, content_type="application/json", headers=headers)

    return send


def test_an_alert_and_its_end_are_one_incident_that_is_marked_as_over(sends, recorded):
    """INT-11: Given a monitoring alert and its resolve, when both arrive, then one incident entry opens and is marked
    recovered."""
    first = sends(FIRING)
    assert (first.status_code, first.json()["taken"][0]["how"]) == (202, "suspected")
    assert sends(FIRING).json()["taken"][0]["how"] == "repeated"
    assert sends(OVER).json()["taken"][0]["how"] == "entered"
    incident = Incident.objects.get()
    assert [entry.text for entry in incident.entries.filter(kind="alert")] == [
        "Firing: Disk 7 is full",
        "Over: Disk 7 is full",
    ]
    alert = Alert.objects.get()
    assert (alert.status, alert.times, alert.severity) == ("resolved", 2, 1)
    kinds = [event.kind for event in recorded() if event.kind.startswith(("alert.", "incident."))]
    assert kinds == ["incident.suspected", "alert.taken", "alert.taken"]


def test_a_group_of_alerts_is_one_incident(sends):
    taken = sends(FIRING, OTHER).json()["taken"]
    assert [one["how"] for one in taken] == ["suspected", "entered"]
    assert Incident.objects.count() == 1


def test_one_that_is_none_refuses_the_whole_message(sends):
    answer = sends(FIRING, {"status": "unknown"})
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/alerts/1/status")
    assert not Alert.objects.exists()


@pytest.mark.parametrize("change", [{"secret": "whsec_wrong"}, {"secret": ""}, {"key": "nobody"}])
def test_without_the_secret_nothing_is_taken_and_it_is_counted(sends, change):
    """INT-04: Given a bad signature, when posted, then it is refused and counted."""

    def refused():
        lines = Client().get("/metrics").content.decode().splitlines()
        name = 'supportdesk_request_seconds_count{method="POST",status="4xx",view="api-alertmanager"}'
        return sum(float(line.split()[-1]) for line in lines if line.startswith(name))

    before = refused()
    answer = sends(FIRING, **change)
    assert (answer.status_code, answer.json()["code"]) == (401, "not_signed")
    assert not Alert.objects.exists()
    assert refused() == before + 1


@pytest.mark.parametrize(
    ("body", "status"), [(b"{", 400), (b"[]", 422), (b'{"alerts": 1}', 422), (b" " * 1_048_577, 413)]
)
def test_what_is_no_message_is_refused_in_words(sends, body, status):
    assert sends(body=body).status_code == status
