"""`sla_verify`: rows against ledgers, in words; repair; where it stopped it goes on."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from supportdesk import clock
from supportdesk.accounts.actor import system
from supportdesk.events.models import Event
from tickets.desk.actions.moves import move
from tickets.desk.actions.prioritise import prioritise
from tickets.desk.actions.reopen import reopen
from tickets.desk.actions.reply import reply
from tickets.desk.actions.resolve import resolve
from tickets.desk.actions.ring_due import ring_due
from tickets.desk.actions.triage import triage
from tickets.desk.models import Ticket, TicketClock, TicketMoment
from tickets.sla import verify
from tickets.sla.management.commands import sla_verify
from tickets.sla.queries import verified
from tickets.sla.tasks import verify_sample

pytestmark = pytest.mark.django_db


def ran(*arguments):
    """What the command prints, and what it fails with."""
    out, failed = StringIO(), ""
    try:
        call_command("sla_verify", *arguments, stdout=out, stderr=StringIO())
    except CommandError as error:
        failed = str(error)
    return out.getvalue(), failed


@pytest.fixture
def lived(opened_ago, by, tess, ann, rob, printing, resolution):
    """A ticket whose clocks were warned, held, retargeted, resumed, stopped and started anew."""
    ticket = opened_ago(minutes=20)
    ring_due(by=system("clock"))
    triage(ticket, by=by(tess), seen=1, impact=2, urgency=2, category=printing, rationale="One floor.")
    until = clock.now() + timedelta(days=1)
    move(ticket, by=by(ann), seen=ticket.version, action="wait_vendor", waiting_reason="vendor", until=until)
    prioritise(ticket, by=by(tess), seen=ticket.version, impact=1, urgency=1)
    move(ticket, by=by(ann), seen=ticket.version, action="start")
    reply(ticket, by=by(ann), body="Parts are here.")
    resolve(ticket, by=by(ann), seen=ticket.version, **resolution)
    reopen(ticket, by=by(rob), reason="not_fixed")
    return ticket


def test_rows_that_live_say_what_their_ledgers_say(lived, opened):
    opened()
    out, failed = ran()
    assert (failed, "0 differences found" in out) == ("", True), out
    assert f"{TicketClock.objects.count()} clocks" in out


WRONG = {
    "spent": 1.5,
    "since": timedelta(hours=-1),
    "started_at": timedelta(hours=-1),
    "due_at": timedelta(minutes=1),
    "alarm_at": timedelta(minutes=1),
    "level": 75,
    "breached_at": timedelta(),
    "target_seconds": 7,
    "held_reason": "vendor",
    "pauses": None,
    "policy": None,
    "calendar": None,
}


@pytest.mark.parametrize("column", WRONG)
def test_a_column_that_says_something_else_is_named_and_put_right(column, opened, recorded):
    """Each cached column: named with both values, exit code 1; `--repair` sets it and tells, the ledger stays."""
    ticket = opened()
    row = ticket.clocks.get(goal="resolution")
    good, ledger = snapshot(row), list(TicketMoment.objects.values())
    TicketClock.objects.filter(pk=row.pk).update(**{column: spoiled(row, column)})
    out, failed = ran()
    assert f"resolution clock {row.pk} of ticket {ticket.pk}: {column} is " in out
    assert "differ" in failed
    recorded()
    out, failed = ran("--repair")
    assert (failed, "put right" in out) == ("", True)
    told = [event for event in recorded() if event.kind == "sla.repaired"]
    assert [(event.subject_id, event.data) for event in told] == [(ticket.pk, {"clocks": [row.pk]})]
    assert snapshot(row) == good
    assert list(TicketMoment.objects.values()) == ledger
    assert ran()[1] == ""


def spoiled(row, column):
    wrong = WRONG[column]
    if isinstance(wrong, timedelta):
        return (getattr(row, column) or row.started_at) + wrong
    if column == "pauses":
        return not row.pauses
    if wrong is None:
        return type(getattr(row, column)).objects.exclude(pk=getattr(row, column).pk).first()
    return wrong


def snapshot(row):
    return TicketClock.objects.filter(pk=row.pk).values().get()


def test_the_tickets_own_due_time_is_compared_and_put_right(opened):
    ticket = opened()
    Ticket.objects.filter(pk=ticket.pk).update(due_at=None, rank=0)
    out, failed = ran("--ticket", f"T-{ticket.pk}")
    assert f"ticket {ticket.pk}: due_at is nothing, its ledger says" in out
    assert "differ" in failed
    ran("--repair")
    kept = Ticket.objects.get(pk=ticket.pk)
    assert (kept.due_at, kept.rank, kept.version) == (ticket.due_at, ticket.rank, ticket.version)


def test_only_the_tickets_named_are_looked_at(opened):
    one, other = opened(), opened()
    other.clocks.update(level=75)
    assert ran("--ticket", str(one.pk))[1] == ""
    assert "level is 75" in ran("--ticket", str(one.pk), "--ticket", str(other.pk))[0]


def test_a_hundred_samples_of_a_hundredth_see_every_clock_once(opened):
    for _ in range(4):
        opened()
    seen = [row.pk for turn in range(100) for row in verify.batch(TicketClock, verify.Scope(1, turn), after=0)]
    assert sorted(seen) == sorted(TicketClock.objects.values_list("pk", flat=True))


def test_stopped_it_says_how_to_go_on_and_goes_on_there(opened, monkeypatch):
    for _ in range(3):
        opened()
    TicketClock.objects.update(level=75)
    first, last = TicketClock.objects.order_by("pk")[0], TicketClock.objects.latest("pk")
    monkeypatch.setattr(verify.batch, "__kwdefaults__", {"limit": 2})
    monkeypatch.setattr(sla_verify.Command, "take", interrupted(sla_verify.Command.take))
    out, failed = ran()
    assert failed.startswith("Stopped. 2 clocks")
    place = failed.split("--after ")[1]
    monkeypatch.undo()
    went_on, _ = ran("--after", place)
    assert f"clock {first.pk} " in out
    assert f"clock {first.pk} " not in went_on
    assert f"clock {last.pk} " in went_on


def interrupted(take):
    """Ctrl-C behind the first batch."""

    def once(self, looked):
        take(self, looked)
        raise KeyboardInterrupt

    return once


@pytest.mark.parametrize("wrong", [("--after", "nowhere:1"), ("--sample", "0%"), ("--sample", "x"), ("--ticket", "x")])
def test_what_cannot_be_meant_is_refused_in_words(wrong):
    assert "argument" in ran(*wrong)[1]


def test_the_nightly_look_keeps_its_result_and_comes_once_a_night(opened, monkeypatch):
    opened()
    monkeypatch.setattr(verify, "sample", lambda now: verify.Scope())
    TicketClock.objects.filter(goal="resolution").update(level=75)
    verify_sample()
    verify_sample()
    (event,) = Event.objects.with_words().filter(kind="sla.verified")
    assert event.data == {"checked": TicketClock.objects.count(), "different": 1, "hundredths": 1}
    assert "level is 75" in event.words["differences"][0]
    assert verified()["ok"] is False


def test_the_health_page_shows_the_latest_look(client, opened, transactional_db):
    opened()
    ran()
    found = client.get("/readyz").json()["clocks"]
    assert (found["ok"], found["different"], found["checked"]) == (True, 0, TicketClock.objects.count())
