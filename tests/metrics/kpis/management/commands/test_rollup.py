"""`manage.py rollup`: figures made beforehand, and made again from the first event on."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from metrics.kpis.models import Cell
from metrics.kpis.tasks import roll_up
from supportdesk import clock
from tickets.desk.actions.open import open_ticket

pytestmark = pytest.mark.django_db


def rolled_up(*flags):
    said = StringIO()
    call_command("rollup", *flags, stdout=said)
    return said.getvalue()


def test_a_rebuild_makes_the_same_again(owned, told, rows):
    told()
    roll_up()
    before = rows()
    said = rolled_up("--rebuild")
    assert said == "0 rows of facts differed.\n0 figures written.\n"
    assert rows() == before
    assert before["cells"]


def test_an_event_of_last_week_changes_last_week_and_no_other(ticket, by, rob, service_desk, incident, told):
    """MET-03: what is told late is counted where it happened; every other week keeps its very rows."""
    told()
    rolled_up()
    before = set(Cell.objects.filter(step="week").values_list("pk", flat=True))
    late = clock.now() - timedelta(days=14)
    said = {"requester": rob, "title": "Printer", "body": "It blinks.", "type": incident, "channel": "phone"}
    open_ticket(service_desk, by=by(rob, "import"), at=late, **said)
    told()
    assert "figures written" in rolled_up()
    new = Cell.objects.exclude(pk__in=before).filter(kpi="ARRIVED", step="week", by="")
    assert [cell.since <= late < cell.since + timedelta(days=7) for cell in new] == [True]
    assert before
    assert before <= set(Cell.objects.values_list("pk", flat=True))
    assert rolled_up() == "0 figures written.\n"
