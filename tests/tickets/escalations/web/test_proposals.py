"""Changes of the matrix and new trackers by those who need another's word for it (C 55, C 72)."""

import pytest

from supportdesk.approvals.actions.grant import grant
from supportdesk.approvals.models import Approval
from tickets.escalations.models import Lane, OfficeProposal, Tracker

pytestmark = pytest.mark.django_db


def entry(team, **more):
    hours = {"acknowledge_minutes": 60, "accept_minutes": 240, "answer_minutes": 480, "total_minutes": 4800}
    return {"target": "tier", "group": team.pk, "calendar": "business-hours", "confirm_days": 90} | hours | more


def test_an_analyst_asks_for_an_entry_and_puts_it_in_force_once_it_is_granted(
    browse, by, ann, tess, owned, matrix, first_line, said
):
    """C 55: refused without a way before; now asked for with a reason, granted by a lead, put in force by Ann, once."""
    given = entry(first_line, owner=ann.pk, trigger="exhausted")
    page = browse(ann).post("/escalations/matrix/new", given)
    assert page.status_code == 422
    assert "Ask for it" in said(page)
    assert browse(ann).post("/escalations/matrix/new", given | {"reason": "They know it best."}).status_code == 302
    proposal, asked = OfficeProposal.objects.get(), Approval.objects.get()
    assert (asked.roles, asked.subject) == (["TL"], "escalation_proposal")
    assert Lane.objects.count() == 2
    force = f"/escalations/proposals/{proposal.pk}/force"
    assert browse(ann).post(force).status_code == 409
    grant(asked, by=by(tess))
    assert "Put in force" in said(browse(ann).get("/escalations/matrix"))
    assert browse(ann).post(force).status_code == 302
    assert Lane.objects.get(trigger="exhausted").group == first_line
    assert browse(ann).post(force).status_code == 409
    assert Approval.objects.get().state == "used"


def test_what_could_never_be_kept_is_not_asked_for(browse, ann, owned, matrix, first_line, said):
    page = browse(ann).post("/escalations/matrix/new", entry(first_line, owner=ann.pk, reason="Again."))
    assert page.status_code == 422
    assert "There is an entry for just that already" in said(page)
    assert not OfficeProposal.objects.exists()


def test_a_manager_asks_for_a_tracker_and_reads_its_secret_once(browse, by, max, olga, owned, said):
    """C 72: granted by the admin; the secret is shown to whoever puts it in force."""
    words = {"key": "bugs", "name": "Bugs", "reason": "Engineering moves there."}
    assert browse(max).post("/escalations/trackers", words).status_code == 302
    assert not Tracker.objects.exists()
    grant(Approval.objects.get(), by=by(olga))
    page = said(browse(max).post(f"/escalations/proposals/{OfficeProposal.objects.get().pk}/force"))
    assert Tracker.objects.get().secret() in page


def test_over_rest(api, by, ann, tess, owned, matrix, first_line):
    """C 55: asked, dropped, asked again, granted, in force."""
    words = {"target": "tier", "group": first_line.pk, "trigger": "exhausted", "reason": "They know it best."}
    first = api(ann).post("/escalation-proposals", words).json()
    assert api(ann).delete(f"/escalation-proposals/{first['id']}").status_code == 204
    again = api(ann).post("/escalation-proposals", words).json()
    grant(Approval.objects.get(state="asked"), by=by(tess))
    made = api(ann).post(f"/escalation-proposals/{again['id']}/force", {})
    assert (made.status_code, made.json()["matter"], made.json()["secret"]) == (200, "lane", None)
    assert Lane.objects.filter(pk=made.json()["id"], trigger="exhausted").exists()
