from datetime import timedelta

import pytest

from supportdesk import clock
from supportdesk.celery import SCHEDULE, app
from supportdesk.events.models import Event
from tickets.desk import tasks
from tickets.desk.actions.draft import save_draft, spend_draft
from tickets.desk.models import Draft, Ticket

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


@pytest.mark.parametrize("name", ["ring", "close-after-silence", "forget-drafts"])
def test_the_beat_names_a_task_that_there_is(name):
    """SLA-06: on schedule: every 15 s the sweep."""
    app.loader.import_default_modules()
    assert SCHEDULE[name]["task"] in app.tasks
    assert SCHEDULE["ring"]["schedule"] == 15


def test_an_empty_draft_is_forgotten_after_a_week_and_no_word_with_it(owned, opened, by, ann, sam):
    """Those that stand: this week's, one with a text, one with a text of another page, one with a question."""
    held = {
        "empty": {"body": "  "},
        "stones only": {"body": "", "others": {"two": [3, " "]}},
        "written": {"body": "Almost"},
        "elsewhere": {"body": "", "others": {"two": [3, ""], "three": [1, "A thought"]}},
        "asking": {"body": "", "questions": [{"question": "Which floor?", "why": ""}]},
    }
    made = {}
    for name, texts in held.items():
        save_draft(draft_on := opened(title=name), by=by(ann), body="x", tab="one")
        made[name] = draft_on
        Draft.objects.filter(ticket=draft_on).update(saved_at=clock.now() - timedelta(days=8), **texts)
    save_draft(owned, by=by(ann), body="Sent.", tab="one", turn=4)
    spend_draft(owned, by=by(ann), text="Sent.", tab="one", turn=4)
    tasks.forget_drafts()
    left = set(Draft.objects.values_list("ticket__title", flat=True))
    assert left == {"written", "elsewhere", "asking", owned.title}
    late = save_draft(owned, by=by(ann), body="Sent.", tab="one", turn=3)
    assert late.body == ""
