"""Calendars over REST: whatever a page does, a client does too."""

import pytest

from supportdesk import clock
from supportdesk.approvals.actions.grant import grant
from supportdesk.approvals.models import Approval
from tests.tickets.sla.web.test_calendar_drafts import FILE
from tickets.sla.models import Calendar, Policy

pytestmark = pytest.mark.django_db
SPLIT = ["09:00-12:00", "13:00-18:00"]
BERLIN = {
    "name": "Berlin office",
    "zone": "Europe/Berlin",
    "week": dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday"), SPLIT),
    "holidays": [{"date": "2027-01-06", "name": "Epiphany"}],
    "overrides": [{"date": "2027-12-24", "windows": ["09:00-12:00"], "reason": "Half a day"}],
    "reason": "We open in Berlin.",
}


def pointers(answer):
    return [(fault["pointer"], fault["detail"]) for fault in answer.json()["errors"]]


def test_a_staffed_day_and_a_holiday_decide_when_it_is_due(api, max):
    """SLA-02: hours, zone, holidays, staffed overrides: 4 h from 17:00 with closing at 18:00 end at 12:00 next day."""
    client = api(max)
    made = client.post("/calendar-proposals", BERLIN)
    assert made.status_code == 201
    assert client.post(f"/calendar-proposals/{made.json()['id']}/publish", {}).json()["version"] == 1
    told = client.get("/calendars/berlin-office").json()
    assert told["week"]["monday"] == SPLIT
    assert (told["week"]["sunday"], told["hours_a_week"]) == ([], 40)
    assert told["overrides"] == [{"date": "2027-12-24", "windows": ["09:00-12:00"], "reason": "Half a day"}]

    def due(start, hours):
        found = client.get("/calendars/berlin-office/due", {"start": start, "hours": hours}).json()
        return found["due"], len(found["pieces"])

    assert due("2027-01-04T17:00:00+01:00", 4) == ("2027-01-05T11:00:00Z", 2)
    assert due("2027-01-05T17:00:00+01:00", 4) == ("2027-01-07T11:00:00Z", 2)  # Epiphany
    assert due("2027-12-23T17:00:00+01:00", 4) == ("2027-12-24T11:00:00Z", 2)  # half a day is enough …
    assert due("2027-12-23T17:00:00+01:00", 4.5) == ("2027-12-27T08:30:00Z", 3)  # … and closes then


def test_proposed_granted_and_published_with_the_policies_that_move(api, olga, max, by):
    """SLA-10: Olga proposes, Max grants that very draft; P3 moves, P4 and Standard stay."""
    client = api(olga)
    said = {"key": "business-hours", "zone": "Europe/Berlin", "reason": "We moved."}
    proposal = client.post("/calendar-proposals", said).json()
    assert proposal["changes"] == [{"field": "Time zone", "was": "UTC", "now": "Europe/Berlin"}]
    address = f"/calendar-proposals/{proposal['id']}"
    refused = client.post(f"{address}/publish", {})
    assert refused.status_code == 409
    assert client.post("/approvals", refused.json()["ask"]["body"] | {"reason": "Please."}).status_code == 201
    grant(Approval.objects.get(), by=by(max), comment="")
    undecided = client.post(f"{address}/publish", {})
    assert pointers(undecided) == [("/policies", "Say whether it moves to the new hours: P3, P4, Standard.")]
    client.patch(address, {"policies": {"p3": True, "p4": False, "standard": False}})
    assert client.post(f"{address}/publish", {}).status_code == 409  # other words than those that were granted
    asked = client.post(f"{address}/publish", {}).json()["ask"]["body"] | {"reason": "As said."}
    client.post("/approvals", asked)
    grant(Approval.objects.latest("pk"), by=by(max), comment="")
    assert client.post(f"{address}/publish", {}).json()["version"] == 2
    assert {one.key: one.version for one in Policy.objects.in_force(clock.now())}["p3"] == 2
    versions = client.get("/calendars/business-hours/versions").json()["results"]
    assert [(one["version"], one["reason"], len(one["changes"])) for one in versions] == [
        (2, "We moved.", 1),
        (1, "", 0),
    ]


def test_holidays_and_files_are_shown_and_nothing_is_taken(api, ann, max):
    found = api(ann).get("/holidays", {"country": "DE", "subdivision": "BY", "years": "2027"}).json()["results"]
    assert {"date": "2027-01-06", "name": "Epiphany"} in found
    countries = {one["code"]: one for one in api(ann).get("/holiday-countries").json()["results"]}
    assert {"code": "BY", "name": "Bayern"} in countries["DE"]["subdivisions"]
    read = api(ann).post("/calendar-files", {"text": FILE, "years": [2027]}).json()
    assert read == {"holidays": [{"date": "2027-12-24", "name": "Works holiday"}], "timed": 1}
    broken = api(ann).post("/calendar-files", {"text": "hello", "years": [2027]})
    assert pointers(broken)[0][0] == "/text"
    assert "Line 1: “hello”" in pointers(broken)[0][1]
    assert Calendar.objects.filter(version=2).count() == 0


@pytest.mark.parametrize(
    ("change", "status", "pointer", "words"),
    [
        ({"zone": "Mars/Base"}, 422, "/zone", "There is no time zone “Mars/Base”."),
        ({"week": {"monday": ["9-25"]}}, 400, "/week/monday", "“9-25” names a time that no clock shows."),
        ({"week": {"monday": ["9-12", "11-13"]}}, 422, "/week", "Monday: 09:00–12:00 and 11:00–13:00 overlap."),
        ({"week": {}}, 422, "/week", "These hours never open."),
        ({"week": {"someday": []}}, 400, "/week/someday", "There is no such field here."),
        ({"name": "Around the clock"}, 422, "/name", "There is one of this name already"),
        ({"name": "!"}, 422, "/name", "Give it a name with letters or digits."),
        ({"overrides": [{"date": "2020-01-01", "windows": [], "reason": "x"}]}, 422, "/overrides", "lies in the past."),
        ({"overrides": [{"date": "2030-01-01", "windows": []}]}, 400, "/overrides/0/reason", "required"),
        ({"holidays": [{"date": "yesterday"}]}, 400, "/holidays/0/date", "wrong format"),
        ({"effective_from": "2020-01-01T00:00:00Z"}, 422, "/effective_from", "That lies in the past."),
        ({"key": "nowhere"}, 400, "/key", "There is no calendar of that key."),
        ({"colour": "red"}, 400, "/colour", "There is no such field here."),
    ],
)
def test_what_makes_no_sense_is_refused_with_its_place(api, max, change, status, pointer, words):
    answer = api(max).post("/calendar-proposals", BERLIN | change)
    assert answer.status_code == status
    assert pointers(answer)[0][0] == pointer
    assert words in pointers(answer)[0][1]


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/holidays", {"country": "XX", "years": "2027"}),
        ("/holidays", {"country": "DE", "subdivision": "XX", "years": "2027"}),
        ("/holidays", {"country": "DE", "years": "soon"}),
        ("/holidays", {"country": "DE", "years": "1500"}),
        ("/calendars/business-hours/due", {"start": "2027-01-04T17:00:00Z"}),
        ("/calendars/business-hours/due", {"start": "2027-01-04T17:00:00Z", "hours": "-1"}),
        ("/calendars/business-hours/due", {"start": "9999-12-31T17:00:00Z", "hours": "1000"}),
    ],
)
def test_a_question_that_cannot_be_answered_is_refused_in_words(api, ann, path, query):
    answer = api(ann).get(path, query)
    assert answer.status_code in (400, 422)
    assert answer.json()["detail"]


def test_who_may_not_propose_reads_and_a_requester_finds_nothing(api, ann, rob, ada, max):
    made = api(max).post("/calendar-proposals", BERLIN).json()
    assert api(ann).get("/calendars").json()["results"][0]["key"] == "around-the-clock"
    assert api(ann).post("/calendar-proposals", BERLIN).status_code == 403
    assert api(ada).get(f"/calendar-proposals/{made['id']}").status_code == 200
    assert api(ada).delete(f"/calendar-proposals/{made['id']}").status_code == 403
    assert api(rob).get("/calendars").status_code == api(rob).get("/holidays").status_code == 404
    assert api(max).delete(f"/calendar-proposals/{made['id']}").status_code == 204
