"""The first page of an empty desk: behind a link, once."""

import re
from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from supportdesk import clock
from supportdesk.accounts import first
from supportdesk.accounts.models import Person
from supportdesk.configuration.definitions import known
from supportdesk.configuration.models import Setting
from supportdesk.configuration.values import value
from tickets.sla.models import Calendar, Policy

pytestmark = pytest.mark.django_db
WORD = "correct horse battery"
GIVEN = {
    "desk_name": "Northwind",
    "name": "Olga",
    "email": "olga@northwind.example",
    "password": WORD,
    "zone": "Europe/Berlin",
    "hours": "eight_to_six",
    "reopen_days": 10,
    "silence_days": 3,
    "minimum_sample": 20,
    "recurrence_days": 90,
    "cadence_hours": 24,
    "retention_months": 36,
    "pausing": ["pending_requester"],
    "hearing_hours": "always",
}


@pytest.fixture
def link():
    said = StringIO()
    call_command("setup_link", stdout=said)
    return said.getvalue().strip().replace("http://localhost:8000", "")


def test_the_first_administrator_opens_the_desk_with_one_form(client, link, recorded):
    page = client.get(link)
    assert (page.status_code, "Reopen" in page.content.decode() or "reopen" in page.content.decode()) == (200, True)
    answer = client.post(link, GIVEN)
    assert answer.headers["Location"] == reverse("administration-teams")
    assert client.get("/administration/people/").status_code == 200
    olga = Person.objects.get(email="olga@northwind.example")
    assert (olga.roles, olga.zone, olga.check_password(WORD)) == (["OA"], "Europe/Berlin", True)
    confirmed = dict(Setting.objects.filter(confirmed_by=olga).values_list("key", "value"))
    assert set(confirmed) == {key for key, one in known().items() if one.group == "settings" and not one.later}
    assert (confirmed["reopen_days"], confirmed["pausing"], confirmed["desk_name"]) == (
        10,
        ["pending_requester"],
        "Northwind",
    )
    kinds = [event.kind for event in recorded()]
    assert kinds[:3] == ["person.began", "terms.drafted", "calendar.published"]
    assert (kinds[-1], kinds.count("setting.confirmed")) == ("person.signed_in", len(confirmed))


def test_the_hours_that_were_chosen_are_promised_in_from_now_on(client, link):
    client.post(link, GIVEN)
    now = clock.now()
    hours = Calendar.objects.in_force(now).get(key="business-hours")
    assert (hours.version, hours.zone, hours.week["0"]) == (2, "Europe/Berlin", [[480, 1080]])
    counted = {
        one.key: {target.calendar.key: target.calendar.version for target in one.targets_cached}
        for one in Policy.objects.in_force(now)
    }
    assert counted["p3"] == counted["standard"] == {"business-hours": 2}
    assert counted["p1"] == {"around-the-clock": 1}
    assert Policy.objects.in_force(datetime(2020, 1, 1, tzinfo=UTC)).get(key="p3").version == 1


def test_the_link_opens_nothing_once_somebody_administers_the_desk(client, link):
    assert client.post(link, GIVEN).status_code == 302
    client.logout()
    assert client.get(link).status_code == 404
    assert client.post(link, GIVEN | {"email": "eve@northwind.example"}).status_code == 404
    with pytest.raises(CommandError, match="already"):
        call_command("setup_link")


@pytest.mark.parametrize("key", ["first", "first:1:1", "x"])
def test_without_the_link_there_is_no_such_page(client, key):
    assert client.get(f"/set-up/{key}").status_code == 404
    assert client.post(f"/set-up/{key}", GIVEN).status_code == 404
    assert not Person.objects.filter(email=GIVEN["email"]).exists()


def test_a_link_of_yesterday_is_over(client, monkeypatch):
    key = first.make_key()
    monkeypatch.setattr(first, "DAY", -1)
    assert client.get(f"/set-up/{key}").status_code == 404


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"password": "short"}, "too short"),
        ({"password": "olga@northwind.example"}, "too similar"),
        ({"reopen_days": 999}, "whole number from 0 to 365"),
        ({"zone": "Mars"}, "not one of the available choices"),
        ({"silence_days": ""}, "required"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_made(client, link, wrong, said):
    answer = client.post(link, GIVEN | wrong)
    assert answer.status_code == 422
    assert re.search(said, answer.content.decode())
    assert not Person.objects.filter(email=GIVEN["email"]).exists()
    assert not Setting.objects.exists()
    assert value("reopen_days") == 14
