from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from supportdesk import clock
from supportdesk.errors import Refused
from tickets.desk import past

THEN = datetime(2020, 1, 1, tzinfo=UTC)
PEOPLE = ["browser", "api", "mail", "clock", "rule"]


def actor(via):
    return SimpleNamespace(via=via)


@pytest.mark.django_db
def test_now_is_the_databases():
    before = clock.now()
    assert before <= past.instant(actor("browser"), None) <= clock.now()


@pytest.mark.parametrize("via", PEOPLE)
def test_only_an_import_names_the_instant(via):
    with pytest.raises(Refused) as refusal:
        past.instant(actor(via), THEN)
    assert refusal.value.field == "at"
    assert past.instant(actor("import"), THEN) == THEN


@pytest.mark.parametrize("via", PEOPLE)
def test_gaps_are_refused_to_everybody_and_reported_to_an_import(via):
    with pytest.raises(Refused, match="Triage needs: Impact, Urgency") as refusal:
        past.gaps(actor(via), ("impact", "urgency"), what="Triage")
    assert (refusal.value.field, refusal.value.missing) == ("impact", ("impact", "urgency"))
    assert past.gaps(actor("import"), ("impact", "urgency"), what="Triage") == ["impact", "urgency"]


def test_without_gaps_there_is_nothing_to_say():
    assert past.gaps(actor("browser"), (), what="Triage") == []


@pytest.mark.parametrize("nothing", ["", " \n", None])
def test_an_import_may_have_nothing_to_say(nothing):
    past.said(actor("import"), nothing, field="reason", message="Why?")
    with pytest.raises(Refused, match="Why") as refusal:
        past.said(actor("mail"), nothing, field="reason", message="Why?")
    assert refusal.value.missing == ("reason",)


@pytest.mark.parametrize("away", [timedelta(0), timedelta(seconds=-1), timedelta(days=3654)])
def test_a_plan_lies_ahead_and_within_ten_years(away):
    with pytest.raises(Refused) as refusal:
        past.ahead(actor("browser"), THEN + away, THEN, field="until", message="The wait must end in the future.")
    assert refusal.value.field == "until"
    past.ahead(actor("import"), THEN + away, THEN, field="until", message="-")


def test_no_plan_and_a_near_one_are_fine():
    for at in (None, THEN + timedelta(seconds=1), THEN + timedelta(days=3650)):
        past.ahead(actor("browser"), at, THEN, field="until", message="-")
