"""What rows of the requirements say of figures, asked over REST on the real database."""

from datetime import timedelta

import pytest

from metrics.facts.rebuilding import rebuild
from supportdesk import clock
from supportdesk.accounts.actions.change_organisation import change_organisation
from supportdesk.events import relay
from tests.supportdesk.api.clients import Api
from tickets.desk.actions.reply import reply
from tickets.sla.models import Policy, Target

pytestmark = pytest.mark.django_db


def figure(person, name, **query):
    relay.drain("figures")
    asked = "&".join(f"{key}={value}" for key, value in ({"period": "day"} | query).items())
    return Api(person).get(f"/kpis/{name}?{asked}").json()["figure"]


def test_a_report_uses_the_tier_held_at_opening(owned, acme, by, ann, max, tess, resolution):
    """T-33: the tier changes before the answer; the promise is reported under the tier of the opening."""
    change_organisation(acme, by=by(max), seen=1, tier="gold")
    reply(owned, by=by(ann), body="Please pull the tray out and look for paper behind it.")
    assert figure(tess, "KPI-05", tier="standard")["denominator"] == 1
    assert figure(tess, "KPI-05", tier="gold")["denominator"] == 0


def test_an_update_that_was_promised_and_kept_counts_as_on_time(owned, by, ann, tess):
    """COM-02: the update KPI counts it."""
    soon = clock.now() + timedelta(hours=4)
    reply(owned, by=by(ann), body="We look into it and tell you more.", promise=soon)
    reply(owned, by=by(ann), body="The tray was bent; a new one is on its way.")
    kept = figure(tess, "KPI-07")
    assert (kept["numerator"], kept["denominator"]) == (1, 1)


def test_last_months_attainment_is_by_last_months_version(owned, by, ann, tess, resolution):
    """SLA-10: a policy that changes later changes no figure of before, not even counted from the beginning."""
    reply(owned, by=by(ann), body="Please pull the tray out and look for paper behind it.")
    before = figure(tess, "KPI-05")
    for policy in list(Policy.objects.in_force(clock.now())):
        about = {"key": policy.key, "name": policy.name, "version": policy.version + 1}
        new = Policy.objects.create(**about, effective_from=clock.now() - timedelta(days=1), reason="Stricter")
        for target in policy.targets.all():
            Target.objects.create(policy=new, goal=target.goal, seconds=1, calendar=target.calendar)
    assert rebuild() == 0
    assert figure(tess, "KPI-05") == before
    assert before["numerator"] == 1
