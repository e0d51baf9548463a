"""The ten states of an incident, each with its instant."""

from datetime import timedelta

import pytest

from incidents.response.actions.declare import declare
from incidents.response.actions.dismiss import dismiss
from incidents.response.actions.move import move
from incidents.response.actions.revise import revise
from incidents.response.states import ORDER, STAMPS, State
from incidents.response.timings import timings
from supportdesk import clock
from supportdesk.errors import Conflict, NotAllowed, Refused, WrongState

pytestmark = pytest.mark.django_db


def test_it_goes_through_all_ten_states_and_each_leaves_its_instant(suspected, lead, step, heard):
    """INC-13: suspected to closed, one step at a time; nothing is left without its instant."""
    incident = lead(suspected(severity=3), "verified")
    step(incident, "review")
    assert [state for state, _ in incident.stamps()] == [state for state in ORDER if state != State.CLOSED]
    assert [at for _, at in incident.stamps()] == sorted(at for _, at in incident.stamps())
    assert heard(incident).count("incident.moved") == 8


def test_inc_13_a_skip_is_refused_and_the_permitted_steps_are_named(suspected, lead, step):
    """INC-13: from investigating to closed there is no way."""
    incident = lead(suspected(), "investigating")
    with pytest.raises(WrongState, match="Permitted next states: Cause identified") as refusal:
        step(incident, "close")
    assert refusal.value.permitted == ("identify",)
    incident.refresh_from_db()
    assert (incident.state, incident.closed_at) == ("investigating", None)


def test_a_step_back_empties_what_has_proved_wrong_and_keeps_the_rest(suspected, lead, step):
    incident = lead(suspected(), "monitoring")
    began = incident.investigating_at
    step(incident, "back")
    assert (incident.state, incident.investigating_at) == (State.INVESTIGATING, began)
    assert (incident.diagnosed_at, incident.mitigated_at, incident.monitoring_at) == (None, None, None)
    step(incident, "identify")
    assert incident.diagnosed_at


def test_naming_the_cause_needs_the_cause_and_its_evidence(suspected, lead, step):
    incident = lead(suspected(), "investigating")
    with pytest.raises(Refused, match="needs: kind of cause, evidence") as refusal:
        step(incident, "identify", cause="The spooler", cause_class="", evidence=" ")
    assert (refusal.value.field, refusal.value.missing) == ("cause_class", ("cause_class", "evidence"))


def test_a_step_names_its_instant_but_none_before_the_one_before(suspected, lead, step):
    incident = lead(suspected(minutes=90), "monitoring")
    with pytest.raises(Refused, match="had not begun then") as refusal:
        step(incident, "restore", at=incident.started_at - timedelta(minutes=1))
    assert refusal.value.field == "at"
    with pytest.raises(Refused, match="monitoring only at"):
        step(incident, "restore", at=incident.monitoring_at - timedelta(seconds=1))
    with pytest.raises(Refused, match="future"):
        step(incident, "restore", at=clock.now() + timedelta(minutes=1))
    incident.refresh_from_db()
    assert (incident.state, incident.restored_at) == ("monitoring", None)
    step(incident, "restore", at=incident.monitoring_at)
    assert incident.restored_at == incident.monitoring_at


def test_it_cannot_have_begun_after_it_was_noticed_or_over(suspected, lead, by, ian):
    incident = lead(suspected(minutes=90), "restored")
    late = {"started_at": incident.restored_at + timedelta(microseconds=1), "reason": "The log says so."}
    with pytest.raises(Refused, match="after it was restored") as refusal:
        revise(incident, by=by(ian), seen=incident.version, **late)
    assert refusal.value.field == "started_at"
    late = {"started_at": incident.detected_at + timedelta(milliseconds=1)}
    with pytest.raises(Refused, match="after it was noticed"):
        revise(incident, by=by(ian), seen=incident.version, reason="So.", **late)


def test_another_beginning_needs_a_reason_and_stands_in_the_timeline(suspected, by, ian):
    incident = suspected()
    earlier = incident.started_at - timedelta(hours=1)
    with pytest.raises(Refused) as refusal:
        revise(incident, by=by(ian), seen=incident.version, started_at=earlier)
    assert refusal.value.field == "reason"
    revise(incident, by=by(ian), seen=incident.version, started_at=earlier, reason="The first alert was missed.")
    assert "missed" in incident.entries.get(kind="correction").text


def test_inc_14_the_parts_of_the_time_come_from_the_stamps(suspected):
    """INC-14: 10:00, 10:06, 11:10, 11:40: six minutes to acknowledge, a hundred to restore."""
    incident = suspected()
    ten = incident.detected_at.replace(hour=10, minute=0, second=0, microsecond=0)
    minutes = {"detected_at": 0, "acknowledged_at": 6, "diagnosed_at": 70, "restored_at": 100}
    for name, after in minutes.items():
        setattr(incident, name, ten + timedelta(minutes=after))
    incident.started_at = ten - timedelta(minutes=5)
    took = {one.key: one.took and one.took.total_seconds() / 60 for one in timings(incident)}
    assert took == {"detect": 5, "acknowledge": 6, "diagnose": 70, "restore": 100, "verify": None}


def test_whoever_decided_on_an_older_version_is_told_what_changed(suspected, step, by, ian):
    incident = suspected()
    seen = incident.version
    step(incident, "acknowledge")
    with pytest.raises(Conflict) as conflict:
        move(incident, by=by(ian), seen=seen, step="investigate")
    assert {change["field"] for change in conflict.value.changes} >= {"state", "acknowledged_at"}


def test_an_analyst_without_a_part_in_it_does_not_move_it(suspected, lead, step, ann):
    incident = lead(suspected(), "acknowledged")
    with pytest.raises(NotAllowed, match="holds incident role"):
        step(incident, "investigate", who=ann)


def test_a_dismissed_suspicion_is_kept_with_its_reason_and_frees_its_tickets(suspected, joined, by, ian, heard):
    incident = suspected()
    (ticket,) = joined(incident)
    with pytest.raises(Refused):
        dismiss(incident, by=by(ian), seen=incident.version, reason=" ")
    dismiss(incident, by=by(ian), seen=incident.version, reason="One printer without paper.")
    assert (incident.state, incident.closed_at) == ("closed", incident.dismissed_at)
    assert not incident.links.live().exists()
    assert heard(incident)[-1] == "incident.dismissed"
    assert heard(ticket)[-1] == "ticket.left_incident"


def test_the_table_has_an_instant_for_each_state():
    assert list(STAMPS) == ORDER


def test_an_incident_cannot_be_dismissed_once_commanded(declared, by, ian):
    with pytest.raises(WrongState, match="Only a suspicion"):
        dismiss(declared, by=by(ian), seen=declared.version, reason="It is none.")


def test_declared_twice_it_is_refused(declared, by, ian):
    with pytest.raises(WrongState, match="already"):
        declare(declared, by=by(ian), seen=declared.version, criteria="Again.")
