"""How far somebody's ramp-up has come, and the team's gate that goes by it."""

import pytest

from supportdesk.accounts.actions.review_replies import review_replies
from supportdesk.accounts.actions.set_stage import set_stage
from supportdesk.accounts.models import Person, RampStage, Role
from supportdesk.errors import NotAllowed, Refused

pytestmark = pytest.mark.django_db


def test_a_lead_says_how_far_a_newcomer_has_come(joe, by, tess, recorded):
    set_stage(joe, by=by(tess), stage=RampStage.FIRST_30_DAYS)
    assert Person.objects.get(pk=joe.pk).ramp_stage == "first_30_days"
    (event,) = recorded()
    assert (event.kind, event.subject_id) == ("person.stage_set", joe.pk)
    assert event.data == {"was": "full", "stage": "first_30_days"}


def test_saying_the_same_again_and_inventing_a_stage_are_refused(joe, by, tess, recorded):
    for stage in ("full", "first_week"):
        with pytest.raises(Refused) as refusal:
            set_stage(joe, by=by(tess), stage=stage)
        assert refusal.value.field == "stage"
    assert recorded() == []


def test_a_lead_speaks_for_the_own_people_and_nobody_for_oneself(erin, tess, joe, sam, by, max):
    for lead, person in ((tess, erin), (tess, tess), (joe, joe), (sam, joe)):
        with pytest.raises(NotAllowed):
            set_stage(person, by=by(lead), stage=RampStage.FIRST_30_DAYS)
    set_stage(erin, by=by(max), stage=RampStage.FIRST_30_DAYS)


def test_the_gate_is_the_teams(first_line, engineering_team, by, tess, recorded):
    review_replies(first_line, by=by(tess), on=True)
    first_line.refresh_from_db()
    assert first_line.reviews_replies
    assert [(event.kind, event.data) for event in recorded()] == [("team.reviews_switched", {"on": True})]
    with pytest.raises(Refused, match="on already"):
        review_replies(first_line, by=by(tess), on=True)
    with pytest.raises(NotAllowed):
        review_replies(engineering_team, by=by(tess), on=True)


def test_a_level_is_that_of_the_highest_role(joe, tess, max, rob, paula):
    assert [one.level for one in (joe, tess, max, rob, paula)] == [1, 4, 5, 0, 0]
    joe.roles = [Role.JA, Role.SA]
    assert joe.level == 3
