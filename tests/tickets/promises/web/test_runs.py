"""Publishing with “also open tickets” in the browser and over REST: the progress, the stop, the history of a ticket."""

import pytest

from supportdesk.accounts.actor import system
from tests.tickets.desk.api.conftest import api
from tests.tickets.desk.web.conftest import browse, said
from tickets.promises.actions import retarget_open
from tickets.promises.actions.retarget_open import carry_on
from tickets.promises.models import RetargetRun
from tickets.sla.actions.drafts import begin_draft
from tickets.sla.models import Policy

__all__ = ["api", "browse", "said"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(by, max):
    """Max's draft of the next P3: nine hours to the solution, for open tickets too."""
    content = Policy.objects.get(key="p3").plain()
    for target in content["targets"]:
        target["seconds"] = 9 * 3600 if target["goal"] == "resolution" else target["seconds"]
    return begin_draft("p3", by=by(max), what="policy", content=content, reason="As agreed.", also_open=True)


def test_a_small_desk_sees_the_end_of_it_at_once(browse, max, ann, draft, ticket, said):
    """SLA-10: published with a reason and for open tickets too; the timeline of each has both due times."""
    browser = browse(max)
    page = said(browser.get(f"/administration/policies/drafts/{draft.pk}"))
    assert "Open tickets are judged by it too" in page
    answer = browser.post(f"/administration/terms/{draft.pk}/publish", {"seen": 1})
    run = RetargetRun.objects.get()
    assert answer.url == f"/administration/terms/runs/{run.pk}"
    assert "<b>1</b> of 1 open tickets were judged by it, <b>3</b> promises moved" in said(browser.get(answer.url))
    assert "is due at another time" in said(browse(ann).get(f"/tickets/{ticket.pk}"))
    assert "Open tickets: done" in said(browser.get(f"/administration/policies/drafts/{draft.pk}"))


def test_the_progress_of_a_large_one_is_shown_and_stopped(browse, max, olga, draft, opened, said, monkeypatch):
    monkeypatch.setattr(retarget_open, "TOGETHER", 1)
    for number in range(7):
        opened(title=f"Case {number}")
    browser = browse(max)
    page = browser.post(f"/administration/terms/{draft.pk}/publish").url
    assert "<b>4</b> of 7 open tickets, 12 promises moved. It goes on by itself" in said(browser.get(page))
    assert browse(olga).post(f"{page}/stop").status_code == 403
    assert 'id="retarget-run"' in said(browser.get(page, headers={"HX-Request": "true"}))
    browser.post(f"{page}/stop")
    assert "<b>4</b> of 7 open tickets were judged by it" in said(browser.get(page))
    assert carry_on(RetargetRun.objects.get(), by=system("clock")) == 0


def test_over_rest(api, max, ann, draft, ticket):
    client = api(max)
    told = client.post(f"/sla-proposals/{draft.pk}/publish", {}).json()
    assert (told["version"], told["run"]["state"], told["run"]["total"]) == (2, "queued", 0)
    address = f"/sla-runs/{told['run']['id']}"
    run = RetargetRun.objects.get()
    while carry_on(run, by=system("clock")):
        pass
    found = client.get(address).json()
    assert (found["state"], found["total"], found["done"], found["clocks"]) == ("done", 1, 1, 3)
    assert client.post(f"{address}/stop", {}).status_code == 409
    assert api(ann).get(address).status_code == 404


def test_a_draft_that_was_changed_since_it_was_read_is_not_published(browse, max, draft):
    assert browse(max).post(f"/administration/terms/{draft.pk}/publish", {"seen": 7}).status_code == 412
    assert Policy.objects.filter(key="p3").count() == 1
