"""The answer: found in batches, each once, and nothing else is touched."""

import pytest
from django.apps import apps

from tests.lived import MORNINGS, NIGHT_AND_DAY
from tickets.promises import tasks
from tickets.promises.actions import answer
from tickets.promises.actions.answer import answer_some
from tickets.promises.models import Difference

pytestmark = pytest.mark.django_db
OWN = ("promises", "sessions", "contenttypes", "auth")


def found(what_if):
    kept = ("clock", "goal", "gained", "at", "was_due", "due", "queue", "weekday", "hour")
    return sorted(what_if.differences.values_list(*kept))


def everything():
    """Every row of the desk but the what-ifs' own and what was told of them."""
    rows = {}
    for model in apps.get_models(include_auto_created=True):
        if model._meta.app_label not in OWN and model._meta.managed:
            rows[model._meta.label] = list(model._base_manager.order_by("pk").values_list())
    rows["events.Event"] = [row for row in rows["events.Event"] if not row[1].startswith("what_if.")]
    numbers = {row[0] for row in rows["events.Event"]}
    rows["events.Payload"] = [row for row in rows["events.Payload"] if row[0] in numbers]
    rows["events.Outbox"] = [row for row in rows["events.Outbox"] if row[1] in numbers]
    return rows


def test_nothing_but_the_answer_is_written(month, hours_drafted, answered):
    """All rows of all tables before and after: clocks, moments and events among them."""
    draft = hours_drafted(NIGHT_AND_DAY)
    before = everything()
    assert before["desk.TicketMoment"]
    assert before["desk.TicketClock"]
    assert answered(draft, also_open=True).gained
    assert everything() == before


def test_hours_by_night_gain_breaches(month, hours_drafted, answered, recorded):
    recorded()
    longer = answered(hours_drafted(NIGHT_AND_DAY))
    assert (longer.state, longer.total, longer.done) == ("done", 30, 30)
    assert longer.gained == longer.differences.filter(gained=True).count() > 0
    assert longer.lost == 0
    ended = recorded()[-1]
    assert (ended.kind, ended.data["gained"], ended.data["tickets"]) == ("what_if.answered", longer.gained, 30)


def test_mornings_alone_lose_some(month, hours_drafted, answered):
    shorter = answered(hours_drafted(MORNINGS))
    assert shorter.lost == shorter.differences.filter(gained=False).count() > 0
    assert shorter.gained == 0


def test_batches_make_no_difference(month, hours_drafted, answered, monkeypatch):
    draft = hours_drafted(NIGHT_AND_DAY)
    whole = answered(draft)
    monkeypatch.setattr(answer, "TOGETHER", 7)
    parts = answered(draft)
    assert parts.batches.count() == 5
    assert found(parts) == found(whole)
    assert (parts.gained, parts.lost, parts.kept, parts.clocks) == (whole.gained, whole.lost, whole.kept, whole.clocks)


def test_a_killed_worker_leaves_nothing_behind_and_the_next_goes_on(
    month, hours_drafted, answered, ask_what_if, by, max, monkeypatch
):
    draft = hours_drafted(NIGHT_AND_DAY)
    whole = answered(draft)
    monkeypatch.setattr(answer, "TOGETHER", 7)
    what_if = ask_what_if(draft)
    assert answer_some(what_if, by=by(max)) == 7
    real, killed = Difference.objects.bulk_create, []

    def killed_once(rows):
        real(rows)
        if not killed:
            killed.append(rows)
            raise KeyboardInterrupt

    monkeypatch.setattr(Difference.objects, "bulk_create", killed_once)
    with pytest.raises(KeyboardInterrupt):
        answer_some(what_if, by=by(max))
    what_if.refresh_from_db()
    assert what_if.done == 7
    tasks.answer()
    what_if.refresh_from_db()
    assert (what_if.state, what_if.done) == ("done", 30)
    assert found(what_if) == found(whole)


def test_an_empty_span_is_answered_at_once(hours_drafted, answered):
    what_if = answered(hours_drafted(NIGHT_AND_DAY))
    assert (what_if.state, what_if.total, what_if.gained, what_if.lost) == ("done", 0, 0, 0)


def test_a_policy_that_stays_behind_keeps_its_hours(month, hours_drafted, answered):
    moved = dict.fromkeys(("p3", "p4", "standard"), False)
    what_if = answered(hours_drafted(NIGHT_AND_DAY, policies=moved))
    assert (what_if.gained, what_if.lost) == (0, 0)
    assert what_if.kept > 0


@pytest.mark.parametrize("together", [5, 30])
def test_a_batch_is_read_by_as_many_statements_however_many_tickets_it_has(
    month, hours_drafted, ask_what_if, by, max, monkeypatch, django_assert_max_num_queries, together
):
    monkeypatch.setattr(answer, "TOGETHER", together)
    draft = hours_drafted(NIGHT_AND_DAY)
    answer_some(ask_what_if(draft), by=by(max))  # versions are read once per process
    what_if = ask_what_if(draft)
    with django_assert_max_num_queries(24):
        answer_some(what_if, by=by(max))
