"""Webhooks over REST: kept by the admin, read by the auditor, nobody else's business (INT-03, C 72)."""

import pytest

from supportdesk.outbound.models import Webhook
from tickets.desk.actions.note import note

pytestmark = pytest.mark.django_db


def test_a_webhook_is_added_tested_replayed_and_ended(api, olga, receiver, leave, ticket, ann, by, recorded):
    """INT-03: signed, replayable, for the events that it names; the log says how each try went."""
    client = api(olga)
    leave()
    made = client.post("/webhooks", {"name": "Warehouse", "url": receiver.url, "kinds": ["ticket.noted"]})
    assert made.status_code == 201, made.content
    at = f"/webhooks/{made.json()['id']}"
    assert made.json()["secret"].startswith("whsec_")
    assert "secret" not in client.get(at).json()
    assert made.json()["secret"] not in Webhook.objects.get().secret
    note(ticket, by=by(ann), body="It is the fuse.")
    assert client.post(f"{at}/test").status_code == 201
    leave()
    log = client.get(f"{at}/deliveries").json()["results"]
    assert [(one["kind"], one["state"], one["tries"]) for one in log] == [
        ("ticket.noted", "delivered", 1),
        ("webhook.tested", "delivered", 1),
    ]
    first = receiver.ids
    again = client.post(f"{at}/replay", {"since": log[-1]["queued_at"]})
    assert again.json() == {"count": 2}
    leave()
    assert receiver.ids == first * 2
    one = f"/webhook-deliveries/{log[0]['id']}"
    assert client.post(f"{one}/replay").json()["state"] == "waiting"
    assert client.post(f"{one}/replay").status_code == 409
    assert client.post(f"{one}/skip").json()["state"] == "skipped"
    assert [each["status"] for each in client.get(one).json()["attempts"]] == [200, 200]
    tag = client.get(at).headers["ETag"]
    changed = client.patch(at, {"kinds": ["ticket.*"]}, If_Match=tag)
    assert changed.json()["kinds"] == ["ticket.*"]
    assert client.patch(at, {"name": "Late"}, If_Match=tag).status_code == 412
    assert client.post(f"{at}/stop").json()["stopped_why"] == "hand"
    assert client.post(f"{at}/resume").json()["stopped_at"] is None
    assert client.post(f"{at}/secret").json()["former_until"]
    assert client.post(f"{at}/end").json()["ended_at"]
    assert client.post(f"{at}/test").status_code == 409
    kinds = [event.kind.partition(".")[2] for event in recorded() if event.subject == "webhook"]
    assert kinds[:5] == ["added", "tested", "replayed", "replayed", "skipped"]
    assert kinds[5:] == ["changed", "paused", "resumed", "rekeyed", "ended"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"url": "https://169.254.169.254/"}, "/url"),
        ({"url": "http://example.com/"}, "/url"),
        ({"kinds": ["ticket.eaten"]}, "/kinds"),
        ({"kinds": []}, "/kinds"),
        ({"kinds": ["webhook.stopped"]}, "/kinds"),
        ({"name": "  "}, "/name"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_nothing_is_kept(api, olga, change, field):
    body = {"name": "Warehouse", "url": "https://example.com/", "kinds": ["*"]} | change
    answer = api(olga).post("/webhooks", body)
    assert answer.status_code in (400, 422)
    assert answer.json()["errors"][0]["pointer"].startswith(field)
    assert not Webhook.objects.exists()


def test_nobody_but_the_admin_keeps_them_and_few_know_of_them(api, hooked, ann, tess, max, ada, rob):
    """C 72."""
    at, fresh = f"/webhooks/{hooked[0].pk}", {"name": "x", "url": "https://example.com/", "kinds": ["*"]}
    for person, read, kept in ((ann, 404, 403), (tess, 404, 403), (rob, 404, 403), (ada, 200, 403), (max, 200, 409)):
        client = api(person)
        assert client.get(at).status_code == read, person
        assert client.post("/webhooks", fresh).status_code == kept, person
        assert client.post(f"{at}/end").status_code == (404 if read == 404 else kept), person
    assert Webhook.objects.get().ended_at is None


def test_an_admin_of_one_organisation_keeps_its_own_alone(api, olga, acme, globex, hooked):
    olga.organisation = acme
    olga.save()
    client, fresh = api(olga), {"name": "x", "url": "https://example.com/", "kinds": ["*"]}
    assert client.get(f"/webhooks/{hooked[0].pk}").status_code == 404
    assert client.post("/webhooks", fresh).status_code == 403
    assert client.post("/webhooks", fresh | {"organisation": globex.pk}).status_code == 400
    made = client.post("/webhooks", fresh | {"organisation": acme.pk})
    assert (made.status_code, made.json()["organisation"]) == (201, acme.pk)
