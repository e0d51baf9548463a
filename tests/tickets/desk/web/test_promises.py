"""A due time set by hand, and an exception, at the browser."""

from datetime import timedelta

import pytest
from django.utils import timezone

from supportdesk import clock
from supportdesk.approvals.actions.ask import ask
from supportdesk.approvals.actions.grant import grant
from tickets.desk.actions.except_clock import except_clock
from tickets.desk.actions.override_due import override_due
from tickets.desk.clocks import in_utc

pytestmark = pytest.mark.django_db


def typed(instant):
    """As a field of a form holds it."""
    return timezone.localtime(instant).strftime("%Y-%m-%dT%H:%M")


def in_hours(number):
    return (clock.now() + timedelta(hours=number)).replace(second=0, microsecond=0)


@pytest.fixture
def words(owned):
    return {"seen": owned.version, "until": typed(in_hours(48)), "reason": "The line was cut."}


@pytest.mark.parametrize("way", ["post", "send"])
def test_a_manager_excepts_a_promise(browse, said, page, owned, max, words, way):
    """SLA-08: with a reason and an end; it stands on the ticket."""
    maxs = browse(max)
    why = page(owned, "clocks", "resolution")
    assert f'href="{why}/exception"' in said(maxs.get(why))
    done = getattr(maxs, way)(f"{why}/exception", words)
    assert done.status_code == (302 if way == "post" else 200)
    shown = said(maxs.get(why))
    assert "counted apart" in shown
    assert f'href="{why}/exception/end"' in shown
    assert "The line was cut." in said(maxs.get(page(owned)))


def test_an_analyst_asks_for_it_and_finds_what_was_granted_in_the_form(browse, said, page, owned, by, ann, max, words):
    """SLA-08: approved by a manager."""
    anns, address = browse(ann), page(owned, "clocks", "resolution", "exception")
    refused = anns.post(address, words)
    assert refused.status_code == 409
    assert "needs the approval of a support manager" in said(refused)
    until = in_hours(30)
    given = {"goal": "resolution", "until": in_utc(until)}
    asked = ask(owned, by=by(ann), action="except_clock", arguments=given, reason="The line was cut.")
    grant(asked, by=by(max), comment="Yes.")
    assert f'value="{typed(until)}"' in said(anns.get(address))
    assert anns.post(address, words | {"until": typed(until)}).status_code == 302
    assert owned.clocks.get(goal="resolution").excepted_until == until


@pytest.mark.parametrize(("field", "value"), [("until", "2020-01-01T00:00"), ("reason", ""), ("until", "")])
def test_what_is_wrong_is_said_at_its_field(browse, said, page, owned, max, words, field, value):
    answer = browse(max).post(page(owned, "clocks", "resolution", "exception"), words | {field: value})
    assert answer.status_code == 422
    assert f'id="id_{field}' in said(answer)
    assert owned.clocks.get(goal="resolution").excepted_until is None


def test_the_end_of_an_exception(browse, said, page, owned, by, max):
    except_clock(owned, by=by(max), seen=owned.version, goal="resolution", until=in_hours(9), reason="Cut.")
    why = page(owned, "clocks", "resolution")
    assert browse(max).post(f"{why}/exception/end", {"seen": owned.version}).status_code == 302
    assert "counted apart" not in said(browse(max).get(why))


def test_a_due_time_set_by_hand_and_taken_back(browse, said, page, owned, max, ann, words):
    why, due = page(owned, "clocks", "resolution"), in_hours(5)
    before = owned.clocks.get(goal="resolution").due_at
    assert browse(max).post(f"{why}/override", words | {"due": typed(due)}).status_code == 302
    assert owned.clocks.get(goal="resolution").due_at == due
    assert "Set by hand to be due" in said(browse(ann).get(why))
    owned.refresh_from_db()
    assert browse(ann).post(f"{why}/override/end", {"seen": owned.version}).status_code == 302
    assert owned.clocks.get(goal="resolution").due_at == before


def test_nothing_is_offered_to_whoever_may_not(browse, said, page, owned, by, max, ada):
    override_due(
        owned, by=by(max), seen=owned.version, goal="resolution", due=in_hours(5), until=in_hours(9), reason="Agreed."
    )
    why = page(owned, "clocks", "resolution")
    shown = said(browse(ada).get(why))
    assert "Set by hand" in shown
    assert "/override" not in shown
    assert browse(ada).post(f"{why}/override/end", {"seen": owned.version}).status_code == 403


def test_a_goal_that_there_is_not(browse, page, owned, max):
    assert browse(max).get(page(owned, "clocks", "lunch", "exception")).status_code == 404
