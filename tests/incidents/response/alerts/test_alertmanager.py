"""Alertmanager's words in ours: pure, and against whatever it may send (INT-11)."""

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from incidents.response.alerts import alertmanager
from supportdesk.errors import Refused

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
ONE = {
    "status": "firing",
    "labels": {"alertname": "DiskFull", "severity": "page", "service": "gateway"},
    "annotations": {"summary": "Disk is\nfull", "description": "98 % of /var"},
    "startsAt": "2026-11-21T09:20:00.123456789Z",
    "endsAt": "0001-01-01T00:00:00Z",
    "generatorURL": "https://prometheus.example/graph",
    "fingerprint": "a1b2",
}
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=12), inner, max_size=3),
    max_leaves=8,
)


def read(*alerts):
    return alertmanager.alerts({"version": "4", "groupKey": "{}", "alerts": list(alerts)}, NOW)


def test_each_part_finds_its_place():
    ((_, said),) = read(ONE)
    assert (said.title, said.text, said.status, said.severity) == ("Disk is full", "98 % of /var", "firing", 1)
    assert (said.component, said.fingerprint, said.url) == ("gateway", "a1b2", ONE["generatorURL"])
    assert said.starts_at == datetime(2026, 11, 21, 9, 20, 0, 123456, tzinfo=UTC)
    assert said.labels == ONE["labels"]


def test_the_same_told_again_is_the_same_message_and_its_end_is_another():
    over = ONE | {"status": "resolved", "endsAt": "2026-11-21T09:29:00Z"}
    ids = [message for message, _ in read(ONE, ONE | {"annotations": {}}, over)]
    assert ids[0] == ids[1] != ids[2]


@pytest.mark.parametrize(("severity", "level"), [("critical", 1), ("error", 2), ("warning", 3), ("", 3), ("info", 4)])
def test_severities_of_others_are_understood(severity, level):
    ((_, said),) = read(ONE | {"labels": {"alertname": "x", "severity": severity}})
    assert said.severity == level


def test_what_is_too_long_is_cut_and_what_is_missing_is_made_up_for():
    labels = {f"l{number}": "v" * 900 for number in range(80)}
    ((_, said),) = read({"status": "firing", "labels": labels, "annotations": {"summary": "s" * 900}, "startsAt": 7})
    assert (len(said.title), len(said.labels), said.starts_at, len(said.fingerprint)) == (250, 50, NOW, 64)
    ((_, bare),) = read({"status": "firing"})
    assert bare.title == "Alert without a name"


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.sampled_from([*ONE, "more"]), ANYTHING, max_size=7))
def test_nothing_that_it_may_send_breaks_the_reader(alert):
    try:
        ((message, said),) = read({"status": "firing"} | alert)
    except Refused:
        return
    assert message.startswith("am_")
    assert said.title


@pytest.mark.parametrize("value", [None, [], {}, {"alerts": 7}, {"alerts": [7]}, {"alerts": [ONE] * 501}])
def test_what_is_no_message_of_its_is_refused(value):
    with pytest.raises(Refused):
        alertmanager.alerts(value, NOW)
