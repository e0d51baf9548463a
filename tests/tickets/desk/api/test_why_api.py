"""Why a promise is due when it is, over REST: intervals as data, and who held the ticket."""

from datetime import timedelta

import pytest

from supportdesk import clock
from supportdesk.accounts.actor import system
from tickets.desk.actions.moves import move
from tickets.desk.actions.open import open_ticket
from tickets.desk.actions.prioritise import prioritise
from tickets.desk.actions.reopen import reopen
from tickets.desk.actions.resolve import resolve
from tickets.desk.actions.ring_due import ring_due
from tickets.desk.actions.transfer import transfer
from tickets.desk.actions.triage import triage

pytestmark = pytest.mark.django_db


@pytest.fixture
def ten_hours(rob, service_desk, engineering, incident, printing):
    """A P1 of ten hours ago: two with the first line, six with engineering, two with the first line again."""
    machine, began = system("import"), clock.now() - timedelta(hours=10)
    words = {"title": "Nothing prints", "body": "All floors.", "type": incident, "channel": "phone"}
    ticket = open_ticket(service_desk, by=machine, requester=rob, at=began, impact=1, urgency=1, **words)
    triage(ticket, by=machine, seen=ticket.version, impact=1, urgency=1, category=printing, at=began)
    for queue, hour in ((engineering, 2), (service_desk, 8)):
        at = began + timedelta(hours=hour)
        transfer(ticket, by=machine, seen=ticket.version, queue=queue, reason="A driver", at=at)
    return ticket


def why(api, person, ticket, goal="resolution", query=""):
    answer = api(person).get(f"/tickets/{ticket.pk}/clocks/{goal}/why{query}")
    assert answer.status_code == 200, answer.content
    return answer.json()


def hours(seconds):
    return round(seconds / 3600, 2)


def test_ten_hours_of_which_six_with_engineering(api, ann, ten_hours):
    """SLA-13: given 10 h of which 6 h with engineering, attribution sums to 10 h with 6 h engineering."""
    told = why(api, ann, ten_hours)
    by_party = {}
    for share in told["held_by"]:
        by_party[share["party"]] = by_party.get(share["party"], 0) + share["counted_seconds"]
    assert {party: hours(seconds) for party, seconds in by_party.items()} == {"support": 4, "engineering": 6}
    assert sum(by_party.values()) == pytest.approx(told["used_seconds"], abs=1e-6)
    assert hours(told["used_seconds"]) == 10
    assert [(one["team"], one["level"]) for one in told["held_by"]] == [("First line", 1), ("Engineering", 3)]


def test_a_wait_that_pauses_is_wall_time_and_not_counted(api, ann, by, opened_ago, printing):
    """SLA-13: what the requester holds is told apart from what counts."""
    machine, ticket = system("import"), opened_ago(hours=4)
    triage(ticket, by=machine, seen=1, impact=1, urgency=1, category=printing, at=ticket.opened_at)
    wait = {"action": "wait_requester", "waiting_reason": "details", "until": ticket.opened_at + timedelta(hours=3)}
    move(ticket, by=machine, seen=ticket.version, at=ticket.opened_at + timedelta(hours=1), **wait)
    move(ticket, by=machine, seen=ticket.version, action="start", at=ticket.opened_at + timedelta(hours=3))
    told = why(api, ann, ticket)
    (share,) = [one for one in told["held_by"] if one["party"] == "requester"]
    figures = ("counted_seconds", "wall_seconds", "paused_seconds")
    assert [hours(share[name]) for name in figures] == [0, 2, 2]
    (pause,) = [one for one in told["intervals"] if one["kind"] == "paused"]
    assert (pause["cause"], pause["party"], hours(pause["seconds"])) == (
        "Details from the requester",
        "the requester",
        2,
    )
    assert pause["expected_until"] == pause["end"]
    assert pause["event"] in [one["id"] for one in api(ann).get(f"/tickets/{ticket.pk}/events").json()["results"]]


def test_intervals_lie_end_to_end_and_end_when_it_is_due(api, ann, opened):
    """SLA-12: policy, hours, remaining time; and every interval on to the due instant."""
    told = why(api, ann, opened())
    assert told["policy"] == {"key": "standard", "version": 1, "rule": "everything"} or told["policy"]["key"] == "p3"
    assert told["hours"]["zone"] == "UTC"
    lasting = [one for one in told["intervals"] if one["begin"] != one["end"]]
    assert [one["begin"] for one in lasting[1:]] == [one["end"] for one in lasting[:-1]]
    assert lasting[0]["begin"] == told["started_at"]
    assert lasting[-1]["end"] == told["due_at"]
    assert sum(one["counted_seconds"] for one in lasting) == pytest.approx(told["target_seconds"], abs=1e-6)
    assert told["words"].startswith("Due ")


def test_a_retarget_is_told_with_both_promises(api, ann, by, tess, triaged):
    """SLA-11: old and new target, policy, version and due time."""
    prioritise(triaged, by=by(tess), seen=triaged.version, impact=1, urgency=2, rationale="Two floors.")
    (mark,) = [one for one in why(api, ann, triaged)["intervals"] if one["kind"] == "retarget"]
    assert (mark["was"]["policy"], mark["now"]["policy"]) == ("P3, version 1", "P2, version 1")
    assert mark["was"]["due_at"] != mark["now"]["due_at"]
    assert mark["cause"] == "the priority was changed"


def test_what_a_reopened_promise_began_with_is_held_by_whoever_held_it_then(api, ann, by, rob, ten_hours, resolution):
    resolve(ten_hours, by=by(ann), seen=ten_hours.version, **resolution)
    reopen(ten_hours, by=by(rob), reason="not_fixed")
    told = why(api, ann, ten_hours)
    shares = {one["party"]: hours(one["counted_seconds"]) for one in told["held_by"]}
    assert (shares["engineering"], hours(told["before_seconds"])) == (6, 10)
    assert sum(one["counted_seconds"] for one in told["held_by"]) == pytest.approx(told["used_seconds"], abs=1e-5)
    first = ten_hours.clocks.filter(goal="resolution").earliest("pk")
    assert why(api, ann, ten_hours, query=f"?clock={first.pk}")["stopped_at"]


def test_the_sentence_says_when_it_was_broken(api, ann, ten_hours):
    ring_due(by=system("clock"))
    assert why(api, ann, ten_hours)["words"].startswith("Breached ")


def test_it_is_the_desks_alone(api, rob, sue, ann, opened):
    """SLA-12: a requester learns when the next update comes, and nothing of how that is counted."""
    ticket = opened()
    for person in (rob, sue):
        assert api(person).get(f"/tickets/{ticket.pk}/clocks/resolution/why").status_code == 404
    for wrong in ("nonsense/why", "resolution/why?clock=999999", "resolution/why?clock=x"):
        assert api(ann).get(f"/tickets/{ticket.pk}/clocks/{wrong}").status_code == 404
    assert api(ann).get(f"/tickets/{ticket.pk}/clocks/resolution/why?when=now").status_code == 400
