"""A draft becomes the next version, from its day on."""

from datetime import timedelta

import pytest

from supportdesk import clock
from supportdesk.approvals.actions.ask import ask
from supportdesk.approvals.actions.grant import grant
from supportdesk.errors import NeedsApproval, NotAllowed, Refused, WrongState
from supportdesk.outbound.models import Notification
from supportdesk.outbound.subscribers import tell_of_approvals
from tickets.sla.actions.drafts import change_draft
from tickets.sla.actions.publish import publish
from tickets.sla.models import Calendar, Draft, Policy

pytestmark = pytest.mark.django_db


def held(at):
    return {one.key: one.version for one in Policy.objects.in_force(at)}


def test_it_is_the_next_version_with_the_policies_that_move(drafted, by, max, recorded):
    draft = drafted(zone="Europe/Berlin")
    made, policies = publish(draft, by=by(max))
    assert (made.version, made.zone, made.reason) == (2, "Europe/Berlin", "We moved.")
    assert [(one.key, one.version) for one in policies] == [("p3", 2), ("p4", 2), ("standard", 2)]
    assert policies[0].reason == f"Counts in version 2 of {made.name}. We moved."
    assert [target.calendar_id for target in policies[0].targets.all()] == [made.pk] * 4
    assert (draft.state, draft.became) == ("published", 2)
    event = recorded()[-1]
    numbers = {"key": "business-hours", "version": 2, "draft": draft.pk, "policies": [one.pk for one in policies]}
    assert (event.kind, event.subject, event.subject_id, event.data) == (
        "calendar.published",
        "calendar",
        made.pk,
        numbers,
    )
    assert event.payload.body == {"changes": {"Time zone": ["UTC", "Europe/Berlin"]}, "reason": "We moved."}


def test_what_was_published_is_over(drafted, by, max):
    draft = drafted()
    publish(draft, by=by(max))
    for again in (publish, change_draft):
        with pytest.raises(WrongState, match="over already"):
            again(draft, by=by(max))


def test_it_holds_from_its_day_on_and_not_before(drafted, by, max):
    """SLA-10."""
    tomorrow = clock.now() + timedelta(days=1)
    publish(drafted(zone="Europe/Berlin", effective_from=tomorrow), by=by(max))
    assert Calendar.objects.in_force(clock.now()).get(key="business-hours").version == 1
    assert Calendar.objects.in_force(tomorrow).get(key="business-hours").version == 2
    assert (held(clock.now())["p3"], held(tomorrow)["p3"]) == (1, 2)


def test_a_day_that_has_passed_while_it_waited_means_at_once(drafted, by, max):
    draft = drafted(zone="Europe/Berlin", effective_from=clock.now() + timedelta(seconds=60))
    yesterday = clock.now() - timedelta(days=1)
    Draft.objects.filter(pk=draft.pk).update(effective_from=yesterday)
    made, _ = publish(draft, by=by(max))
    assert made.effective_from > yesterday + timedelta(hours=23)


def test_every_policy_that_counts_in_it_is_named(drafted, by, max):
    with pytest.raises(Refused, match="Say whether it moves to the new hours: P4, Standard") as refused:
        publish(drafted(policies=["p3"]), by=by(max))
    assert refused.value.field == "policies"
    assert not Calendar.objects.filter(version=2).exists()


def test_a_policy_that_changes_later_is_not_moved_over_that(drafted, by, max):
    """Its later version would take the move back unseen."""
    policy, later = Policy.objects.get(key="p3"), clock.now() + timedelta(days=9)
    following = Policy.objects.create(key="p3", version=2, name="P3", priority=3, effective_from=later)
    with pytest.raises(Refused, match=f"{policy.name} has a version that begins on {later:%d-%m-%Y}"):
        publish(drafted(), by=by(max))
    draft = Draft.objects.get()
    change_draft(draft, by=by(max), policies={"p3": False, "p4": True, "standard": True})
    assert [one.key for one in publish(draft, by=by(max))[1]] == ["p4", "standard"]
    assert following.version == 2


def test_nothing_is_published_over_what_somebody_else_published(drafted, by, max):
    draft = drafted(zone="Europe/Berlin")
    Draft.objects.filter(pk=draft.pk).update(base=0)
    with pytest.raises(WrongState, match="Version 1 was published meanwhile"):
        publish(draft, by=by(max))
    change_draft(draft, by=by(max), content=draft.content)
    assert publish(draft, by=by(max))[0].version == 2


def test_without_a_reason_nobody_is_judged_by_it(drafted, by, max):
    """SLA-10."""
    with pytest.raises(Refused, match="Say why") as refused:
        publish(drafted(reason=" "), by=by(max))
    assert refused.value.field == "reason"


def test_an_admin_needs_a_manager_who_is_told_and_grants_that_very_draft(drafted, by, olga, max, recorded):
    """SLA-10: what was granted is what was read; any change voids it."""
    draft = drafted(who=olga, zone="Europe/Berlin")
    with pytest.raises(NeedsApproval) as needed:
        publish(draft, by=by(olga))
    assert needed.value.asks["arguments"] == {"version": 1}
    asked = ask(draft, by=by(olga), action="publish_terms", arguments={"version": 1}, reason="We moved.")
    assert asked.words == f"Publish the calendar “{draft.name}”, version 2"
    tell_of_approvals([event for event in recorded() if event.kind == "approval.asked"])
    assert Notification.objects.get(person=max).text == f"Olga asks for your approval: {asked.words}"
    grant(asked, by=by(max))
    change_draft(draft, by=by(olga), content=draft.content | {"zone": "Europe/Paris"})
    with pytest.raises(NeedsApproval):
        publish(draft, by=by(olga))
    again = ask(draft, by=by(olga), action="publish_terms", arguments={"version": 2}, reason="To Paris.")
    grant(again, by=by(max))
    assert publish(draft, by=by(olga))[0].zone == "Europe/Paris"


@pytest.mark.parametrize("arguments", [{}, {"version": "1"}, {"version": True}, {"version": 1, "more": 2}])
def test_what_is_asked_for_names_the_version_of_the_draft(drafted, by, olga, max, arguments):
    with pytest.raises(Refused, match="Say which version of the draft"):
        ask(drafted(who=olga), by=by(olga), action="publish_terms", arguments=arguments, reason="We moved.")


def test_a_desk_without_a_manager_is_being_set_up(by, olga, drafted):
    assert publish(drafted(who=olga), by=by(olga))[0].version == 2


def test_an_auditor_publishes_nothing(drafted, by, ada, max):
    with pytest.raises(NotAllowed):
        publish(drafted(), by=by(ada))
