import pytest

from supportdesk.errors import NeedsApproval, NotAllowed, Refused, WrongState
from supportdesk.events.models import Event
from tickets.desk.actions.prioritise import prioritise

pytestmark = pytest.mark.django_db


def test_running_promises_count_anew_from_the_start(triaged, by, tess, clock_of, news, latest):
    """SLA-11: P3 to P2 counts the P2 due time from creation, and the history shows old and new."""
    was = clock_of(triaged, "resolution").due_at
    news(triaged)
    prioritise(triaged, by=by(tess), seen=triaged.version, impact=1, urgency=2)
    resolution = clock_of(triaged, "resolution")
    assert resolution.policy.key == "p2"
    assert (resolution.due_at - triaged.opened_at).total_seconds() == 8 * 3600
    assert news(triaged) == ["sla.retargeted", "sla.retargeted", "ticket.prioritised"]
    event = latest(triaged)
    assert event.words["changes"]["priority"] == [3, 2]
    retarget = resolution.moments.get(what="retarget")
    assert retarget.data["was"]["due"] == was.isoformat()
    assert retarget.data["due"] == resolution.due_at.isoformat()


def test_both_due_times_stand_in_the_log(triaged, by, tess, clock_of):
    """T-41: a clock event keeps the old and the new due time."""
    was = clock_of(triaged, "resolution").due_at
    prioritise(triaged, by=by(tess), seen=triaged.version, impact=1, urgency=2)
    told = Event.objects.filter(kind="sla.retargeted", data__goal="resolution").latest("pk")
    assert (told.data["was"], told.data["due"]) == (was.isoformat(), clock_of(triaged, "resolution").due_at.isoformat())


def test_lowering_a_p1_needs_a_reason(triaged, by, tess):
    prioritise(triaged, by=by(tess), seen=triaged.version, impact=1, urgency=1)
    with pytest.raises(Refused, match="lowered") as refusal:
        prioritise(triaged, by=by(tess), seen=triaged.version, impact=2, urgency=2)
    assert refusal.value.field == "rationale"
    prioritise(triaged, by=by(tess), seen=triaged.version, impact=2, urgency=2, rationale="Only one floor after all.")
    assert (triaged.priority, triaged.priority_rationale) == (3, "Only one floor after all.")


@pytest.mark.parametrize(("who", "role"), [("joe", "TL"), ("ann", "TL"), ("sam", "IC or TL"), ("erin", "IC")])
def test_lowering_a_p1_is_asked_for(who, role, triaged, by, tess, request):
    prioritise(triaged, by=by(tess), seen=triaged.version, impact=1, urgency=1)
    with pytest.raises(NeedsApproval) as refusal:
        prioritise(
            triaged,
            by=by(request.getfixturevalue(who)),
            seen=triaged.version,
            impact=3,
            urgency=3,
            rationale="It works again.",
        )
    assert refusal.value.role == role


def test_raising_to_p2_is_not_a_juniors(triaged, by, joe):
    with pytest.raises(NeedsApproval):
        prioritise(triaged, by=by(joe), seen=triaged.version, impact=1, urgency=2)


def test_from_p3_to_p4_is_everybodys(triaged, by, joe):
    prioritise(triaged, by=by(joe), seen=triaged.version, impact=3, urgency=3)
    assert triaged.priority == 4


def test_the_order_of_the_queue_follows(triaged, by, tess):
    before = triaged.rank
    prioritise(triaged, by=by(tess), seen=triaged.version, impact=1, urgency=1)
    assert triaged.rank < before


@pytest.mark.parametrize("stage", ["ticket", "resolved"])
def test_only_between_triage_and_resolution(stage, by, tess, request):
    ticket = request.getfixturevalue(stage)
    with pytest.raises(WrongState) as refusal:
        prioritise(ticket, by=by(tess), seen=ticket.version, impact=1, urgency=1)
    assert ("triage" in refusal.value.permitted) == (stage == "ticket")


def test_a_light_seat_only_reads(triaged, by, paula):
    with pytest.raises(NotAllowed):
        prioritise(triaged, by=by(paula), seen=triaged.version, impact=3, urgency=3)
