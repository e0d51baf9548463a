"""The proof on a real log: docs/real-log.md, row by row. It runs where the log lies beside the project."""

import re
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.db import transaction

from supportdesk.accounts.actor import system
from tests.conventions import ROOT
from tests.lived import told
from tickets.desk.models import Ticket
from tickets.desk.queries.why import Explained
from tickets.desk.states import LIVE
from tickets.intake.actions import import_incident as importing
from tickets.intake.servicenow.log import before, read
from tickets.intake.servicenow.places import Places
from tickets.sla.worktime import SECOND

REAL_LOG = ROOT.parent / "shared" / "data" / "servicenow_incidents.csv"
PAPER = Path(ROOT / "docs" / "real-log.md").read_text()
LISBON = ZoneInfo("Europe/Lisbon")
END = datetime(2016, 3, 16, tzinfo=LISBON)
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not REAL_LOG.exists(), reason="runs where the real log lies beside the project"),
]


def by_hand():
    """The ten rows of the paper: incident, seconds counted, due, broken."""
    for line in re.findall(r"^\| INC.*$", PAPER, re.MULTILINE):
        number, _, _, counted, due, broken = (cell.strip() for cell in line.strip("|").split("|"))
        hours, minutes = counted.split(":")
        yield number, 3600 * int(hours) + 60 * int(minutes), instant(due), instant(broken)


def instant(text):
    return None if text == "–" else datetime.strptime(f"2016-{text}", "%Y-%d-%m %H:%M").replace(tzinfo=UTC)


@pytest.mark.prove
def test_up_to_15_march_nothing_differs_and_ten_sums_are_those_on_paper(ring):
    flags = ("--zone", "Europe/Lisbon", "--until", "2016-03-15")
    call_command("import_incidents", REAL_LOG, *flags, stdout=StringIO())
    ring(END)
    assert (Ticket.objects.count(), Ticket.objects.filter(status__in=LIVE).count()) == (443, 96)
    said = StringIO()
    call_command("sla_verify", stdout=said)
    assert "1,330 clocks" in said.getvalue()
    assert "0 differences" in said.getvalue()
    rows = list(by_hand())
    assert len(rows) == 10
    for number, counted, due, broken in rows:
        ticket = Ticket.objects.get(source_key__endswith=number)
        clock = ticket.clocks.filter(goal="resolution").latest("pk")
        why = Explained(ticket).why(clock, clock.stopped_at or END)
        assert why.used == counted * SECOND, number
        assert (clock.due_at, clock.breached_at) == (due, broken), number


class Log:
    """The incidents in two parts: what happened before an instant, and what happened since."""

    def __init__(self, middle):
        self.all = before(read(REAL_LOG.read_bytes(), LISBON), END)
        self.middle, self.by = middle, system("import")

    def first_part(self):
        places = Places("ServiceNow", by=self.by)
        for incident in before(self.all, self.middle):
            importing.import_incident(incident, by=self.by, places=places)

    def second_part(self):
        """What the last copy of the desk had made is gone with it."""
        places = Places("ServiceNow", by=self.by)
        for incident in self.all:
            ticket = Ticket.objects.filter(source_key__endswith=f":{incident.number}").first()
            if ticket is None:
                importing.import_incident(incident, by=self.by, places=places)
                continue
            for row in incident.rows:
                if row.at >= self.middle:
                    actor = importing.Importer(places.agent(row.by), "import")
                    importing.follow(ticket, row, actor, places, first=False)


@pytest.mark.prove
def test_the_lists_of_two_drafts_are_what_publishing_them_does(terms_drafted, ring, breaches, answered, publish_at):
    middle = datetime(2016, 3, 2, tzinfo=LISBON)
    span = {"first": middle.date(), "last": END.date() - timedelta(days=1), "zone": "Europe/Lisbon"}
    shorter, longer = terms_drafted("p3", 0.25), terms_drafted("p2", 100)
    log = Log(middle)
    log.first_part()
    copy = transaction.savepoint()
    log.second_part()
    ring(END)
    was = set(breaches(middle, END))
    answers = {draft: told(answered(draft, also_open=True, **span)) for draft in (shorter, longer)}
    transaction.savepoint_rollback(copy)
    for draft, answer in answers.items():
        copy = transaction.savepoint()
        publish_at(middle, draft, also_open=True)
        log.second_part()
        ring(END)
        now = set(breaches(middle, END))
        assert answer == {True: now - was, False: was - now}
        transaction.savepoint_rollback(copy)
    assert len(answers[shorter][True]) >= 5
    assert len(answers[longer][False]) >= 5
