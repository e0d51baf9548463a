"""Runbooks on an incident, step by step (INC-21)."""

import pytest
from django.test import Client

from incidents.response.models import RunbookRun
from tests.supportdesk.api.clients import Api

pytestmark = pytest.mark.django_db
STEPS = [{"title": "Is a copy of the data there?", "expected": "Of today"}, {"title": "Restart the gateway"}]


@pytest.fixture
def runbook(playbook):
    return playbook(steps=STEPS, rollback="Start the old gateway again.")


def text(answer):
    assert answer.status_code == 200, answer.content[:300]
    return answer.content.decode()


def test_after_a_failed_pre_check_the_warning_and_the_way_back_show(declared, runbook, ann):
    """INC-21: a failed pre-check; when the next step is opened, a warning and the rollback path show; the timeline has
    every step with its result."""
    client = Client()
    client.force_login(ann)
    base = f"/incidents/{declared.pk}/runbooks"
    begun = client.post(f"{base}/new", {"playbook": runbook.pk})
    run = RunbookRun.objects.get()
    assert begun["Location"] == f"{base}/{run.pk}"
    assert "Before you go on" not in text(client.get(begun["Location"]))
    steps = f"{base}/{run.pk}/steps"
    assert client.post(steps, {"step": 1, "seen": 0, "outcome": "failed"}).status_code == 422
    client.post(steps, {"step": 1, "seen": 0, "outcome": "failed", "words": "Of last week."})
    page = text(client.get(begun["Location"]))
    assert "Not as expected" in page
    assert "Before you go on" in page
    assert page.index("Start the old gateway again.") < page.index("Restart the gateway")
    assert "1. Is a copy of the data there?" in declared.entries.filter(kind="test").get().text
    assert client.post(steps, {"step": 2, "seen": 0, "outcome": "done"}).status_code == 412
    client.post(steps, {"step": 2, "seen": 1, "outcome": "done"})
    client.post(f"{base}/{run.pk}/end", {"outcome": "solved"})
    run.refresh_from_db()
    assert (run.outcome, run.ended_by) == ("solved", ann)
    assert runbook.name in text(client.get(base))


def test_over_rest_the_same(declared, runbook, ann, joe):
    api, path = Api(ann), f"/incidents/{declared.pk}/runbooks"
    run = api.post(path, {"playbook": runbook.pk}).json()
    assert api.post(path, {"playbook": runbook.pk}).status_code == 409
    said = {"step": 1, "seen": 0, "outcome": "failed", "words": "Of last week."}
    told = api.post(f"{path}/{run['id']}/steps", said).json()
    assert (told["warning"], told["rollback"]) == ("1. Is a copy of the data there?", "Start the old gateway again.")
    assert Api(joe).post(f"{path}/{run['id']}/steps", said).status_code == 403
    ended = api.post(f"{path}/{run['id']}/end", {"outcome": "stopped", "words": "Too old."}).json()
    assert ended["outcome"] == "stopped"
    assert api.post(f"{path}/{run['id']}/steps", said | {"seen": 1}).status_code == 409
