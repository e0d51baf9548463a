import pytest

from supportdesk.accounts.actor import system
from supportdesk.errors import Refused, WrongState
from tests.factories import TicketTypeFactory
from tickets.desk import silence
from tickets.desk.actions.reopen import reopen
from tickets.desk.actions.resolve import resolve
from tickets.desk.actions.triage import triage
from tickets.desk.models import Resolution, Ticket

pytestmark = pytest.mark.django_db


def test_it_is_resolved_with_the_whole_record(owned, by, ann, resolution, news, latest):
    """T-27: what happened, cause, steps, how verified and by whom, advice, prevention, code."""
    news(owned)
    record = resolve(owned, by=by(ann), seen=owned.version, **resolution)
    owned.refresh_from_db()
    assert (owned.status, owned.resolved_at, owned.owner) == ("resolved", record.at, ann)
    assert {name: getattr(record, name) for name in resolution} == resolution
    assert (record.resolved_by, record.verified_by) == (ann, ann)
    assert news(owned) == ["sla.met", "sla.met", "ticket.resolved"]
    event = latest(owned)
    assert (event.data["resolution"], event.data["code"], event.data["cause_class"]) == (
        record.pk,
        "fixed",
        "configuration",
    )
    assert event.words["changes"]["status"] == ["triaged", "resolved"]


def test_fixed_alone_is_refused_naming_the_missing_parts(owned, by, ann):
    """T-27: resolve with "fixed" only is refused naming the missing parts."""
    with pytest.raises(Refused) as refusal:
        resolve(owned, by=by(ann), seen=owned.version, code="fixed")
    assert refusal.value.missing == (
        "happened",
        "cause_class",
        "root_cause",
        "steps",
        "verification",
        "advice",
        "prevention",
    )
    assert "What happened, Cause class" in refusal.value.message
    assert Ticket.objects.get().status == "triaged"
    assert not Resolution.objects.exists()


def test_without_a_cause_class_nothing_is_resolved(owned, by, ann, resolution):
    """T-52: resolution without a cause class is refused."""
    del resolution["cause_class"]
    with pytest.raises(Refused) as refusal:
        resolve(owned, by=by(ann), seen=owned.version, **resolution)
    assert (refusal.value.field, refusal.value.missing) == ("cause_class", ("cause_class",))


@pytest.mark.parametrize("part", ["cause_class", "code"])
def test_only_what_is_on_the_list_counts(part, owned, by, ann, resolution):
    """T-52: every resolved ticket has exactly one of the cause classes."""
    with pytest.raises(Refused) as refusal:
        resolve(owned, by=by(ann), seen=owned.version, **{**resolution, part: "gremlins"})
    assert refusal.value.field == part


def test_every_resolved_ticket_has_exactly_one_cause_class(owned, by, ann, resolution):
    """T-52: reported, every resolved ticket has exactly one: that of its last resolution."""
    resolve(owned, by=by(ann), seen=owned.version, **resolution)
    reopen(owned, by=by(ann), reason="recurred")
    resolve(owned, by=by(ann), seen=owned.version, **{**resolution, "cause_class": "network"})
    assert owned.resolutions.latest("at").cause_class == "network"
    assert all(Resolution.objects.values_list("cause_class", flat=True))


def test_a_question_needs_less(opened, by, ann, printing, ticket):
    asked = opened(type=TicketTypeFactory(key="question"))
    triage(asked, by=by(ann), seen=1, impact=3, urgency=3, category=printing)
    words = {"happened": "Asked for the way.", "cause_class": "intended_behaviour", "steps": "Told.", "advice": "Left."}
    assert resolve(asked, by=by(ann), seen=asked.version, code="answered", **words).pk


def test_the_clocks_stop_and_it_closes_by_itself_after_silence(owned, by, ann, resolution):
    resolve(owned, by=by(ann), seen=owned.version, **resolution)
    assert not owned.clocks.filter(stopped_at=None).exists()
    assert owned.due_at is None
    assert owned.close_at == silence.close_at(owned.resolved_at, "UTC")


def test_somebody_else_may_have_verified_it(owned, by, ann, joe, resolution):
    assert resolve(owned, by=by(ann), seen=owned.version, verified_by=joe, **resolution).verified_by == joe


def test_what_was_offered_is_offered_no_longer(offered, by, ann, resolution):
    resolve(offered, by=by(ann), seen=offered.version, **resolution)
    assert offered.offered_to is None
    assert offered.handoffs.get().withdrawn_at == offered.resolved_at


def test_a_new_ticket_is_triaged_first(ticket, by, ann, resolution):
    with pytest.raises(WrongState) as refusal:
        resolve(ticket, by=by(ann), seen=ticket.version, **resolution)
    assert refusal.value.permitted == ("triage", "cancel")


def test_it_is_resolved_once(resolved, by, ann, resolution):
    with pytest.raises(WrongState) as refusal:
        resolve(resolved, by=by(ann), seen=resolved.version, **resolution)
    assert refusal.value.permitted == ("close", "reopen")


def test_an_import_reports_what_the_old_record_lacks(owned, latest):
    resolve(owned, by=system("import"), seen=owned.version, at=owned.opened_at, code="fixed")
    assert (owned.status, owned.resolved_at) == ("resolved", owned.opened_at)
    assert "cause_class" in latest(owned).data["lacking"]
