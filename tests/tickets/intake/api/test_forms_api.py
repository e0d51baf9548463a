import pytest

from tests.asked import HOW, question
from tickets.desk.models import Ticket
from tickets.intake.models import Form, FormProposal, Submission

pytestmark = pytest.mark.django_db

ANSWERS = "/forms/report-a-problem/answers"


def test_an_intake_client_reads_a_form_and_fills_it_in(api, intake_form, filled, rob, uploaded):
    """T-08 over REST: definitions with their conditions, answers in typed fields."""
    intake_form()
    client = api(rob)
    (form,) = client.get("/forms").json()["results"]
    assert [one["key"] for one in form["questions"]] == ["subject", "happened", "area", HOW, "error"]
    assert form["questions"][3]["when"] == {"question": "area", "is": ["login"]}
    body = {"answers": filled(error="E42"), "number": form["number"], "attachments": [uploaded(rob).pk]}
    made = client.post(ANSWERS, body)
    assert made.status_code == 201
    ticket = Ticket.objects.get()
    assert made["Location"] == f"/api/v1/tickets/{ticket.pk}"
    assert made.json()["answers"][2] == {
        "question": "area",
        "label": "Area",
        "purpose": "To find the cause.",
        "said": "Printing",
        "forget_at": None,
        "forgotten_at": None,
    }
    assert (ticket.channel, ticket.identifiers.get().value) == ("api", "E42")
    assert ticket.messages.get().attachments.count() == 1
    assert client.get(f"/tickets/{ticket.pk}/form").json() == made.json()


def test_what_is_missing_is_named_and_nothing_is_stored(api, intake_form, filled, rob):
    """INT-02: given a missing required field, when posted, then 400 names it and nothing is stored."""
    intake_form()
    answer = api(rob).post(ANSWERS, {"answers": filled(subject=None, area="login", shoe=43)})
    assert answer.status_code == 400
    found = {(one["pointer"], one["code"]) for one in answer.json()["errors"]}
    wanted = {("/answers/subject", "required"), (f"/answers/{HOW}", "required"), ("/answers/shoe", "invalid")}
    assert found == wanted
    assert not Ticket.objects.exists()
    assert not Submission.objects.exists()


def test_sent_twice_it_is_one_ticket(api, intake_form, filled, rob):
    """INT-02: idempotent create."""
    intake_form()
    client = api(rob)
    first, again = (client.post(ANSWERS, {"answers": filled()}, idempotency_key="order-4711") for _ in range(2))
    assert first.json() == again.json()
    assert again["Idempotent-Replayed"] == "true"
    assert Ticket.objects.count() == 1
    other = client.post(ANSWERS, {"answers": filled(subject="Other")}, idempotency_key="order-4711")
    assert other.status_code == 422


def test_a_client_that_read_an_older_version_is_told(api, intake_form, filled, rob):
    intake_form()
    answer = api(rob).post(ANSWERS, {"answers": filled(), "number": 7})
    assert (answer.status_code, answer.json()["code"]) == (409, "wrong_state")


def test_the_desk_names_the_requester_and_a_requester_nobody_else(api, intake_form, filled, ann, rob, sue):
    intake_form()
    made = api(ann).post(ANSWERS, {"answers": filled(), "requester": rob.email, "channel": "phone"})
    assert made.status_code == 201
    assert Ticket.objects.get().requester == rob
    assert api(sue).post(ANSWERS, {"answers": filled(), "requester": rob.email}).status_code == 400


def test_another_organisations_form_and_ticket_are_not_there(api, intake_form, filled, rob, sue, acme):
    """SEC-19: each returns not found."""
    intake_form(organisation=acme.pk)
    made = api(rob).post(ANSWERS, {"answers": filled()}).json()
    stranger = api(sue)
    assert stranger.get("/forms").json()["results"] == []
    assert stranger.get("/forms/report-a-problem").status_code == 404
    assert stranger.post(ANSWERS, {"answers": filled()}).status_code == 404
    assert stranger.get(f"/tickets/{made['ticket']}/form").status_code == 404


def test_a_proposal_goes_through_approval_to_a_version(api, asking, joe, tess):
    client = api(joe)
    made = client.post("/form-proposals", {"content": asking(), "reason": "New."})
    assert made.status_code == 201
    address = made["Location"].removeprefix("/api/v1")
    assert client.patch(address, {"content": asking(intro="Hello."), "reason": "Tone."}).status_code == 428
    changed = client.patch(address, {"content": asking(intro="Hello."), "reason": "Tone."}, if_match='"1"')
    assert changed.json()["version"] == 2
    refused = client.post(f"{address}/publication", {})
    waits = refused.json()["approval"]
    assert api(tess).post(f"/approvals/{waits}/decision", {"answer": "grant"}).status_code == 200
    assert client.post(f"{address}/publication", {}).json()["became"] == 1
    (version,) = client.get("/forms/report-a-problem/versions").json()["results"]
    assert version["approved_by"]["name"] == "Tess"
    again = client.post("/form-proposals", {"form": Form.objects.get().pk, "content": asking(), "reason": "Back."})
    assert client.delete(again["Location"].removeprefix("/api/v1")).status_code == 204
    assert api(tess).post("/forms/report-a-problem/retirement", {"reason": "Over."}).json()["retired_at"]
    assert client.get("/forms").json()["results"] == []


def test_what_is_not_in_order_is_refused_by_its_pointer(api, asking, tess):
    answer = api(tess).post("/form-proposals", {"content": asking(queue=999999999), "reason": "New."})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/queue"


def test_a_requester_changes_no_form(api, intake_form, rob):
    intake_form()
    for path in ("/form-proposals", "/forms/report-a-problem/versions"):
        assert api(rob).get(path).status_code == 404


def test_a_form_with_a_forbidden_field_kind_is_refused(api, asking, tess):
    """SEC-23: given a form with a forbidden field kind, it is refused; each question has its purpose and its time."""
    for more in (question("card", "text", personal="payment"), question("why", "text", purpose=" ")):
        answer = api(tess).post("/form-proposals", {"content": asking([more]), "reason": "New."})
        assert answer.status_code in (400, 422)
    assert not FormProposal.objects.exists()


@pytest.mark.parametrize(
    "nasty", ["\u202etxt.exe", "a\u200bb\u200d", "Z\u0351\u036b\u0343a", "𝔣𝔬𝔯𝔪", "'; DROP TABLE--"]
)
def test_whatever_is_written_comes_back_as_it_was(api, intake_form, filled, rob, nasty):
    """Text torture: kept letter for letter, or refused by name; never a 500."""
    intake_form()
    client = api(rob)
    made = client.post(ANSWERS, {"answers": filled(happened=nasty)}).json()
    assert Ticket.objects.get(pk=made["ticket"]).messages.get().body.startswith(nasty)


@pytest.mark.parametrize("nasty", ["\x00", "\ud800", "x" * 1_000_000, ["a"], {"a": {}}, None, 1.5])
def test_what_is_no_text_is_refused_by_its_name(api, intake_form, filled, rob, nasty):
    intake_form()
    answers = {**filled(), "happened": nasty}
    answer = api(rob).post(ANSWERS, {"answers": answers})
    assert answer.status_code in (400, 413, 422), answer.content
    assert not Ticket.objects.exists()
