"""Who has which part, and how it changes hands (INC-06, HAND-09)."""

import pytest

from incidents.response.actions.roles import accept_role, decline_role, give_role
from incidents.response.commanding import held, holder
from incidents.response.policy import holds_incident_role
from incidents.response.subscribers import notify
from supportdesk.errors import NotAllowed, Refused, WrongState
from supportdesk.outbound.models import Notification

pytestmark = pytest.mark.django_db


def test_inc_06_handed_over_it_is_theirs_once_accepted_and_the_timeline_has_from_to_and_when(
    declared, by, ian, max, heard
):
    """INC-06: the commander hands over; until it is accepted Ian goes on, and then not a moment is without one."""
    span = give_role(declared, by=by(ian), role="commander", to=max)
    assert held(declared)["commander"].person == ian
    accept_role(span, by=by(max))
    assert held(declared)["commander"].person == max
    before = declared.roles.get(person=ian)
    assert before.ended_at == span.accepted_at
    line = declared.entries.filter(kind="role").latest("pk")
    assert (line.text, line.at) == ("Commander: Max from Ian", span.accepted_at)
    assert heard(declared)[-2:] == ["incident.role_given", "incident.role_accepted"]


def test_clocks_go_on_without_a_gap_when_it_changes_hands(declared, by, ian, max):
    """HAND-09."""
    clocks = list(declared.clocks.order_by("pk").values_list("pk", "due_at", "stopped_at"))
    accept_role(give_role(declared, by=by(ian), role="commander", to=max), by=by(max))
    assert list(declared.clocks.order_by("pk").values_list("pk", "due_at", "stopped_at")) == clocks


def test_whoever_is_asked_hears_of_it_and_may_decline(declared, by, ian, ann, recorded):
    recorded()
    span = give_role(declared, by=by(ian), role="scribe", to=ann)
    notify(recorded())
    assert Notification.objects.get(person=ann).text == f"You are asked to be scribe of {declared}."
    decline_role(span, by=by(ann))
    assert "scribe" not in held(declared)
    with pytest.raises(WrongState, match="not offered any more"):
        accept_role(span, by=by(ann))


def test_nobody_else_answers_for_them(declared, by, ian, ann, sam):
    span = give_role(declared, by=by(ian), role="scribe", to=ann)
    with pytest.raises(NotAllowed, match="offered to self"):
        accept_role(span, by=by(sam))


def test_offered_to_another_the_first_offer_is_over(declared, by, ian, ann, sam):
    first = give_role(declared, by=by(ian), role="scribe", to=ann)
    give_role(declared, by=by(ian), role="scribe", to=sam)
    first.refresh_from_db()
    assert first.ended_at
    assert declared.roles.offered().get().person == sam


def test_with_a_part_an_analyst_is_a_responder(declared, by, ian, ann, step):
    """E.3: the limit of the matrix follows the part."""
    assert not holds_incident_role(by(ann), declared)
    accept_role(give_role(declared, by=by(ian), role="liaison", to=ann), by=by(ann))
    step(declared, "investigate", who=ann)
    assert declared.state == "investigating"


def test_whoever_holds_a_part_may_hand_it_on_but_gives_no_other(declared, by, ian, ann, joe):
    accept_role(give_role(declared, by=by(ian), role="scribe", to=ann), by=by(ann))
    accept_role(give_role(declared, by=by(ann), role="scribe", to=joe), by=by(joe))
    assert held(declared)["scribe"].person == joe
    with pytest.raises(NotAllowed):
        give_role(declared, by=by(ann), role="technical", to=joe)


@pytest.mark.parametrize(
    ("role", "who", "field"), [("chef", "ann", "role"), ("scribe", "rob", "to"), ("scribe", "paula", "to")]
)
def test_what_does_not_fit_is_refused_at_its_field(declared, by, ian, role, who, field, request):
    with pytest.raises(Refused) as refusal:
        give_role(declared, by=by(ian), role=role, to=request.getfixturevalue(who))
    assert refusal.value.field == field


def test_a_part_that_nobody_holds_is_the_commanders(declared, ian):
    assert holder(declared, "communications") == ian


def test_stakeholders_are_several_and_asked_nothing(declared, by, ian, ada, paula):
    for person in (ada, paula):
        give_role(declared, by=by(ian), role="reader", to=person)
    assert declared.roles.held().filter(role="reader").count() == 2
    assert not holds_incident_role(by(ada), declared)
