"""What if, by a client."""

import pytest

from tests.lived import NIGHT_AND_DAY
from tests.supportdesk.api.clients import Api
from tickets.desk.actions.restrict import restrict
from tickets.promises import tasks
from tickets.promises.models import WhatIf

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(hours_drafted):
    return hours_drafted(NIGHT_AND_DAY)


@pytest.fixture
def asked(draft):
    return {"draft": draft.pk, "first": "2026-03-02", "last": "2026-04-05", "zone": "UTC", "also_open": True}


def test_a_client_asks_waits_and_reads_the_same_figures(month, asked, max):
    client = Api(max)
    made = client.post("/what-ifs", asked)
    assert (made.status_code, made.json()["state"]) == (201, "queued")
    place = made.headers["Location"].removeprefix("/api/v1")
    tasks.answer()
    told = client.get(place).json()
    assert (told["state"], told["total"], told["done"]) == ("done", 30, 30)
    figures = told["figures"]
    assert figures["gained"] > 0
    assert figures["instead"] - figures["recorded"] == figures["gained"] - figures["lost"]
    for table in ("by_queue", "by_hour"):
        assert sum(line["gained"] for line in told[table]) == figures["gained"]
    cell = told["by_hour"][0]
    chosen = client.get(f"{place}/breaches?weekday={cell['weekday']}&hour={cell['hour']}").json()["results"]
    assert len(chosen) == cell["gained"] + cell["lost"]
    queue = told["by_queue"][0]
    chosen = client.get(f"{place}/breaches?what=gained&queue={queue['queue']['id']}&page_size=100").json()["results"]
    assert len(chosen) == queue["gained"]
    assert all(one["gained"] and one["queue"] == queue["queue"] for one in chosen)


def test_a_restricted_ticket_is_left_out_of_the_list_and_counted(month, draft, answered, max, tess, by):
    what_if = answered(draft)
    hidden = what_if.differences.first().ticket
    restrict(hidden, by=by(max), kind="security", reason="A leak.", people=[max])
    client = Api(tess)
    listed = client.get(f"/what-ifs/{what_if.pk}/breaches?page_size=100").json()["results"]
    assert hidden.pk not in {one["ticket"] for one in listed}
    assert client.get(f"/what-ifs/{what_if.pk}").json()["figures"]["gained"] == what_if.gained


def test_it_is_stopped(draft, ask_what_if, max):
    what_if = ask_what_if(draft)
    assert Api(max).post(f"/what-ifs/{what_if.pk}/stop", {}).json()["state"] == "stopped"
    assert Api(max).post(f"/what-ifs/{what_if.pk}/stop", {}).status_code == 409


@pytest.mark.parametrize(
    ("wrong", "pointer"),
    [
        ({"draft": 999_999}, "/draft"),
        ({"last": "2026-02-02"}, "/last"),
        ({"first": "yesterday"}, "/first"),
        ({"zone": "Mars/Base"}, "/zone"),
        ({"until": "2026-02-02"}, "/until"),
    ],
)
def test_bad_input_is_answered_in_words_at_its_field(asked, max, wrong, pointer):
    refused = Api(max).post("/what-ifs", asked | wrong)
    assert refused.status_code in (400, 422)
    assert refused.json()["errors"][0]["pointer"] == pointer
    assert not WhatIf.objects.exists()


def test_a_figure_that_there_is_not_is_refused(draft, ask_what_if, max):
    answer = Api(max).get(f"/what-ifs/{ask_what_if(draft).pk}/breaches?hour=24")
    assert answer.status_code == 400


def test_an_auditor_reads_and_asks_nothing(draft, ask_what_if, asked, ada, ann):
    what_if = ask_what_if(draft)
    assert Api(ada).get(f"/what-ifs/{what_if.pk}").status_code == 200
    assert [one["id"] for one in Api(ada).get("/what-ifs").json()["results"]] == [what_if.pk]
    assert Api(ada).post("/what-ifs", asked).status_code == 403
    assert Api(ann).get(f"/what-ifs/{what_if.pk}").status_code == 404
    assert Api(ann).post("/what-ifs", asked).status_code == 404
