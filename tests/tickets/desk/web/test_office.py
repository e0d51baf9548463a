"""Names of statuses, gates and time-boxes, in the browser and over REST."""

import pytest

from supportdesk.configuration.models import Setting
from tests.supportdesk.api.clients import Api
from tickets.desk.models import TimeBoxRule
from tickets.desk.states import Status

pytestmark = pytest.mark.django_db
NAMES = dict(Status.choices)


@pytest.fixture
def at(client):
    """`at(max, "workflow/", new="Fresh")` posts, `at(max, "workflow/")` reads."""

    def asked(person, page, **given):
        client.force_login(person)
        address = f"/administration/{page}"
        return client.post(address, given) if given else client.get(address)

    return asked


def test_a_status_gets_another_name_everywhere_and_keeps_what_it_means(at, client, max, ann, ticket, recorded):
    assert at(max, "workflow/", **NAMES | {"new": "Just in"}).status_code == 302
    assert [event.kind for event in recorded()] == ["setting.confirmed"]
    client.force_login(ann)
    for page in ("/tickets/", f"/tickets/{ticket.pk}", "/tickets/filter"):
        assert "Just in" in client.get(page).content.decode(), page
    ticket.refresh_from_db()
    assert (ticket.status, ticket.state_category) == ("new", "new")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"new": ""}, "required"),
        ({"new": "Triaged"}, "Two statuses cannot have one name."),
        ({"new": "x" * 41}, "at most 40"),
    ],
)
def test_names_that_cannot_be(at, max, wrong, said):
    answer = at(max, "workflow/", **NAMES | wrong)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Setting.objects.exists()


def test_the_gate_of_one_type_changes_and_those_of_the_others_stay(at, max, incident, opened, by):
    asked = ["title", "requester", "channel", "queue", "type", "impact", "urgency", "priority"]
    given = {"triage_fields": asked, "resolution_fields": ["cause_class", "code", "steps"]}
    assert at(max, f"workflow/{incident.pk}", **given).status_code == 302
    kept = Setting.objects.get(key="triage_fields").value
    assert (kept["incident"], "category" in kept[""], "component" in kept["defect"]) == (asked, True, True)
    lacking = at(max, f"workflow/{incident.pk}", **given | {"resolution_fields": ["steps"]})
    assert lacking.status_code == 422
    assert "Cause class is always needed." in lacking.content.decode()


def test_time_boxes_are_set_changed_and_ended(at, max, printing, recorded):
    """T-42: how long somebody looks alone is a rule that a manager sets."""
    TimeBoxRule.objects.all().delete()
    at(max, "time-boxes/", level=1, category=printing.pk, minutes=30)
    at(max, "time-boxes/", level=1, category=printing.pk, minutes=45)
    rule = TimeBoxRule.objects.get()
    assert (rule.level, rule.category, rule.minutes) == (1, printing, 45)
    assert at(max, "time-boxes/", level=1, minutes=0).status_code == 422
    assert "End it" in at(max, f"time-boxes/{rule.pk}").content.decode()
    at(max, f"time-boxes/{rule.pk}/end", yes=1)
    assert not TimeBoxRule.objects.exists()
    assert [event.kind for event in recorded()] == [
        "desk.time_box_set",
        "desk.time_box_set",
        "desk.time_box_rule_ended",
    ]
    assert recorded() == []


def test_a_client_sets_them_too(db, max, ann, rob, printing):
    TimeBoxRule.objects.all().delete()
    made = Api(max).post("/time-boxes", {"level": 2, "category": "printing", "minutes": 60})
    assert (made.status_code, made.json()["minutes"]) == (201, 60)
    assert [one["id"] for one in Api(ann).get("/time-boxes").json()["results"]] == [made.json()["id"]]
    assert Api(rob).get("/time-boxes").json()["results"] == []
    assert Api(ann).delete(f"/time-boxes/{made.json()['id']}").status_code == 403
    assert Api(rob).delete(f"/time-boxes/{made.json()['id']}").status_code == 404
    assert Api(max).delete(f"/time-boxes/{made.json()['id']}").status_code == 204


def test_who_may_not_reads_or_finds_nothing(at, max, olga, ada, tess, ann, rob, sue, incident):
    rule = TimeBoxRule.objects.first()
    for person, found, kept in (
        (olga, 200, 403),
        (ada, 200, 403),
        (tess, 200, 409),
        (ann, 404, 404),
        (rob, 404, 404),
        (sue, 404, 404),
    ):
        for page in ("workflow/", f"workflow/{incident.pk}", "time-boxes/", f"time-boxes/{rule.pk}"):
            assert at(person, page).status_code == found
        assert at(person, "workflow/", **NAMES).status_code == kept
        assert at(person, f"time-boxes/{rule.pk}/end", yes=1).status_code == kept
