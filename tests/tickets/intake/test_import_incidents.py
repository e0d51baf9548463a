"""A ServiceNow export becomes what happened, at its own instants (INT-22)."""

from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from supportdesk.accounts.models import Organisation, Person
from supportdesk.events.models import Event
from supportdesk.outbound.models import Notification
from tickets.desk import subscribers
from tickets.desk.models import Ticket
from tickets.desk.queries.search import by_identifier
from tickets.sla import ledger

pytestmark = pytest.mark.django_db
REAL_LOG = Path(__file__).parents[4] / "shared" / "data" / "servicenow_incidents.csv"


def imported(path, *flags):
    out, err = StringIO(), StringIO()
    call_command("import_incidents", path, "--zone", "Europe/Lisbon", *flags, stdout=out, stderr=err)
    return out.getvalue()


def refused(path, *flags):
    err = StringIO()
    with pytest.raises(CommandError) as refusal:
        call_command("import_incidents", path, "--zone", "Europe/Lisbon", *flags, stderr=err, stdout=StringIO())
    assert not Ticket.objects.exists()
    assert not Organisation.objects.filter(name="ServiceNow").exists()
    return f"{err.getvalue()}{refusal.value}"


def story(ticket):
    events = Event.objects.filter(subject="ticket", subject_id=ticket.pk).order_by("id")
    return [(event.kind, event.at.strftime("%H:%M")) for event in events if event.kind.startswith("ticket.")]


def test_every_row_happens_at_its_own_instant(export, file):
    imported(file(export()))
    ticket = Ticket.objects.get()
    assert story(ticket) == [
        ("ticket.opened", "09:00"),
        ("ticket.identified", "09:00"),
        ("ticket.transferred", "09:30"),
        ("ticket.assigned", "09:30"),
        ("ticket.triaged", "09:40"),
        ("ticket.moved", "09:40"),
        ("ticket.moved", "10:00"),
        ("ticket.noted", "11:00"),
        ("ticket.moved", "12:00"),
        ("ticket.resolved", "14:00"),
        ("ticket.reopened", "15:00"),
        ("ticket.resolved", "16:00"),
        ("ticket.closed", "17:00"),
    ]
    assert (ticket.status, ticket.reopen_count) == ("closed", 1)
    assert ticket.opened_at == datetime(2016, 3, 7, 9, 0, tzinfo=UTC)


def test_a_move_that_the_log_leaves_out_is_inferred_and_marked(export, file):
    imported(file(export()))
    marked = Event.objects.filter(data__inferred=True)
    assert [event.kind for event in marked] == ["ticket.triaged"]


def test_the_number_is_kept_as_a_searchable_reference(export, file, max):
    imported(file(export()))
    assert [found.pk for found in by_identifier(max, "inc0000001")] == [Ticket.objects.get().pk]


def test_gates_are_reported_and_not_enforced(export, file):
    said = imported(file(export()))
    assert "2 passed a gate with gaps" in said
    assert Event.objects.filter(kind="ticket.resolved", data__lacking__contains=["prevention"]).count() == 2


def test_the_clocks_are_replayed_with_the_wait_left_out(export, file):
    imported(file(export()))
    clock = Ticket.objects.get().clocks.filter(goal="resolution").first()
    replayed = ledger.replayed(clock)
    assert (replayed.spent, replayed.stopped_at) == (clock.spent, clock.stopped_at)
    assert clock.spent == 3 * 3600  # 09:00 to 10:00 and 12:00 to 14:00


def test_the_report_counts_our_events_beside_the_columns(export, file):
    said = imported(file(export()))
    assert "reassignments       1      1" in said
    assert "reopenings          1      1" in said


def test_a_difference_is_named_with_its_reason(export, file):
    rows = [{}, {"reassignment_count": "1", "at": "09:30"}, {"assignment_group": "Group 9", "at": "09:45"}]
    said = imported(file(export([*rows, {"assignment_group": "Group 8", "at": "10:00"}])))
    assert "INC0000001 reassignments: 2 here, 1 in the file" in said
    assert "-1 counted without a change of group in the rows" in said
    assert "+2 a move not counted" in said


def test_importing_twice_changes_nothing(export, file):
    path = file(export())
    imported(path)
    before = (Event.objects.count(), Person.objects.count(), Ticket.objects.get().version)
    assert "0 incidents imported, 1 known already." in imported(path)
    assert (Event.objects.count(), Person.objects.count(), Ticket.objects.get().version) == before


def test_nobody_is_notified_of_history(export, file):
    imported(file(export()))
    subscribers.notify(list(Event.objects.order_by("id")))
    assert not Notification.objects.exists()


def test_int_22_a_dry_run_lists_three_bad_rows_and_stores_nothing(export, file):
    """INT-22: given a file with 3 bad rows, a dry run lists the 3 and nothing is stored."""
    bad = [{}, {"impact": "huge"}, {"impact": "1 - High", "incident_state": "Asleep"}]
    path = file(export([*bad, {"incident_state": "Active", "sys_updated_at": "31-02-2016 10:00"}]))
    said = refused(path, "--dry-run")
    assert "line 3: impact is “huge”, not 1 to 3" in said
    assert "line 4: incident_state is “Asleep”" in said
    assert "line 5: sys_updated_at is “31-02-2016 10:00”, not a date" in said
    assert "3 problems; nothing was imported." in said


def test_a_sound_file_in_a_dry_run_stores_nothing(export, file):
    assert "nothing was stored" in imported(file(export()), "--dry-run")
    assert not Ticket.objects.exists()


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (lambda export: b"", "the file is empty"),
        (lambda export: b"\x89PNG\r\n\x00\x1a\n", "this is not a text file"),
        (lambda export: "Größe\n".encode("latin-1"), "this is not UTF-8 text"),
        (lambda export: export(header=["number", "state"]), "the header lacks: incident_state"),
        (lambda export: export([]), "there are no rows below the header"),
        (lambda export: export([{"opened_at": "29-02-2015 10:00"}]), "not a date like 29-02-2016 04:40"),
        (lambda export: export([{"sys_updated_at": "27-03-2016 01:30"}]), "a time that the clocks skipped"),
        (lambda export: export([{"opened_at": "01-01-0016 10:00"}]), "in the year 16"),
        (lambda export: export([{"incident_state": "-100"}]), "incident_state is “-100”"),
        (lambda export: export([{"at": "12:00"}, {"at": "11:00"}]), "goes back in time against line 2"),
        (lambda export: export()[:-40], "cells instead of 36"),
        (lambda export: export()[:-1], "the last line is cut off"),
    ],
)
def test_a_broken_file_is_refused_whole_and_in_words(export, file, broken, reason):
    assert reason in refused(file(broken(export)))


def test_a_missing_file_and_an_unknown_zone_are_said(tmp_path):
    assert "No such file" in refused(tmp_path / "nothing.csv")
    with pytest.raises(CommandError, match="is no time zone"):
        call_command("import_incidents", tmp_path / "nothing.csv", "--zone", "Mars/Base")


@pytest.mark.prove
@pytest.mark.skipif(not REAL_LOG.exists(), reason="runs where the real log lies beside the project")
def test_the_real_log_is_imported_whole_and_every_difference_explained():
    """INT-22: 443 incidents; ours and the file's counts differ only where the report says why."""
    said = imported(REAL_LOG)
    assert "443 incidents imported, 0 known already." in said
    assert Ticket.objects.filter(status="closed").count() == 443
    assert "unexplained" not in said


def test_an_import_may_end_on_a_day_and_leaves_open_what_was_open_then(export, file):
    later = {"opened_at": "08-03-2016 09:00", "sys_updated_at": "08-03-2016 09:02"}
    path = file(export() + export([later], number="INC0000002").split(b"\n", 1)[1])
    assert "1 incidents in 10 rows" in imported(path, "--until", "2016-03-07")
    assert Ticket.objects.get().status == "closed"
    assert "1 incidents imported, 1 known already." in imported(path)


def test_what_happens_after_the_last_day_is_left_out(export, file):
    rows = [{}, {"incident_state": "Active", "at": "09:40"}]
    rows += [{"incident_state": "Resolved", "sys_updated_at": "08-03-2016 00:00"}]
    imported(file(export(rows)), "--until", "2016-03-07")
    ticket = Ticket.objects.get()
    assert ticket.status == "in_progress"
    assert ticket.clocks.get(goal="resolution").stopped_at is None


def test_a_last_day_that_is_none_is_said(export, file):
    with pytest.raises(CommandError, match="is no day like 2016-03-15"):
        imported(file(export()), "--until", "15-03-2016")
