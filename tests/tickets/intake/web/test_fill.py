import pytest

from tests.asked import HOW, question
from tickets.desk.models import Ticket
from tickets.intake.actions.propose_form import propose_form
from tickets.intake.actions.publish_form import publish_form
from tickets.intake.models import Submission

pytestmark = pytest.mark.django_db

FIRST = ["subject", "happened", "area", "error"]


def test_a_requester_fills_a_form_in_without_a_script(browse, said, intake_form, typed, rob):
    """T-08: signing in brings up how, and the answers land in typed fields of the ticket."""
    form, browser = intake_form(), browse(rob)
    assert "/forms/report-a-problem" in said(browser.get("/tickets/new"))
    opened = said(browser.get("/forms/report-a-problem"))
    assert "To find the cause." in opened
    assert "How signed in" not in opened
    more = browser.post("/forms/report-a-problem", typed(form, asked=FIRST, area="login", error="E42"))
    page = said(more)
    assert "Your answers bring up 1 more question." in page
    assert "How signed in" in page
    assert "Nothing prints" in page
    assert not Ticket.objects.exists()
    sent = browser.post("/forms/report-a-problem", typed(form, area="login", error="E42", **{f"{HOW}": "sso"}))
    ticket = Ticket.objects.get()
    assert sent.url == f"/tickets/{ticket.pk}"
    assert (ticket.channel, ticket.identifiers.get().value) == ("portal", "E42")
    assert "What the form asked" in said(browser.get(sent.url))


def test_each_fault_stands_at_its_question_and_nothing_typed_is_lost(browse, said, intake_form, typed, rob):
    """INT-02: errors per field."""
    form = intake_form()
    answer = browse(rob).post("/forms/report-a-problem", typed(form, subject="", area="moon", happened="Red <light>"))
    page = said(answer)
    assert answer.status_code == 422
    assert 'id="id_title-error"' in page
    assert "Needed before this can be sent." in page
    assert 'id="id_q-area-error"' in page
    assert "Red &lt;light&gt;" in page
    assert not Ticket.objects.exists()


def test_a_secret_is_stopped_and_a_warning_goes_through_once_it_is_read(browse, said, intake_form, typed, rob):
    """SEC-02: in forms too."""
    form, browser = intake_form(), browse(rob)
    filled = typed(form, happened="password: Tr0ub4dor&3 does not work")
    stopped = browser.post("/forms/report-a-problem", filled)
    assert stopped.status_code == 422
    assert "It is none: send it as it is" in said(stopped)
    browser.post("/forms/report-a-problem", filled | {"confirmed": "password"})
    assert Ticket.objects.count() == 1


def test_a_file_goes_with_it(browse, intake_form, typed, rob, uploaded):
    form = intake_form()
    browse(rob).post("/forms/report-a-problem", typed(form) | {"attachments": uploaded(rob).pk})
    assert Ticket.objects.get().messages.get().attachments.count() == 1


def test_a_form_that_changed_is_shown_anew_with_what_was_typed(browse, said, intake_form, asking, typed, rob, tess, by):
    form = intake_form()
    sent = typed(form)
    publish_form(propose_form(form, by=by(tess), content=asking(intro="Shorter."), reason="Tone."), by=by(tess))
    answer = browse(rob).post("/forms/report-a-problem", sent)
    assert answer.status_code == 409
    assert "This form has changed since you opened it." in said(answer)
    assert "The light is red." in said(answer)


def test_a_script_fetches_what_else_is_asked(browse, said, intake_form, typed, rob):
    form = intake_form()
    part = said(browse(rob).send("/forms/report-a-problem/questions", typed(form, area="login")))
    assert part.lstrip().startswith('<div id="questions"')
    assert "How signed in" in part
    assert "csrf" not in part


def test_the_desk_fills_it_in_for_whoever_calls(browse, intake_form, typed, ann, rob):
    form = intake_form()
    about = {"requester": rob.email, "channel": "phone"}
    browse(ann).post("/forms/report-a-problem", typed(form) | about)
    ticket = Ticket.objects.get()
    assert (ticket.requester, ticket.channel) == (rob, "phone")
    assert Submission.objects.get().by == ann


def test_for_others_there_is_no_such_form(browse, intake_form, sue, acme):
    """SEC-19: the form of one organisation does not exist for another's people."""
    intake_form(organisation=acme.pk)
    browser = browse(sue)
    for path in ("/forms/report-a-problem", "/forms/no-such-form"):
        assert browser.get(path).status_code == 404
    assert "Report a problem" not in browser.get("/forms/").content.decode()


def test_a_page_asks_the_database_as_often_for_forty_questions(browse, intake_form, rob, django_assert_max_num_queries):
    intake_form(*(question(f"more_{number}", "text") for number in range(30)))
    browser = browse(rob)
    with django_assert_max_num_queries(12):
        assert browser.get("/forms/report-a-problem").status_code == 200
