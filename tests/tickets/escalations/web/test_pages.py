"""The pages: begin from the ticket, compose with a live figure, work the list, act."""

import pytest

from tickets.escalations.actions.begin import begin
from tickets.escalations.actions.bring_back import send_home
from tickets.escalations.actions.compose import hypothesise
from tickets.escalations.actions.issues import link_issue
from tickets.escalations.actions.receive import accept
from tickets.escalations.actions.send import answer
from tickets.escalations.actions.work import follow_up, offer_fix, report
from tickets.escalations.models import Escalation, Tracker

pytestmark = pytest.mark.django_db


def test_from_the_ticket_to_the_packet(browse, said, ann, owned, matrix, page):
    assert "Escalate" in said(browse(ann).get(page(owned, "rooms")))
    given = {"target": "engineering", "issue": "defect", "trigger": "unknown"}
    answer = browse(ann).post(page(owned, "escalate"), given)
    made = Escalation.objects.get()
    assert answer.headers["Location"] == f"/escalations/{made.pk}/packet"
    assert "P-01" in said(browse(ann).get(f"/escalations/{made.pk}/packet"))
    assert made.reference in said(browse(ann).get(page(owned, "rooms")))
    assert made.reference in said(browse(ann).get("/escalations/"))


def test_while_one_writes_it_says_what_it_is_worth(browse, said, ann, draft, sound):
    """ESC-03: the share and what is missing, live, before anything is written."""
    waived = {f"{name}-{part}": text for name, parts in sound.items() for part, text in parts.items()}
    del waived["P-11-error"]
    html = said(browse(ann).send(f"/escalations/{draft.pk}/packet/worth", waived))
    assert "95 % complete" in html
    assert "23 of 24" in html
    assert "P-11 Error text and code" in html
    assert "Predicted score <b>4.5</b>" in html
    draft.refresh_from_db()
    assert draft.percent < 95


@pytest.fixture
def eventful(by, ann, erin, submitted, attached):
    """Everything that can stand on a page: returned twice, answered, hypotheses, a bug, progress, a fix to verify."""
    hypothesise(submitted, by=by(ann), statement="The pool.")
    for _ in range(2):
        send_home(
            submitted, by=by(erin), reason="missing_evidence", items=[{"question": "Which?"}, {"question": "When?"}]
        )
        answer(submitted, by=by(ann), answers={one.pk: "So." for one in submitted.returned.latest("pk").items.all()})
    accept(submitted, by=by(erin), rating=3)
    link_issue(submitted, by=by(erin), tracker=Tracker.objects.create(key="bugs", name="Bugs"), key="BUG-1")
    for _ in range(3):
        follow_up(submitted, by=by(ann), question="And now?")
        report(submitted, by=by(erin), words="Soon.")
    offer_fix(submitted, by=by(erin), fix_version="8.4.3", to_verify="Pay.")
    return submitted


@pytest.mark.parametrize("who", ["erin", "ann", "ada"])
def test_the_page_says_everything_in_twelve_statements(
    who, browse, said, eventful, request, django_assert_max_num_queries
):
    browser = browse(request.getfixturevalue(who))
    browser.get(f"/escalations/{eventful.pk}")
    with django_assert_max_num_queries(12):
        html = said(browser.get(f"/escalations/{eventful.pk}"))
    for words in ("The pool.", "Which?", "So.", "BUG-1", "Soon.", "And now?", "Verify it in 8.4.3", "Round 3"):
        assert words in html


def test_the_list_costs_the_same_however_long_it_is(browse, by, ann, submitted, opened, django_assert_max_num_queries):
    for number in range(4):
        begin(opened(title=f"Also {number}"), by=by(ann), target="engineering", issue="data", trigger="repeated")
    browser = browse(ann)
    with django_assert_max_num_queries(8):
        assert browser.get("/escalations/").status_code == 200


@pytest.mark.parametrize("state", ["", "?state=closed", "?state=all"])
def test_an_engineer_works_the_list_without_a_script(state, browse, said, erin, submitted):
    """What waits for the group stands there with its acts: one press, or one form, each."""
    html = said(browse(erin).get(f"/escalations/{state}"))
    if not state:
        assert f"/escalations/{submitted.pk}/acts/return" in html
        browse(erin).post(f"/escalations/{submitted.pk}/acts/acknowledge")
        submitted.refresh_from_db()
        assert submitted.receiver == erin


FORMS = {
    "accept": {"rating": "4", "next_update_at": ""},
    "return": {"reason": "duplicate", "question_1": "Is it E-1?", "field_1": "P-25", "code_1": ""},
    "decline": {"reason": "not_a_defect", "words": "By design.", "suggested_text": "It is meant so."},
    "follow_up": {"question": "When?"},
    "withdraw": {"words": "It mended itself."},
    "judge": {"avoidable": "no"},
    "hypothesis": {"statement": "The pool.", "state": "open", "confidence": "low"},
}


@pytest.mark.parametrize(("name", "given"), FORMS.items())
def test_every_act_has_its_form_and_loses_nothing(name, given, browse, said, ann, erin, acknowledged):
    person = ann if name in ("follow_up", "withdraw") else erin
    address = f"/escalations/{acknowledged.pk}/acts/{name}"
    assert "<form" in said(browse(person).get(address))
    answered = browse(person).post(address, given)
    assert answered.status_code == 302, said(answered)


def test_what_is_missing_is_named_at_its_field(browse, said, erin, acknowledged):
    answered = browse(erin).post(
        f"/escalations/{acknowledged.pk}/acts/decline", {"reason": "not_a_defect", "words": "No."}
    )
    assert answered.status_code == 422
    assert "No." in said(answered)
    acknowledged.refresh_from_db()
    assert acknowledged.state == "acknowledged"


def test_the_matrix_is_kept_by_the_manager(browse, said, max, ann, joe, matrix, engineering_team):
    given = {
        "target": "engineering",
        "trigger": "integrity",
        "group": engineering_team.pk,
        "calendar": "business-hours",
    }
    given |= {
        "acknowledge_minutes": 5,
        "accept_minutes": 10,
        "answer_minutes": 30,
        "total_minutes": 60,
        "owner": max.pk,
    }
    given |= {"confirm_days": 30}
    assert browse(joe).post("/escalations/matrix/new", given).status_code == 403
    assert browse(max).post("/escalations/matrix/new", given).status_code == 302
    assert "data may be damaged or lost" in said(browse(ann).get("/escalations/matrix"))
    assert browse(max).post("/escalations/matrix/new", given).status_code == 422


def test_the_packet_leaves_masked_from_the_page_too(browse, said, ann, complete, told):
    html = said(browse(ann).get(f"/escalations/{complete.pk}/export"))
    assert "Upstream timed out" in html
    left = browse(ann).post(f"/escalations/{complete.pk}/export")
    assert left["Content-Type"].startswith("text/markdown")
    assert told(complete.ticket)[-1] == "escalation.exported"
