import pytest

from kb.macros.actions.propose import propose, revise, withdraw_proposal
from kb.macros.actions.publish import publish
from kb.macros.actions.retire import retire
from kb.macros.models import Macro, MacroProposal
from supportdesk.approvals.actions.grant import grant
from supportdesk.approvals.models import Approval
from supportdesk.errors import Conflict, NeedsApproval, NotAllowed, Refused, WrongState

pytestmark = pytest.mark.django_db


@pytest.fixture
def proposed(worded, joe, by):
    return propose(None, by=by(joe), content=worded(), reason="Asked for every week.")


def test_a_juniors_macro_is_a_proposal_and_a_lead_is_asked(recorded, proposed, joe):
    assert not Macro.objects.exists()
    asked = Approval.objects.get()
    assert (asked.asked_by, asked.roles, asked.arguments) == (joe, ["TL"], {"version": 1})
    assert [event.kind for event in recorded()] == ["macro.proposed", "approval.asked"]


def test_a_junior_cannot_publish_before_somebody_said_yes(proposed, joe, by):
    with pytest.raises(NeedsApproval):
        publish(proposed, by=by(joe))


def test_once_granted_its_writer_publishes_it(proposed, joe, tess, by, recorded):
    grant(Approval.objects.get(), by=by(tess))
    recorded()
    made = publish(proposed, by=by(joe))
    assert (made.number, made.proposed_by, made.published_by, made.approved_by) == (1, joe, joe, tess)
    assert [event.kind for event in recorded()] == ["approval.used", "macro.published"]


def test_a_lead_who_publishes_it_approves_it(proposed, joe, tess, by):
    made = publish(proposed, by=by(tess))
    assert (made.proposed_by, made.approved_by) == (joe, tess)


def test_what_was_granted_is_what_was_read(proposed, worded, joe, tess, by):
    grant(Approval.objects.get(), by=by(tess))
    revise(proposed, by=by(joe), seen=1, content=worded(body="Something else."), reason="Better.")
    with pytest.raises(NeedsApproval):
        publish(proposed, by=by(joe))
    assert sorted(Approval.objects.values_list("state", flat=True)) == ["asked", "withdrawn"]


def test_who_changes_what_a_colleague_changed_meanwhile_is_told(proposed, worded, joe, ann, by):
    revise(proposed, by=by(ann), seen=1, content=worded(name="Once more"), reason="Better.")
    with pytest.raises(Conflict):
        revise(proposed, by=by(joe), seen=1, content=worded(name="Again"), reason="Mine.")


def test_an_analyst_may_ask_a_peer(worded, ann, by):
    propose(None, by=by(ann), content=worded(), reason="New.")
    assert Approval.objects.get().roles == ["TL", "AN"]


def test_a_senior_changes_small_things_in_the_own_team_alone(macro, worded, sam, first_line, by):
    own = macro(team=first_line.pk)
    small = propose(own, by=by(sam), content=worded(team=first_line.pk, body="Softer."), reason="Tone.")
    assert publish(small, by=by(sam)).number == 2
    large = propose(own, by=by(sam), content=worded(team=first_line.pk, fields={"take": True}), reason="Owner.")
    with pytest.raises(NotAllowed):
        publish(large, by=by(sam))


def test_the_wording_of_everybody_is_not_a_seniors_to_change(macro, worded, sam, by):
    broad = propose(macro(), by=by(sam), content=worded(body="Softer."), reason="Tone.")
    with pytest.raises(NotAllowed):
        publish(broad, by=by(sam))


def test_one_proposal_of_a_macro_at_a_time(macro, worded, joe, ann, by):
    one = macro()
    propose(one, by=by(joe), content=worded(body="A."), reason="A.")
    with pytest.raises(WrongState, match="already"):
        propose(one, by=by(ann), content=worded(body="B."), reason="B.")


def test_a_proposal_that_was_overtaken_is_not_published(macro, worded, tess, by):
    one = macro()
    first = propose(one, by=by(tess), content=worded(body="A."), reason="A.")
    MacroProposal.objects.filter(pk=first.pk).update(base=7)
    first.refresh_from_db()
    with pytest.raises(WrongState, match="meanwhile"):
        publish(first, by=by(tess))


def test_withdrawn_it_is_asked_for_no_longer(proposed, joe, by):
    withdraw_proposal(proposed, by=by(joe))
    assert Approval.objects.get().state == "withdrawn"
    with pytest.raises(WrongState):
        publish(proposed, by=by(joe))


def test_a_retired_macro_is_offered_to_nobody_and_keeps_its_versions(macro, tess, ann, by, recorded):
    one = macro()
    recorded()
    retire(one, by=by(tess), reason="The outage is over for good.")
    assert not Macro.objects.offered_to(ann).exists()
    assert one.versions.count() == 1
    assert [event.kind for event in recorded()] == ["macro.retired"]


def test_a_macro_of_another_team_is_not_offered(macro, engineering_team, ann, erin):
    macro(team=engineering_team.pk)
    assert not Macro.objects.offered_to(ann).exists()
    assert Macro.objects.offered_to(erin).exists()


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"name": " "}, "name"),
        ({"body": "Dear {{customer.name}},"}, "body"),
        ({"audience": "everybody"}, "audience"),
        ({"body": "-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----"}, "body"),
        ({"fields": {"priority": 1}}, "fields"),
        ({"fields": {"move": "wait_vendor", "wait_days": 2}}, "waiting_reason"),
        ({"fields": {"wait_days": 2}}, "move"),
        ({"fields": {"category": 999}}, "category"),
        ({"fields": {"promise_hours": 10_000}}, "promise_hours"),
        ({"team": 999}, "team"),
    ],
)
def test_what_is_not_in_order_is_refused_by_its_field(worded, tess, by, said, field):
    with pytest.raises(Refused) as refusal:
        propose(None, by=by(tess), content=worded(**said), reason="New.")
    assert refusal.value.field == field
    assert not MacroProposal.objects.exists()
