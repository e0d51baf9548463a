"""What holds at an instant, and who decided it."""

from datetime import timedelta

import pytest

from supportdesk import clock
from supportdesk.configuration.actions.confirm import confirm
from supportdesk.configuration.definitions import known
from supportdesk.configuration.models import Setting
from supportdesk.configuration.values import memory, value
from supportdesk.errors import NeedsApproval, NotAllowed, Refused
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


def test_what_nobody_set_is_the_default_and_what_was_confirmed_holds_from_then_on(max, by, recorded):
    before = clock.now()
    assert value("reopen_days", before) == 14
    confirm("reopen_days", by=by(max), value=7)
    assert (value("reopen_days", clock.now()), value("reopen_days", before)) == (7, 14)
    confirm("reopen_days", by=by(max), value=21)
    assert value("reopen_days") == 21
    first, second = recorded()
    assert (first.kind, first.data, first.words) == ("setting.confirmed", {"key": "reopen_days"}, {"value": 7})
    assert second.actor_id == max.pk


def test_it_is_read_once_in_half_a_minute(max, by, django_assert_num_queries):
    confirm("silence_days", by=by(max), value=3)
    with django_assert_num_queries(1):
        assert [value("silence_days") for _ in range(9)] == [3] * 9
    Setting.objects.create(key="silence_days", value=9, confirmed_by=max, effective_from=clock.now())
    assert value("silence_days") == 3
    memory.read_at -= 31
    assert value("silence_days") == 9


def test_what_begins_tomorrow_does_not_hold_today(max):
    tomorrow = clock.now() + timedelta(days=1)
    Setting.objects.create(key="silence_days", value=9, confirmed_by=max, effective_from=tomorrow)
    memory.forget()
    assert (value("silence_days", clock.now()), value("silence_days", tomorrow)) == (5, 9)


@pytest.mark.parametrize(
    ("key", "wrong"),
    [
        ("reopen_days", -1),
        ("reopen_days", "7"),
        ("reopen_days", True),
        ("desk_name", ""),
        ("desk_name", "two\nlines"),
        ("pausing", ["new"]),
        ("pausing", ["scheduled", "scheduled"]),
        ("triage_fields", {"": ["title"]}),
        ("triage_fields", {"incident": "title"}),
        ("resolution_fields", {"": ["cause_class", "code", "mood"]}),
        ("resolution_fields", []),
    ],
)
def test_what_cannot_hold_is_refused_in_words(max, by, key, wrong, recorded):
    with pytest.raises(Refused) as refusal:
        confirm(key, by=by(max), value=wrong)
    assert refusal.value.field == key
    assert recorded() == []
    assert not Setting.objects.exists()


def test_every_default_would_be_accepted():
    assert {key: one.wrong(one.default) for key, one in known().items() if one.wrong(one.default)} == {}


def test_a_manager_decides_and_an_admin_only_before_there_is_one(olga, max, tess, ada, ann, rob, acme, by, recorded):
    """C 65: tool configuration is the manager's; a lead asks, an admin carries out what was approved."""
    mia = PersonFactory(name="Mia", roles=["SM"], organisation=acme)
    for person in (olga, ada, ann, rob, mia):
        with pytest.raises(NotAllowed):
            confirm("reopen_days", by=by(person), value=7)
    with pytest.raises(NeedsApproval):
        confirm("reopen_days", by=by(tess), value=7)
    assert recorded() == []
    type(max).objects.filter(pk=max.pk).update(is_active=False)
    confirm("reopen_days", by=by(olga), value=7)
    assert value("reopen_days") == 7
