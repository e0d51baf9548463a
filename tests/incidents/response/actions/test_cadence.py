"""The clocks between updates (INC-07, E.5): which run, what rings, and what ends them."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from incidents.response import timers
from incidents.response.actions.enter import enter
from incidents.response.actions.revise import change_severity
from incidents.response.actions.ring import ring_due
from incidents.response.actions.settle import settle
from incidents.response.configured import cadence
from incidents.response.models import CadenceClock
from incidents.response.states import COMMANDED, ORDER, RECOVERED, Audience
from incidents.response.subscribers import notify
from supportdesk import clock
from supportdesk.configuration.actions.confirm import confirm
from supportdesk.outbound.models import Notification
from tickets.sla import ledger, verify

pytestmark = pytest.mark.django_db


@pytest.fixture
def open_clocks():
    """`open_clocks(incident)`: audience -> the clock that runs."""

    def by_audience(incident):
        return {one.audience: one for one in incident.clocks.filter(stopped_at=None)}

    return by_audience


@pytest.mark.parametrize(
    ("severity", "minutes"), [(1, (30, 60)), (2, (60, 120)), (3, (1440, 1440)), (4, ())], ids=["1", "2", "3", "4"]
)
def test_e_5_each_severity_has_its_figures(suspected, step, open_clocks, severity, minutes):
    """E.5: what is due after how many minutes, inside and outside; a SEV4 is told as needed."""
    incident = suspected(severity=severity)
    assert open_clocks(incident) == {}
    step(incident, "acknowledge")
    running = open_clocks(incident)
    lengths = [(running[name].due_at - running[name].started_at) / timedelta(minutes=1) for name in sorted(running)]
    assert sorted(lengths) == sorted(minutes)


def test_a_manager_sets_another_figure(max, by, suspected, step, open_clocks):
    confirm("incident_sev1_internal_minutes", by=by(max), value=20)
    incident = suspected()
    step(incident, "acknowledge")
    assert open_clocks(incident)["internal"].target_seconds == 20 * 60


def test_inc_07_after_31_minutes_of_30_the_update_is_late_in_the_timeline(declared, clockwork, open_clocks, heard):
    """INC-07: late at the very minute at which it was due, however late the sweep comes, and told once."""
    due = open_clocks(declared)["internal"].due_at
    ring_due(by=clockwork, now=declared.declared_at + timedelta(minutes=31))
    late = declared.entries.get(kind="late")
    assert (late.at, late.text) == (due, "The internal update was due.")
    assert heard(declared).count("incident.update_late") == 1
    assert open_clocks(declared)["internal"].breached_at == due
    assert not ring_due(by=clockwork, now=declared.declared_at + timedelta(minutes=32))


def test_whoever_holds_the_cadence_hears_of_it(declared, clockwork, recorded, ian, sam):
    recorded()
    ring_due(by=clockwork, now=declared.declared_at + timedelta(minutes=31))
    notify(recorded())
    told = list(
        Notification.objects.filter(subject="incident").order_by("pk").values_list("person__name", "level", "text")
    )
    assert ("Ian", "urgent", f"The internal update of {declared} is late.") in told
    assert {name for name, _, _ in told} == {"Ian"}


def test_an_internal_update_meets_its_clock_and_the_next_one_runs(declared, by, ann, open_clocks):
    before = open_clocks(declared)
    enter(declared, by=by(ann), kind="internal_update", text="Still looking at the spooler.")
    after = open_clocks(declared)
    assert CadenceClock.objects.get(pk=before["internal"].pk).stopped_at
    assert after["internal"].pk != before["internal"].pk
    assert after["external"].pk == before["external"].pk


def test_another_severity_judges_what_runs_by_its_own_figures(declared, by, ian, open_clocks):
    began = open_clocks(declared)["internal"].started_at
    change_severity(declared, by=by(ian), seen=declared.version, severity=2, reason="Half of them print.")
    running = open_clocks(declared)["internal"]
    assert (running.started_at, running.due_at) == (began, began + timedelta(hours=1))
    change_severity(declared, by=by(ian), seen=declared.version, severity=4, reason="One is left.")
    assert open_clocks(declared) == {}
    change_severity(declared, by=by(ian), seen=declared.version, severity=1, reason="All again.")
    assert set(open_clocks(declared)) == {"internal", "external"}


def test_they_end_with_the_verified_recovery_and_the_closing_message(declared, lead, by, ian, open_clocks):
    """E.5: stop only on verified and the closing message."""
    lead(declared, "restored")
    assert set(open_clocks(declared)) == {"internal", "external"}
    lead(declared, "verified")
    assert set(open_clocks(declared)) == {"external"}
    settle(declared, by=by(ian), message="Printing works again since noon.")
    assert open_clocks(declared) == {}


def test_a_step_back_lets_them_run_again(declared, lead, step, open_clocks):
    lead(declared, "verified")
    step(declared, "back")
    assert set(open_clocks(declared)) == {"internal", "external"}


def test_the_rows_say_what_their_ledger_says(declared, by, ian, clockwork):
    """SLA-09: `sla_verify` finds nothing, and the rows replay."""
    ring_due(by=clockwork, now=declared.declared_at + timedelta(minutes=31))
    enter(declared, by=by(ian), kind="internal_update", text="Still looking.")
    change_severity(declared, by=by(ian), seen=declared.version, severity=2, reason="Half of them print.")
    assert verify.differences(verify.batch(CadenceClock, verify.Scope(), after=0)) == []
    assert all(ledger.replayed(row) == row.pure() for row in declared.clocks.all())


ACTS = st.lists(
    st.sampled_from(["forward", "back", "severity", "internal", "external", "time", "settle"]), min_size=1, max_size=12
)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(ACTS, st.randoms(use_true_random=False))
def test_no_clock_is_lost_and_no_state_without_its_instant(suspected, lead, step, by, ian, clockwork, acts, chance):
    """Whatever happens in whichever order: a commanded incident that is not recovered has a clock for each audience
    that its severity tells, one that is not commanded has none, and each state passed has its instant."""
    incident = suspected()
    for act in acts:
        done(act, incident, lead, step, by(ian), clockwork, chance)
        incident.refresh_from_db()
        running = sorted(one.audience for one in timers.open_clocks(incident))
        wanted = sorted(one for one in Audience if cadence(incident.severity, one))
        if incident.state not in COMMANDED:
            assert running == []
        elif incident.state not in RECOVERED:
            assert running == wanted
        else:
            assert set(running) <= {Audience.EXTERNAL}
        reached = [at for _, at in incident.stamps()]
        assert len(reached) == ORDER.index(incident.state) + 1
        assert reached == sorted(reached)


def done(act, incident, lead, step, ian, clockwork, chance):
    place = ORDER.index(incident.state)
    if act == "forward" and incident.state != "verified":
        lead(incident, ORDER[place + 1])
    elif act == "back" and place > ORDER.index("investigating"):
        step(incident, "back")
    elif act == "severity":
        other = chance.choice([one for one in (1, 2, 3, 4) if one != incident.severity])
        change_severity(incident, by=ian, seen=incident.version, severity=other, reason="So it is.")
    elif act == "internal":
        enter(incident, by=ian, kind="internal_update", text="Still looking.")
    elif act == "external":
        timers.updated(incident, Audience.EXTERNAL, clock.now(), by=ian)
    elif act == "time":
        ring_due(by=clockwork, now=clock.now() + timedelta(minutes=chance.randrange(120)))
    elif act == "settle" and incident.state == "verified":
        settle(incident, by=ian, message="Printing works again.")
