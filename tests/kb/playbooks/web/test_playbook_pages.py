from datetime import timedelta

import pytest

from kb.playbooks.models import Playbook, PlaybookProposal
from supportdesk import clock
from supportdesk.approvals.models import Approval

pytestmark = pytest.mark.django_db
ABOUT = {
    "name": "Nothing prints",
    "kind": "checklist",
    "trigger": "A printer takes no jobs.",
    "period_days": 90,
    "prechecks": "Is it that printer?",
    "expected": "It prints.",
    "rollback": "Nothing to take back.",
    "escalate_when": "It smells of smoke.",
    "reason": "Asked for every week.",
}


@pytest.fixture
def rows():
    """`rows(("Title", "Body", "Expected"), …)`: steps as the form sends them."""

    def sent(*steps):
        names = ("step-title", "step-body", "step-expected")
        return {name: [one[place] for one in steps] for place, name in enumerate(names)}

    return sent


def test_a_runbook_is_written_without_code(browse, said, sam, rows):
    """KB-13: pre-checks, steps, expected result, way back, when to escalate, owner, and when it was last tested."""
    writer = browse(sam)
    page = writer.post("/playbooks/new", ABOUT | rows(("Plug it in", "At the wall.", "It hums."), ("", "", ""))).url
    published = writer.post(f"{page}/publication").url
    text = said(writer.get(published))
    for part in (
        "Is it that printer?",
        "Plug it in",
        "It hums.",
        "It prints.",
        "Nothing to take back.",
        "smoke",
        "Sam",
    ):
        assert part in text
    assert "It has not been tested." in text


def test_untested_beyond_its_period_it_warns_with_the_last_test(browse, said, ann, playbook):
    """KB-13: given a runbook untested beyond its period, when opened, then a warning with the last test date shows."""
    one = playbook(period_days=30)
    reader = browse(ann)
    reader.post(f"/playbooks/{one.pk}/tests", {"held": "yes", "words": "On floor 3."})
    assert "longer ago than its period" not in said(reader.get(f"/playbooks/{one.pk}"))
    tested = clock.now() - timedelta(days=31)
    Playbook.objects.update(tested_at=tested)
    text = said(reader.get(f"/playbooks/{one.pk}"))
    assert "longer ago than its period of 30 days" in text
    assert f"Last tested {tested:%a %d %b}" in text
    assert "Untested" in said(reader.get("/playbooks/"))


def test_one_that_did_not_hold_counts_as_untested(browse, said, ann, playbook):
    one = playbook()
    reader = browse(ann)
    reader.post(f"/playbooks/{one.pk}/tests", {"held": "yes"})
    assert reader.post(f"/playbooks/{one.pk}/tests", {"held": "no"}).status_code == 422
    reader.post(f"/playbooks/{one.pk}/tests", {"held": "no", "words": "The socket is gone."})
    assert "It has not been tested." in said(reader.get(f"/playbooks/{one.pk}"))


def test_a_tree_is_written_row_by_row(browse, sam, rows):
    """T-16: questions with answers, each leading to a step or out."""
    answers = {"answer-1": ["Yes", "No", ""], "to-1": ["2", "escalate", "solved"]}
    writer = browse(sam)
    writer.post("/playbooks/new", ABOUT | {"kind": "tree"} | rows(("Lit?", "", ""), ("Restart", "", "")) | answers)
    first, second = PlaybookProposal.objects.get().content["steps"]
    assert first["answers"] == [{"label": "Yes", "to": 2}, {"label": "No", "to": "escalate"}]
    assert second["answers"] == []


def test_a_tree_that_leads_nowhere_is_refused_and_stays_on_the_page(browse, said, sam, rows):
    answers = {"answer-1": ["Yes", "No"], "to-1": ["1", "1"]}
    answer = browse(sam).post("/playbooks/new", ABOUT | {"kind": "tree"} | rows(("Lit?", "", "")) | answers)
    assert answer.status_code == 422
    assert "From step 1 no way leads out." in said(answer)
    assert 'value="Lit?"' in said(answer)


def test_more_rows_keep_what_is_written(browse, said, sam, rows):
    answer = browse(sam).post("/playbooks/new", {"more": "1", "name": "Half"} | rows(*[("Step", "", "")] * 4))
    assert answer.status_code == 200
    text = said(answer)
    assert text.count('value="Step"') == 4
    assert "Step 7" in text
    assert not PlaybookProposal.objects.exists()


def test_how_incidents_are_answered_needs_lead_and_engineer(browse, sam, rows):
    """C 54: a senior's pattern is granted by the team and by operations."""
    browse(sam).post("/playbooks/new", ABOUT | {"response": "on"} | rows(("Name the roles", "", "")))
    assert Approval.objects.get().steps == [["TL"], ["ER"]]


def test_a_juniors_change_waits_for_a_senior(browse, said, joe, sam, playbook, rows):
    one = playbook()
    junior = browse(joe)
    page = junior.post(f"/playbooks/{one.pk}/change", ABOUT | rows(("Call first", "", ""))).url
    assert "Approve and publish" not in said(junior.get(page))
    browse(sam).post(f"{page}/publication")
    one.refresh_from_db()
    assert (one.live.number, one.live.approved_by) == (2, sam)
    assert one.versions.get(number=1).steps[0]["title"] == "Is it plugged in?"


def test_an_analyst_retires_the_own_one_only(browse, ann, sam, playbook):
    one = playbook()
    assert browse(ann).post(f"/playbooks/{one.pk}/retirement", {"reason": "Old."}).status_code == 403
    browse(sam).post(f"/playbooks/{one.pk}/retirement", {"reason": "Old."})
    one.refresh_from_db()
    assert one.retired_by == sam


def test_pages_stay_within_their_statements(browse, sam, playbook, django_assert_max_num_queries):
    made = [playbook(name=f"Playbook {number}") for number in range(4)]
    reader = browse(sam)
    with django_assert_max_num_queries(10):
        reader.get("/playbooks/")
    with django_assert_max_num_queries(12):
        reader.get(f"/playbooks/{made[0].pk}")


def test_a_requester_finds_none_of_it(browse, rob, playbook):
    one = playbook()
    for path in ("/playbooks/", f"/playbooks/{one.pk}", "/playbooks/new", f"/playbooks/{one.pk}/change"):
        assert browse(rob).get(path).status_code == 404
