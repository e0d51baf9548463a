import pytest

from kb.macros.actions.propose import propose
from kb.macros.models import Macro, MacroProposal
from supportdesk.approvals.models import Approval

pytestmark = pytest.mark.django_db


@pytest.fixture
def filled(worded):
    """`filled(name=…)`: the form as somebody has filled it in."""

    def form(**said):
        about = worded() | {"language": "en", "reason": "Asked for every week."}
        return about | said

    return form


def test_a_junior_proposes_and_a_lead_approves(browse, said, joe, tess, macro, filled):
    """KB-15: saved by JA it is a proposal; approved, the old version stays in the history."""
    one = macro(body="Try it again.")
    junior = browse(joe)
    answer = junior.post(f"/macros/{one.pk}/change", filled(body="Please try it once more, {{requester.forename}}."))
    proposal = MacroProposal.objects.get(macro=one, state="open")
    assert answer.url == f"/macros/proposals/{proposal.pk}"
    one.refresh_from_db()
    assert one.live.body == "Try it again."
    page = said(junior.get(answer.url))
    assert "Asked of: team lead" in page
    assert "Approve and publish" not in page
    lead = browse(tess)
    assert "Approve and publish" in said(lead.get(answer.url))
    assert lead.post(f"/macros/proposals/{proposal.pk}/publication").url == f"/macros/{one.pk}"
    history = said(lead.get(f"/macros/{one.pk}"))
    assert "Version 2" in history
    assert "Try it again." in history
    assert one.versions.get(number=1).body == "Try it again."


def test_once_granted_the_junior_presses_publish(browse, said, joe, tess, filled):
    junior = browse(joe)
    page = junior.post("/macros/new", filled()).url
    browse(tess).post(f"/approvals/{Approval.objects.get().pk}/decision", {"answer": "grant", "comment": ""})
    assert "Publish</button>" in said(junior.get(page))
    junior.post(f"{page}/publication")
    assert Macro.objects.get().live.approved_by == tess


def test_what_is_not_in_order_stands_beside_what_was_typed(browse, said, tess, filled):
    answer = browse(tess).post("/macros/new", filled(body="Dear {{customer}},", set_move="wait_vendor"))
    assert answer.status_code == 422
    assert "There is no merge field “customer”." in said(answer)
    assert "Dear {{customer}}," in said(answer)


def test_what_it_changes_is_kept_as_it_was_chosen(browse, tess, filled, printing):
    given = {"set_category": printing.pk, "set_move": "wait_requester", "set_waiting_reason": "details"}
    browse(tess).post("/macros/new", filled(**given, set_wait_days=3, set_take="on"))
    wanted = {"category": printing.pk, "move": "wait_requester", "waiting_reason": "details"}
    assert MacroProposal.objects.get().content["fields"] == wanted | {"wait_days": 3, "take": True}


def test_saying_it_otherwise_asks_anew(browse, joe, filled):
    junior = browse(joe)
    page = junior.post("/macros/new", filled()).url
    junior.post(page, filled(body="Shorter.", seen=1))
    assert MacroProposal.objects.get().version == 2
    assert Approval.objects.get(state="asked").arguments == {"version": 2}


def test_withdrawn_and_retired(browse, said, tess, joe, macro, filled):
    one, lead = macro(), browse(tess)
    page = lead.post(f"/macros/{one.pk}/change", filled(name="Otherwise")).url
    lead.post(f"{page}/withdrawal")
    assert lead.post(f"/macros/{one.pk}/retirement", {"reason": "Over."}).url == f"/macros/{one.pk}"
    assert "Retired" in said(lead.get(f"/macros/{one.pk}"))
    assert "Try again" not in said(lead.get("/macros/"))
    assert "Try again" in said(lead.get("/macros/?state=retired"))
    assert browse(joe).get(f"/macros/{one.pk}/change").status_code == 404


def test_an_engineer_reads_and_proposes_nothing(browse, said, erin, macro):
    page = said(browse(erin).get("/macros/"))
    assert "New macro" not in page
    assert browse(erin).get("/macros/new").status_code == 403


def test_the_list_costs_the_same_however_long(browse, sam, macro, django_assert_max_num_queries):
    for number in range(5):
        macro(name=f"Macro {number}")
    reader = browse(sam)
    with django_assert_max_num_queries(10):
        reader.get("/macros/")


def test_a_page_stays_within_its_statements(browse, sam, tess, by, macro, worded, django_assert_max_num_queries):
    one = macro()
    propose(one, by=by(tess), content=worded(body="Later."), reason="Tone.")
    reader = browse(sam)
    with django_assert_max_num_queries(12):
        reader.get(f"/macros/{one.pk}")


def test_a_requester_finds_none_of_it(browse, rob, macro):
    one = macro()
    for path in ("/macros/", f"/macros/{one.pk}", "/macros/new", f"/macros/{one.pk}/change"):
        assert browse(rob).get(path).status_code == 404


def test_one_finds_there_from_knowledge(browse, said, joe):
    page = said(browse(joe).get("/articles/"))
    assert 'href="/macros/"' in page
    assert 'href="/playbooks/"' in page
