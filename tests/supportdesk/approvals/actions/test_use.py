"""The action said again uses the grant: once, for exactly this."""

import pytest

from supportdesk import clock
from supportdesk.accounts.actor import system
from supportdesk.approvals.actions.ask import ask
from supportdesk.approvals.actions.expire import expire
from supportdesk.approvals.actions.grant import grant
from supportdesk.approvals.models import Approval
from supportdesk.errors import NeedsApproval, Refused
from tickets.desk.actions.prioritise import prioritise

pytestmark = pytest.mark.django_db
P1 = {"impact": 1, "urgency": 1}


def raised(ticket, by, person, priority=1, **more):
    return prioritise(ticket, by=by(person), seen=ticket.version, priority=priority, **{**P1, **more})


def test_until_it_is_granted_the_way_to_ask_is_said(triaged, by, joe):
    with pytest.raises(NeedsApproval) as refusal:
        raised(triaged, by, joe)
    assert (refusal.value.role, refusal.value.open) == ("TL or SA", None)
    said = f"Raise T-{triaged.pk} to P1: this needs the approval of a team lead or senior analyst."
    assert refusal.value.message == said
    assert refusal.value.asks == {
        "action": "set_high",
        "subject": "ticket",
        "subject_id": triaged.pk,
        "arguments": {"priority": 1},
    }


def test_granted_it_goes_through_once(granted, triaged, by, joe, tess, state, news):
    news(triaged)
    raised(triaged, by, joe)
    assert (triaged.priority, state(granted)) == (1, "used")
    assert news(triaged) == ["approval.used", "sla.retargeted", "sla.retargeted", "ticket.prioritised"]
    lowered(triaged, by, tess)
    with pytest.raises(NeedsApproval):
        raised(triaged, by, joe)


def lowered(ticket, by, person):
    prioritise(ticket, by=by(person), seen=ticket.version, impact=2, urgency=2, rationale="It prints again.")


def test_it_is_bound_to_what_was_asked_and_to_whom(granted, triaged, by, joe, state):
    with pytest.raises(NeedsApproval):
        raised(triaged, by, joe, priority=2, rationale="Half of the floor.")
    assert state(granted) == "granted"


def test_what_is_refused_after_all_leaves_it_unused(granted, triaged, by, joe, state):
    with pytest.raises(Refused):
        raised(triaged, by, joe, impact=None)
    assert state(granted) == "granted"
    raised(triaged, by, joe)


def test_nobody_else_uses_it(granted, triaged, by, state):
    other = type(granted.asked_by).objects.create_user("jane@example.org", name="Jane", roles=["JA"])
    with pytest.raises(NeedsApproval):
        raised(triaged, by, other)
    assert state(granted) == "granted"


def test_a_grant_holds_a_day_and_a_request_three_and_then_both_are_over(granted, triaged, by, joe, state, news):
    ask(triaged, by=by(joe), action="set_high", arguments={"priority": 2}, reason="Or P2.")
    now = clock.now()
    assert 23 < (granted.expires_at - now).total_seconds() / 3600 <= 24
    Approval.objects.update(expires_at=now)
    with pytest.raises(NeedsApproval):
        raised(triaged, by, joe)
    news(triaged)
    assert expire(by=system()) == 2
    assert expire(by=system()) == 0
    assert set(Approval.objects.values_list("state", flat=True)) == {"expired"}
    assert news(triaged) == ["approval.expired"] * 2


def test_what_is_not_over_stays(granted):
    assert expire(by=system()) == 0


def test_a_lead_needs_no_grant_and_uses_none(granted, triaged, by, tess, state):
    raised(triaged, by, tess)
    assert state(granted) == "granted"


def test_again_after_the_use_is_asked_anew(granted, triaged, by, joe, tess):
    raised(triaged, by, joe)
    lowered(triaged, by, tess)
    again = ask(triaged, by=by(joe), action="set_high", arguments={"priority": 1}, reason="Dead again.")
    grant(again, by=by(tess))
    raised(triaged, by, joe)
    assert triaged.priority == 1
