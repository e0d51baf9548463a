"""Alerts over REST: signed, deduplicated, refused in words (INC-22)."""

import json
import time

import pytest
from django.test import Client

from incidents.response.actions.sources import add_source
from incidents.response.models import Alert, AlertSource, Incident
from supportdesk.accounts.actor import system
from supportdesk.outbound.hooks import signed as signature
from tests.factories import ComponentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def gateway(db):
    return ComponentFactory(key="gateway", name="Gateway")


@pytest.fixture
def prometheus(gateway):
    """A source and the secret it was given."""
    return add_source("Prometheus", by=system("import"), component=gateway)


@pytest.fixture
def sends(prometheus):
    """`sends({"title": …})`: what the desk answers to this message of the source's."""
    source, known = prometheus
    number = iter(range(1, 1000))

    def send(alert, *, secret=known, key=source.key, message=None, at=None, **headers):
        body = alert if isinstance(alert, bytes) else json.dumps(alert).encode()
        message, instant = message or f"msg_{next(number)}", str(int(time.time() if at is None else at))
        signed = signature.sign(secret, message, instant, body)
        given = {"Webhook-Id": message, "Webhook-Timestamp": instant, "Webhook-Signature": signed} | headers
        return Client().post(f"/api/v1/alerts/{key}", body, content_type="application/json", headers=given)

    return send


DISK = {"title": "Disk is full", "fingerprint": "disk-7", "severity": "critical", "component": "gateway"}


def test_two_alerts_of_one_fingerprint_are_two_entries_of_one_incident(sends, recorded, gateway):
    """INC-22: given two alerts of one fingerprint, one incident has two alert entries."""
    first, second = sends(DISK), sends(DISK)
    assert (first.status_code, first.json()["how"], second.json()["how"]) == (202, "suspected", "entered")
    incident = Incident.objects.get()
    assert first.json()["incident"] == second.json()["incident"] == incident.pk
    assert (incident.state, incident.source, incident.severity) == ("suspected", "alert", 1)
    assert list(incident.components.all()) == [gateway]
    entries = incident.entries.filter(kind="alert")
    assert [entry.text for entry in entries] == ["Firing: Disk is full"] * 2
    assert {entry.source for entry in entries} == {"Prometheus"}
    assert Alert.objects.get().times == 2
    kinds = [event.kind for event in recorded() if event.kind.startswith(("alert.", "incident."))]
    assert kinds == ["incident.suspected", "alert.taken", "alert.taken"]


def test_what_is_over_is_noted_and_fires_anew_into_the_same_incident(sends, api, ann):
    """INC-22."""
    sends(DISK)
    over = sends(DISK | {"status": "resolved"})
    assert over.json()["how"] == "entered"
    incident = Incident.objects.get()
    assert incident.entries.filter(kind="alert").last().text == "Over: Disk is full"
    sends(DISK)
    assert Incident.objects.count() == 1
    told = api(ann).get(f"/incidents/{incident.pk}/alerts").json()["results"]
    assert [(one["status"], one["times"], one["sender"]["name"]) for one in told] == [
        ("resolved", 2, "Prometheus"),
        ("firing", 1, "Prometheus"),
    ]


def test_an_alert_enriches_the_incident_that_its_component_has_already(sends, suspected, spooler):
    running = suspected(severity=2)
    answer = sends(DISK | {"component": "spooler"})
    assert answer.json() == {"alert": Alert.objects.get().pk, "how": "entered", "times": 1, "incident": running.pk}
    assert Incident.objects.count() == 1


def test_a_restricted_incident_and_a_drill_take_no_alerts(sends, suspected, spooler):
    suspected(restricted=True)
    suspected(drill=True)
    assert sends(DISK | {"component": "spooler"}).json()["how"] == "suspected"


def test_the_same_message_again_is_answered_again_and_counts_once(sends):
    first = sends(DISK, message="msg_same")
    again = sends(DISK, message="msg_same")
    assert (again.status_code, again.json()["how"]) == (202, "repeated")
    assert again.json()["alert"] == first.json()["alert"]
    assert Alert.objects.get().times == 1


def test_a_storm_does_not_bury_the_timeline(sends):
    for _ in range(40):
        sends(DISK)
    incident = Incident.objects.get()
    assert Alert.objects.get().times == 40
    assert incident.entries.filter(kind="alert").count() == 21
    assert incident.entries.filter(kind="alert").last().text == "Firing: Disk is full (32 times)"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"secret": "whsec_wrong"}, "does not fit"),
        ({"key": "nobody"}, "does not fit"),
        ({"at": 1_700_000_000}, "five minutes"),
        ({"Webhook-Signature": ""}, "Send Webhook-Id"),
    ],
)
def test_what_is_not_signed_is_refused_in_words_and_leaves_nothing(sends, change, words):
    """INC-22: a stranger learns the same of a source that is not there."""
    answer = sends(DISK, **change)
    assert (answer.status_code, answer.json()["code"]) == (401, "not_signed")
    assert words in answer.json()["detail"]
    assert not Alert.objects.exists()


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        (b"{", 400, "no JSON text"),
        (b'{"title": NaN}', 400, "no number of JSON"),
        (b"[" * 100_000, 413, "65,536 bytes"),
        (b'{"title": "x", "labels": ' + b"[" * 9 + b"]" * 9 + b"}", 422, "nested more than 8 deep"),
        (b'{"title": ' + b"[" * 30_000 + b"]" * 30_000 + b"}", 400, "nested too deeply"),
        (b'{"title": "\\u0000"}', 400, "NUL"),
        (b'{"titel": "x"}', 422, "There is no such field here"),
        (b'{"title": "x", "severity": "bad"}', 422, "one of critical"),
    ],
)
def test_what_is_no_alert_is_refused_in_words_and_leaves_nothing(sends, body, status, words):
    answer = sends(body)
    assert answer.status_code == status, answer.content
    assert words in json.dumps(answer.json(), ensure_ascii=False)
    assert not Alert.objects.exists()


def test_a_secret_is_made_exchanged_and_ended_over_rest(api, olga, ann, rob, sends, prometheus, recorded):
    """INC-22: kept by the admin; the one before is good for a day."""
    client = api(olga)
    recorded()
    made = client.post("/alert-sources", {"name": "Grafana", "component": "gateway"})
    assert (made.status_code, made.json()["key"]) == (201, "grafana")
    at, secret = f"/alert-sources/{made.json()['id']}", made.json()["secret"]
    assert "secret" not in client.get(at).json()
    assert secret not in AlertSource.objects.get(key="grafana").secret
    assert sends(DISK, key="grafana", secret=secret).status_code == 202
    fresh = client.post(f"{at}/secret").json()["secret"]
    for one in (secret, fresh):
        assert sends(DISK, key="grafana", secret=one).status_code == 202
    AlertSource.objects.filter(key="grafana").update(former_until="2026-01-01T00:00Z")
    assert sends(DISK, key="grafana", secret=secret).status_code == 401
    tag = client.get(at).headers["ETag"]
    assert client.patch(at, {"name": "Grafana 2"}, If_Match=tag).json()["name"] == "Grafana 2"
    assert client.post(f"{at}/end").json()["ended_at"]
    assert sends(DISK, key="grafana", secret=fresh).status_code == 401
    assert client.post(f"{at}/end").status_code == 409
    kinds = [event.kind for event in recorded() if event.subject == "alert_source"]
    assert kinds == ["alert.source_added", "alert.source_rekeyed", "alert.source_changed", "alert.source_ended"]
    for person in (ann, rob):
        assert api(person).post("/alert-sources", {"name": "Mine"}).status_code == 403
    assert api(rob).get(at).status_code == 404
