"""Known errors over REST: drafted, approved, met, offered, fixed."""

import pytest

from incidents.problems.actions.record_error import publish_error, record_error
from incidents.problems.queries.beside import of_ticket
from incidents.response.actions.suspect import suspect
from supportdesk import clock
from supportdesk.events import relay
from supportdesk.outbound.models import Notification
from tickets.desk.actions.link import link
from tickets.desk.models import Message

pytestmark = pytest.mark.django_db
DRAFT = {"title": "E42 on every printer", "symptom": "Nothing prints", "error_codes": ["e42"]}


def test_a_junior_drafts_a_lead_approves_and_a_matching_ticket_is_met(api, joe, tess, failing):
    """PRB-05, T-17: suggested with its workaround; linking adds to its count."""
    made = api(joe).post("/known-errors", DRAFT | {"workaround": "Print as PDF."}).json()
    ticket = failing()
    path = f"/tickets/{ticket.pk}/known-errors"
    assert api(joe).get(path).json()["known_errors"] == []
    assert api(joe).post(f"/known-errors/{made['id']}/publication").status_code == 403
    assert api(tess).post(f"/known-errors/{made['id']}/publication").status_code == 200
    (match,) = api(joe).get(path).json()["known_errors"]
    assert (match["why"], match["workaround"], match["linked"]) == ("the same error code E42", "Print as PDF.", False)
    linked = api(joe).post(path, {"known_error": made["id"]})
    assert (linked.status_code, linked.json()["known_errors"][0]["linked"]) == (201, True)
    assert api(joe).get(f"/known-errors/{made['id']}").json()["tickets"] == 1
    assert api(joe).post(path, {"known_error": made["id"]}).status_code == 409
    assert api(joe).delete(f"{path}/{made['id']}").status_code == 204
    assert api(joe).get(f"/known-errors/{made['id']}").json()["tickets"] == 0


def test_a_code_weighs_more_than_a_component(api, ann, sam, by, known, failing, spooler):
    other = record_error(by=by(sam), title="Slow", symptom="It is slow", component=spooler)
    publish_error(other, by=by(sam))
    matches = api(ann).get(f"/tickets/{failing().pk}/known-errors").json()["known_errors"]
    assert [one["known_error"] for one in matches] == [known.pk, other.pk]
    assert [one["known_error"] for one in
            api(ann).get(f"/tickets/{failing(code='').pk}/known-errors").json()["known_errors"]] == [
        other.pk, known.pk,
    ]  # fmt: skip


def test_a_workaround_reaches_a_requester_only_by_the_owners_word(api, ann, sam, tess, by, known, owned, told):
    """PRB-05: the owner is asked, and sends it or not."""
    api(ann).post(f"/tickets/{owned.pk}/known-errors", {"known_error": known.pk})
    said = Message.objects.filter(ticket=owned).count()
    (offer,) = api(tess).post(f"/known-errors/{known.pk}/offers").json()["results"]
    relay.drain("people")
    assert Notification.objects.get(kind="ticket.workaround_offered").person == ann
    assert Message.objects.filter(ticket=owned).count() == said
    path = f"/known-errors/{known.pk}/offers/{offer['id']}"
    assert api(sam).post(path, {"send": True}).status_code == 403
    assert api(ann).post(path, {"send": True}).json()["answer"] == "sent"
    assert Message.objects.filter(ticket=owned).latest("pk").body == "Print as PDF."
    assert api(ann).post(path, {"send": False}).status_code == 409
    assert told(owned)[-1] == "ticket.workaround_answered"
    assert api(tess).post(f"/known-errors/{known.pk}/offers").json()["results"][0]["answer"] == "sent"


def test_what_everybody_reads_needs_words_of_its_own(api, sam):
    refused = api(sam).post("/known-errors", DRAFT | {"audience": "public"})
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/words_public")


def test_a_fix_that_holds_ends_its_known_errors_and_the_public_entry_says_so(
    api, client, sam, problem, known, advance, turn_ke
):
    """KB-20: state and date change where everybody reads them."""
    turn_ke(known, problem)
    page = client.get("/known-issues/", follow=True).content.decode()
    assert "Prints come out blank" in page
    assert "Open" in page
    before = api(sam).get(f"/known-errors/{known.pk}").json()["status_since"]
    advance(problem, "verify")
    after = api(sam).get(f"/known-errors/{known.pk}").json()
    assert (after["status"], after["status_since"] > before) == ("fixed", True)
    assert "Fixed" in client.get("/known-issues/", follow=True).content.decode()


@pytest.fixture
def turn_ke(api, sam):
    """Make it the problem's, for everybody."""

    def turned(known, problem):
        words = {"audience": "public", "words_public": "Prints come out blank", "problem": problem.pk}
        changed = api(sam).patch(f"/known-errors/{known.pk}", words, If_Match=f'"{known.version}"')
        assert changed.status_code == 200

    return turned


def test_internal_words_stand_on_no_public_page(client, rob, api, known):
    assert known.title not in client.get("/known-issues/", follow=True).content.decode()
    assert api(rob).get("/known-errors").status_code == 404
    assert api(rob).get(f"/known-errors/{known.pk}").status_code == 404


def test_a_link_by_reference_becomes_the_real_one(by, ann, owned, known, problem):
    """T-24: as the desk links anything."""
    link(owned, by=by(ann), kind="evidence_for", reference=problem.reference)
    link(owned, by=by(ann), kind="known_error", reference=known.reference.lower())
    link(owned, by=by(ann), kind="known_error", reference="KE-999999")
    relay.drain("people")
    assert problem.evidence.present().filter(ticket=owned).exists()
    assert known.links.present().get().ticket == owned


def test_two_flags_group_and_become_a_problem_over_rest(api, joe, ann, tess, failing):
    """T-39, PRB-02."""
    for person in (joe, ann):
        flagged = {"signature": "E42", "evidence": "The third this week"}
        assert api(person).post(f"/tickets/{failing().pk}/recurring", flagged).status_code == 201
    (group,) = api(tess).get("/trends/flags").json()["results"]
    assert group["count"] == 2
    decided = {"group": group["group"], "decision": "accepted"}
    assert api(joe).post("/trends/flags", decided).status_code == 403
    problem = api(tess).post("/trends/flags", decided).json()["problem"]
    assert api(tess).get(f"/problems/{problem}").json()["evidence"] == group["tickets"]
    assert api(tess).get("/trends/flags").json()["results"] == []


def test_an_open_incident_of_the_component_is_named_first(api, browse, ann, by, failing, spooler):
    """T-17: on the ticket's page and over REST."""
    ticket = failing()
    made = suspect("The spooler is down", by=by(ann), severity=2, components=[spooler], started_at=clock.now())
    assert api(ann).get(f"/tickets/{ticket.pk}/known-errors").json()["incidents"] == [made.pk]
    page = browse(ann).fetch(f"/tickets/{ticket.pk}/rooms").content.decode()
    assert "Open incident" in page
    assert "The spooler is down" in page


def test_what_stands_beside_a_ticket_is_read_in_two_statements(ann, failing, known, django_assert_num_queries):
    ticket = failing()
    with django_assert_num_queries(2):
        beside = of_ticket(ticket, ann)
    assert [one.known_error for one in beside.known] == [known]
