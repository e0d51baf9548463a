from datetime import timedelta

import pytest

from supportdesk import clock
from supportdesk.accounts.actor import system
from supportdesk.approvals.models import Approval
from supportdesk.configuration.actions.confirm import confirm
from supportdesk.errors import Guarded, NeedsApproval, NotAllowed, Refused, WrongState
from tests.asked import HOW, offer, question
from tickets.desk.models import Ticket
from tickets.intake.actions.fill_form import Faults, fill_form
from tickets.intake.actions.forget_answers import forget_answers
from tickets.intake.actions.propose_form import propose_form, revise_form, withdraw_form
from tickets.intake.actions.publish_form import publish_form, retire_form
from tickets.intake.models import Answer, Form, FormProposal, Submission

pytestmark = pytest.mark.django_db


@pytest.fixture
def fill(by, filled):
    """`fill(form, rob, area="login")`: the ticket that came of it."""

    def sent(form, who, number=None, files=(), **said):
        about = {"requester": who, "channel": "portal", "number": number, "files": files}
        return fill_form(form, by=by(who), given=filled(**said), **about)

    return sent


def test_each_answer_lands_where_it_belongs(intake_form, fill, rob, printing, recorded):
    """T-08: typed fields of the ticket; what stands for itself is read with the description."""
    form = intake_form(
        question("what", "choice", choices=offer(printing="Printing"), lands="category"),
        question("how_many", "choice", choices=offer(**{"1": "Everybody", "3": "Me"}), lands="impact"),
        question("since", "date"),
    )
    recorded()
    ticket = fill(
        form, rob, what="printing", how_many="1", since="2026-11-20", error="E42", area="login", **{HOW: "sso"}
    )
    assert (ticket.title, ticket.category, ticket.impact) == ("Nothing prints", printing, 1)
    assert [(one.kind, one.value) for one in ticket.identifiers.all()] == [("error_code", "E42")]
    body = ticket.messages.get().body
    assert body == "The light is red.\n\nArea: Signing in\nHow signed in: SSO\nSince: 2026-11-20"
    kept = Submission.objects.get(ticket=ticket)
    assert [(one.key, one.said) for one in kept.answers.all()][2:4] == [("area", "Signing in"), (HOW, "SSO")]
    assert [event.kind for event in recorded()][-1] == "form.filled"


def test_nothing_is_kept_of_a_form_that_is_not_in_order(intake_form, fill, rob):
    form = intake_form()
    with pytest.raises(Faults) as refused:
        fill(form, rob, subject=None, area="login", shoe="43")
    assert set(refused.value.faults) == {"subject", HOW, "shoe"}
    assert set(refused.value.missing) == {"subject", HOW}
    assert not Ticket.objects.exists()
    assert not Submission.objects.exists()


def test_a_form_that_changed_meanwhile_is_not_taken_for_the_old_one(intake_form, asking, fill, rob, tess, by):
    form = intake_form()
    publish_form(propose_form(form, by=by(tess), content=asking(intro="Shorter."), reason="Tone."), by=by(tess))
    with pytest.raises(WrongState, match="changed since you opened it"):
        fill(form, rob, number=1)
    assert fill(form, rob, number=2)


def test_a_secret_is_stopped_at_its_question(intake_form, fill, rob):
    """SEC-02: the guard looks at every answer that people write."""
    with pytest.raises(Guarded) as stopped:
        fill(
            intake_form(), rob, error="-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA\n-----END RSA PRIVATE KEY-----"
        )
    assert stopped.value.field == "error"
    assert not Ticket.objects.exists()


def test_the_same_source_is_one_ticket(intake_form, by, rob, filled):
    form = intake_form()
    about = {"requester": rob, "channel": "api", "given": filled(), "source_key": "order-4711"}
    assert fill_form(form, by=by(rob), **about) == fill_form(form, by=by(rob), **about)
    assert Submission.objects.count() == 1


def test_a_form_of_one_organisation_is_nothing_to_another(intake_form, fill, rob, sue, acme):
    """SEC-19: neither offered nor taken."""
    form = intake_form(organisation=acme.pk)
    assert fill(form, rob)
    assert form not in Form.objects.visible_to(sue)
    with pytest.raises(WrongState, match="not offered"):
        fill(form, sue)


def test_what_is_kept_for_a_time_is_gone_afterwards(intake_form, fill, rob, recorded):
    """SEC-23: a question says how long its answer is kept, and then it is."""
    form = intake_form(question("room", "text", personal="place", keep_days=30))
    ticket = fill(form, rob, room="4.17")
    answer = Answer.objects.get(key="room")
    assert answer.forget_at - Submission.objects.get().at == timedelta(days=30)
    assert "4.17" not in ticket.messages.get().body
    recorded()
    assert forget_answers(by=system("clock"), at=clock.now() + timedelta(days=29)) == 0
    assert forget_answers(by=system("clock"), at=clock.now() + timedelta(days=31)) == 1
    answer.refresh_from_db()
    assert (answer.said, bool(answer.forgotten_at)) == ("", True)
    (told,) = recorded()
    assert (told.kind, told.data) == ("form.answers_forgotten", {"ticket": ticket.pk, "questions": ["room"]})
    assert forget_answers(by=system("clock"), at=clock.now() + timedelta(days=31)) == 0


def test_a_junior_proposes_a_lead_approves(asking, joe, tess, by, recorded):
    """C 62: a junior's change of a form waits for a team lead."""
    proposal = propose_form(None, by=by(joe), content=asking(), reason="New.")
    with pytest.raises(NeedsApproval):
        publish_form(proposal, by=by(joe))
    assert Approval.objects.get().action == "change_form"
    assert not Form.objects.exists()
    made = publish_form(proposal, by=by(tess))
    assert (made.number, made.approved_by, made.form.key) == (1, tess, "report-a-problem")
    assert [event.kind for event in recorded() if event.kind.startswith("form.")] == ["form.proposed", "form.published"]


def test_a_senior_publishes_wording_of_the_own_team_alone(intake_form, asking, sam, by):
    """C 62: one more question is not wording."""
    form = intake_form()
    wording = propose_form(form, by=by(sam), content=asking(intro="Before you write…"), reason="Tone.")
    assert publish_form(wording, by=by(sam)).number == 2
    more = propose_form(form, by=by(sam), content=asking([question("since", "date")]), reason="Asked back each time.")
    with pytest.raises(NotAllowed, match="small change in own team"):
        publish_form(more, by=by(sam))


def test_asking_otherwise_asks_anew_and_withdrawing_ends_it(asking, joe, by):
    proposal = propose_form(None, by=by(joe), content=asking(), reason="New.")
    revise_form(proposal, by=by(joe), seen=1, content=asking(name="Tell us"), reason="New.")
    assert Approval.objects.get(state="asked").arguments == {"version": 2}
    withdraw_form(proposal, by=by(joe))
    assert FormProposal.objects.get().state == "withdrawn"
    assert not Approval.objects.filter(state="asked").exists()


def test_a_retired_form_is_offered_no_more(intake_form, fill, rob, sam, tess, by, recorded):
    form = intake_form()
    with pytest.raises(NotAllowed):
        retire_form(form, by=by(sam), reason="Over.")
    retire_form(form, by=by(tess), reason="Over.")
    assert recorded()[-1].kind == "form.retired"
    with pytest.raises(WrongState):
        fill(form, rob)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": " "}, "name"),
        ({"type": 0}, "type"),
        ({"queue": 0}, "queue"),
        ({"embed_on": ["http://example.org"]}, "embed_on"),
        ({"embed_on": ["https://example.org/*; script-src *"]}, "embed_on"),
        ({"questions": []}, "questions"),
    ],
)
def test_a_form_that_makes_no_sense_is_refused(asking, tess, by, change, field):
    with pytest.raises(Refused) as refused:
        propose_form(None, by=by(tess), content=asking(**change), reason="New.")
    assert refused.value.field == field
    assert not FormProposal.objects.exists()


@pytest.mark.parametrize(
    "more",
    [
        question("area", "text"),
        question("two words", "text"),
        question("why", "text", purpose=""),
        question("why", "text", lands="identifier.error_code", keep_days=3),
        question("again", "text", lands="title"),
        question("late", "text", when={"question": "later", "is": ["x"]}),
        question("late", "text", when={"question": "area", "is": ["elsewhere"]}),
        question("what", "choice", choices=offer(nowhere="Nowhere"), lands="category"),
        question("bad", "choice", choices=offer(**{"4": "Four"}), lands="impact"),
        question("none", "choice"),
        question("cause", "date", lands="identifier.trace"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused(asking, tess, by, more):
    with pytest.raises(Refused, match=r"Question|Two questions"):
        propose_form(None, by=by(tess), content=asking([more]), reason="New.")


def test_what_the_desk_forbids_no_form_asks(asking, tess, olga, by):
    """SEC-23: a form with a forbidden field kind is refused, also when it was allowed while it was proposed."""
    passport = question("passport", "text", personal="identity")
    with pytest.raises(Refused, match="no form may ask"):
        propose_form(None, by=by(tess), content=asking([passport]), reason="New.")
    confirm("forms_forbidden", by=by(olga), value=[])
    proposal = propose_form(None, by=by(tess), content=asking([passport]), reason="New.")
    confirm("forms_forbidden", by=by(olga), value=["identity"])
    with pytest.raises(Refused, match="no form may ask"):
        publish_form(proposal, by=by(tess))
    assert not Form.objects.exists()
