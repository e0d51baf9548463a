import pytest

from supportdesk.celery import SCHEDULE, app
from supportdesk.events.models import Event
from tickets.desk import tasks
from tickets.desk.models import Ticket

pytestmark = pytest.mark.django_db


def test_the_sweep_rings_until_nothing_is_due(opened_ago, monkeypatch):
    batches = []
    real = tasks.ring_due

    def small(**words):
        batches.append(real(limit=2, **words))
        return batches[-1]

    monkeypatch.setattr(tasks, "ring_due", small)
    for _ in range(3):
        opened_ago(minutes=6)
    tasks.ring()
    assert batches == [2, 1, 0]
    assert Event.objects.filter(kind="sla.breached").count() == 3


def test_silence_closes(resolved, turn_back):
    turn_back(resolved, days=8)
    tasks.close_after_silence()
    assert Ticket.objects.get().status == "closed"


@pytest.mark.parametrize("name", ["ring", "close-after-silence"])
def test_the_beat_names_a_task_that_there_is(name):
    """SLA-06: on schedule: every 15 s the sweep."""
    app.loader.import_default_modules()
    assert SCHEDULE[name]["task"] in app.tasks
    assert SCHEDULE["ring"]["schedule"] == 15
