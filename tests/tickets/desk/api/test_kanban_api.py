import pytest

from tickets.desk.actions.set_limit import set_limit

pytestmark = pytest.mark.django_db


def test_the_board_over_rest(api, ann, tess, by, owned, service_desk):
    """T-20: columns, counts and limits for a client; its moves are those of the ticket."""
    set_limit(service_desk, by=by(tess), most=1, status="in_progress", mode="block")
    set_limit(service_desk, by=by(tess), most=8)
    client = api(ann)
    before = client.get(f"/kanban?queue={service_desk.pk}").json()
    assert [one["tickets"] for one in before["columns"] if one["status"] == "triaged"] == [[owned.pk]]
    assert before["analysts"] == [{"analyst": "Ann", "most": 8, "mode": "warn", "held": 1}]
    client.post(f"/tickets/{owned.pk}/moves", {"action": "start"}, if_match=f'"{owned.version}"')
    after = {one["status"]: one for one in client.get(f"/kanban?queue={service_desk.pk}").json()["columns"]}
    assert after["in_progress"]["limit"] == {"most": 1, "mode": "block", "held": 1}
    assert after["in_progress"]["tickets"] == [owned.pk]
    assert client.get("/kanban?queue=999999").status_code == 400
