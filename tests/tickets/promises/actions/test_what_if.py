"""Asking what another promise would have meant, and leaving it unasked."""

from datetime import UTC, date, datetime, timedelta

import pytest

from supportdesk import clock
from supportdesk.errors import NotAllowed, Refused, WrongState
from tests.factories import PersonFactory
from tests.lived import FIRST, LAST, NIGHT_AND_DAY
from tickets.promises.actions.answer import answer_some
from tickets.promises.actions.what_if import ask, stop
from tickets.promises.models import WhatIf

pytestmark = pytest.mark.django_db
SPAN = {"first": FIRST, "last": LAST, "zone": "UTC"}


@pytest.fixture
def draft(hours_drafted):
    return hours_drafted(NIGHT_AND_DAY)


def test_a_question_keeps_the_draft_as_it_stood_and_is_told(draft, by, max, recorded):
    recorded()
    what_if = ask(draft, by=by(max), also_open=True, **SPAN)
    assert (what_if.state, what_if.draft["key"], what_if.draft["content"]["week"]) == (
        "queued", "business-hours", NIGHT_AND_DAY,
    )  # fmt: skip
    assert what_if.since == datetime(2026, 3, 2, tzinfo=UTC)
    assert what_if.until == datetime(2026, 4, 6, tzinfo=UTC)
    (event,) = recorded()
    assert (event.kind, event.data["key"], event.data["also_open"]) == ("what_if.asked", "business-hours", True)


def test_days_are_those_of_the_zone(draft, by, max):
    what_if = ask(draft, by=by(max), **SPAN | {"zone": "Asia/Tokyo"})
    assert what_if.since == datetime(2026, 3, 1, 15, tzinfo=UTC)
    assert (what_if.first, what_if.last) == (FIRST, LAST)


def test_of_today_only_what_is_over_is_looked_at(draft, by, max):
    now = clock.now()
    today = now.astimezone(UTC).date()
    assert now <= ask(draft, by=by(max), first=FIRST, last=today, zone="UTC").until <= now + timedelta(minutes=1)


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"first": LAST, "last": FIRST}, "last", "before the first"),
        ({"first": date(2999, 1, 1), "last": date(2999, 1, 2)}, "first", "not to come"),
        ({"first": date(1066, 1, 1)}, "first", "before 1990"),
        ({"zone": "Mars/Base"}, "zone", "no such time zone"),
    ],
)
def test_a_span_that_makes_no_sense_is_refused_in_words(draft, by, max, wrong, field, words):
    with pytest.raises(Refused, match=words) as refusal:
        ask(draft, by=by(max), **SPAN | wrong)
    assert refusal.value.field == field
    assert not WhatIf.objects.exists()


@pytest.mark.parametrize("who", ["sam", "tess", "max", "olga"])
def test_whoever_may_draft_may_ask(draft, by, request, who):
    assert ask(draft, by=by(request.getfixturevalue(who)), **SPAN).pk


@pytest.mark.parametrize("who", ["joe", "ann", "erin", "ian", "rob", "ada"])
def test_nobody_else_asks(draft, by, request, who):
    with pytest.raises(NotAllowed):
        ask(draft, by=by(request.getfixturevalue(who)), **SPAN)


def test_staff_of_one_customer_do_not_ask_about_everybody(draft, by, acme):
    mona = PersonFactory(name="Mona", roles=["SM"], organisation=acme)
    with pytest.raises(NotAllowed):
        ask(draft, by=by(mona), **SPAN)


def test_what_is_stopped_stays_as_far_as_it_got(draft, month, ask_what_if, by, max, ann, recorded, monkeypatch):
    monkeypatch.setattr("tickets.promises.actions.answer.TOGETHER", 10)
    what_if = ask_what_if(draft)
    assert answer_some(what_if, by=by(max)) == 10
    recorded()
    with pytest.raises(NotAllowed):
        stop(what_if, by=by(ann))
    stop(what_if, by=by(max))
    assert (what_if.state, what_if.done, what_if.total) == ("stopped", 10, 30)
    assert [event.kind for event in recorded()] == ["what_if.stopped"]
    assert answer_some(what_if, by=by(max)) == 0
    with pytest.raises(WrongState):
        stop(what_if, by=by(max))


def test_a_lead_stops_what_they_asked_themselves(draft, ask_what_if, by, tess):
    with pytest.raises(NotAllowed):
        stop(ask_what_if(draft), by=by(tess))
    assert stop(ask(draft, by=by(tess), **SPAN), by=by(tess)).state == "stopped"
