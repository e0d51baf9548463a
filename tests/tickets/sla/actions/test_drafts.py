"""What the next version will say, while people still talk about it."""

import pytest

from supportdesk.errors import Conflict, NotAllowed, Refused, WrongState
from tickets.sla.actions.drafts import begin_draft, change_draft, discard_draft
from tickets.sla.models import Draft

pytestmark = pytest.mark.django_db
NIGHT = {"name": "Night shift", "zone": "UTC", "week": {"0": [[1320, 360]]}}


def test_a_draft_is_begun_changed_and_discarded(drafted, by, max, recorded):
    draft = drafted(zone="Europe/Berlin")
    assert (draft.base, draft.version, draft.state, draft.made_by) == (1, 1, "draft", max)
    change_draft(draft, by=by(max), content=draft.content | {"zone": "Europe/Paris"}, reason="France.")
    assert (draft.version, draft.content["zone"], draft.reason) == (2, "Europe/Paris", "France.")
    discard_draft(draft, by=by(max))
    assert draft.state == "discarded"
    events = recorded()
    assert [(event.kind, event.data) for event in events] == [
        ("terms.drafted", {"what": "calendar", "key": "business-hours", "base": 1}),
        ("terms.draft_changed", {"version": 2}),
        ("terms.draft_discarded", {}),
    ]
    assert events[0].payload.body["changes"] == {"Time zone": ["UTC", "Europe/Berlin"]}


def test_what_changes_nothing_is_no_change(drafted, by, max, recorded):
    draft = drafted()
    change_draft(draft, by=by(max), content=draft.content, reason=draft.reason)
    assert (draft.version, len(recorded())) == (1, 1)


def test_one_thing_has_one_draft_at_a_time(drafted, by, max):
    drafted()
    with pytest.raises(WrongState, match="Somebody is drafting"):
        drafted()
    discard_draft(Draft.objects.get(), by=by(max))
    assert drafted().is_open


def test_of_two_editors_the_second_is_told(drafted, by, max, tess):
    draft = drafted()
    change_draft(draft, by=by(max), seen=1, reason="One.")
    with pytest.raises(Conflict):
        change_draft(draft, by=by(tess), seen=1, reason="Two.")


def test_something_new_is_called_by_its_name(by, max):
    draft = begin_draft("", by=by(max), what="calendar", content=NIGHT)
    assert (draft.key, draft.base, draft.before) == ("night-shift", 0, None)
    with pytest.raises(Refused, match="There is one of this name already"):
        begin_draft("", by=by(max), what="calendar", content=NIGHT | {"name": "Business hours"})
    with pytest.raises(Refused, match="no such thing"):
        begin_draft("nowhere", by=by(max), what="calendar", content=NIGHT)


@pytest.mark.parametrize("name", ["joe", "ann", "erin", "ada", "rob"])
def test_who_may_not_propose_drafts_nothing(request, by, name, recorded):
    """SLA-19: a preset is changed only with the right to."""
    with pytest.raises(NotAllowed):
        begin_draft("", by=by(request.getfixturevalue(name)), what="calendar", content=NIGHT)
    assert not Draft.objects.exists()
    assert recorded() == []


@pytest.mark.parametrize("name", ["sam", "tess", "max", "olga"])
def test_seniors_leads_managers_and_admins_propose(request, by, name):
    assert begin_draft("", by=by(request.getfixturevalue(name)), what="calendar", content=NIGHT).is_open


def test_past_overrides_of_the_version_before_stay_and_new_ones_are_refused(drafted, by, max):
    """A clock may be judged anew from its beginning, so what was true then is kept."""
    old = {"2020-01-02": {"windows": [], "reason": "Closed"}}
    with pytest.raises(Refused, match="02-01-2020 lies in the past"):
        drafted(overrides=old)
    assert drafted(holidays=["2020-01-01"], names={"2020-01-01": "New Year"}).content["names"]
