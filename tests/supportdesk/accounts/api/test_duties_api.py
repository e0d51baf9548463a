"""Duties, stages, gates and delegations over REST."""

from datetime import timedelta

import pytest

from supportdesk import clock
from supportdesk.accounts.models import Delegation, Duty

pytestmark = pytest.mark.django_db


def soon(**span):
    return (clock.now() + timedelta(**span)).isoformat()


def test_role_05_a_lead_gives_a_duty_and_takes_it_back(api, tess, joe, first_line):
    """ROLE-05: a queue coordinator for a time."""
    client = api(tess)
    given = client.post(f"/teams/{first_line.pk}/duties", {"person": joe.pk, "until": soon(hours=8)})
    assert given.status_code == 201
    assert (given.json()["person"], given.json()["team"], given.json()["kind"]) == (
        joe.pk,
        first_line.pk,
        "coordinator",
    )
    assert [one["id"] for one in api(joe).get("/duties").json()["results"]] == [given.json()["id"]]
    assert client.delete(f"/duties/{given.json()['id']}").status_code == 204
    assert Duty.objects.get().ended_at


def test_nobody_gives_oneself_a_duty_nor_one_to_a_stranger(api, joe, tess, sue, rob, first_line):
    body = {"person": joe.pk, "until": soon(hours=8)}
    assert api(joe).post(f"/teams/{first_line.pk}/duties", body).status_code == 403
    wrong = api(tess).post(f"/teams/{first_line.pk}/duties", {"person": rob.pk, "until": soon(hours=8)})
    assert (wrong.status_code, wrong.json()["errors"][0]["pointer"]) == (422, "/person")
    assert api(sue).post(f"/teams/{first_line.pk}/duties", body).status_code == 404
    assert api(sue).get("/duties").json()["results"] == []


def test_role_04_stage_and_gate(api, tess, joe, first_line, sue):
    """ROLE-04: level and ramp stage on each person, review gates by stage."""
    client = api(tess)
    assert client.get(f"/people/{joe.pk}/stage").json() == {"id": joe.pk, "level": 1, "stage": "full"}
    assert client.post(f"/people/{joe.pk}/stage", {"stage": "first_30_days"}).json()["stage"] == "first_30_days"
    assert client.post(f"/teams/{first_line.pk}/reviews", {"on": True}).json() == {"id": first_line.pk, "on": True}
    assert client.get(f"/teams/{first_line.pk}/reviews").json()["on"] is True
    assert api(joe).post(f"/people/{joe.pk}/stage", {"stage": "full"}).status_code == 403
    assert api(joe).post(f"/teams/{first_line.pk}/reviews", {"on": False}).status_code == 403
    assert api(sue).get(f"/people/{joe.pk}/stage").status_code == 404


def test_one_lets_somebody_approve_in_ones_place(api, tess, erin, joe):
    body = {"to": erin.pk, "role": "TL", "until": soon(days=2)}
    given = api(tess).post("/delegations", body)
    assert (given.status_code, given.json()["giver"]) == (201, tess.pk)
    assert [one["id"] for one in api(erin).get("/delegations").json()["results"]] == [given.json()["id"]]
    assert api(joe).get("/delegations").json()["results"] == []
    assert api(joe).delete(f"/delegations/{given.json()['id']}").status_code == 404
    assert api(tess).delete(f"/delegations/{given.json()['id']}").status_code == 204
    assert Delegation.objects.get().ended_at
    assert api(joe).post("/delegations", body).status_code == 403
