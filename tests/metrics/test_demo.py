"""The second reckoning on what people did: the demo, and the real log where it lies beside the project."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from django.core.management import call_command

from metrics.kpis.rolling import roll
from supportdesk import clock
from tests.metrics.comparing import require_as_counted_naively

REAL_LOG = Path(__file__).parents[3] / "shared" / "data" / "servicenow_incidents.csv"
SEEDS = ("demo", "rules", "wording", "articles", "incidents", "escalations", "status", "problems", "surveys")

pytestmark = [pytest.mark.django_db, pytest.mark.prove]


def test_thirty_days_of_the_demo(told, naive, machine, capsys):
    for name in SEEDS:
        call_command(f"seed_{name}")
    told()
    now = clock.now()
    entries = naive()
    about = {"since": now - timedelta(days=45), "days": 45}
    require_as_counted_naively(Random(1), entries, machine, number=30, **about)
    roll(now)
    require_as_counted_naively(Random(2), entries, machine, number=30, **about)


@pytest.mark.skipif(not REAL_LOG.exists(), reason="the log is not kept with the project")
def test_thirty_days_of_the_real_log(told, naive, machine, capsys):
    call_command("import_incidents", REAL_LOG, "--zone", "Europe/Lisbon")
    told()
    began = datetime(2016, 3, 1, tzinfo=UTC)
    require_as_counted_naively(Random(3), naive(), machine, since=began, number=30, days=120)
