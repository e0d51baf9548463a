"""The pages of incidents: lists, one of them, the sweep, the card beside a ticket; with and without JavaScript."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from incidents.response.actions.carry import carry_next
from incidents.response.actions.workarounds import approve_workaround, propose_workaround
from incidents.response.models import Incident
from incidents.response.reviewing import NAMES
from supportdesk import clock
from tickets.desk.actions.draft import save_draft
from tickets.desk.models import Draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def at():
    """`at(ann)`: Ann's browser."""

    def browser(person):
        client = Client()
        client.force_login(person)
        return client

    return browser


def text(answer):
    assert answer.status_code == 200, answer.content[:500]
    return answer.content.decode()


def minute(at):
    return timezone.localtime(at).strftime("%Y-%m-%dT%H:%M")


def test_a_junior_raises_the_flag_without_a_script(at, joe, spooler, ticket):
    began = minute(clock.now() - timedelta(hours=2))
    said = {"title": "Nothing prints", "severity": 1, "components": [spooler.pk], "started_at": began,
            "source": "staff", "tickets": f"T-{ticket.pk}", "criteria": "All floors."}  # fmt: skip
    answer = at(joe).post("/incidents/new", said)
    incident = Incident.objects.get()
    assert answer["Location"] == f"/incidents/{incident.pk}"
    assert (incident.state, incident.major, incident.links.get().ticket) == ("suspected", False, ticket)


@pytest.mark.parametrize("tickets", ["seven", "T-1 T-x", "9" * 5000])
def test_what_is_no_ticket_is_said_and_nothing_typed_is_lost(at, joe, spooler, tickets):
    answer = at(joe).post("/incidents/new", {"title": "Nothing prints at all", "tickets": tickets})
    assert answer.status_code == 422
    assert "Nothing prints at all" in answer.content.decode()
    assert not Incident.objects.exists()


def test_a_page_is_at_most_twelve_statements_however_much_is_on_it(at, ann, ian, declared, joined, lead, by):
    client = at(ann)
    client.get(f"/incidents/{declared.pk}")
    joined(declared, 3)
    for who in (ann, ian):
        client = at(who)
        with CaptureQueriesContext(connection) as few:
            text(client.get(f"/incidents/{declared.pk}"))
        lead(declared, "restored")
        joined(declared, 5)
        way = propose_workaround(declared, by=by(ian), text="Floor 2.")
        approve_workaround(way, by=by(ian))
        with CaptureQueriesContext(connection) as many:
            text(client.get(f"/incidents/{declared.pk}"))
        assert len(few) == len(many) <= 12


def test_the_list_takes_as_many_statements_for_ten_as_for_one(at, ian, suspected, step):
    step(suspected(), "acknowledge")
    client = at(ian)
    client.get("/incidents/")
    with CaptureQueriesContext(connection) as one:
        text(client.get("/incidents/"))
    for _ in range(9):
        step(suspected(), "acknowledge")
    with CaptureQueriesContext(connection) as ten:
        page = text(client.get("/incidents/"))
    assert len(ten) == len(one) <= 12
    assert page.count("incident-row-name") == 10


@pytest.mark.parametrize("show", ["live", "suspected", "review", "closed", "mine", "nonsense"])
def test_every_list_opens(at, ian, declared, show):
    page = text(at(ian).get("/incidents/", {"show": show}))
    assert (str(declared) in page) == (show in ("live", "mine", "nonsense"))


def test_a_step_with_htmx_answers_with_the_parts_that_differ(at, ian, declared):
    htmx = {"HX-Request": "true"}
    asked = at(ian).get(f"/incidents/{declared.pk}/moves?move=investigate", headers=htmx)
    assert asked["HX-Retarget"] == "#act"
    answer = at(ian).post(f"/incidents/{declared.pk}/moves?move=investigate", {"seen": declared.version}, headers=htmx)
    page = text(answer)
    assert f'id="incident-{declared.pk}-head"' in page
    assert f'id="incident-{declared.pk}-timeline"' in page
    assert "Investigating" in page


def test_what_a_step_lacks_stands_at_its_field(at, ian, suspected, lead):
    incident = lead(suspected(), "investigating")
    answer = at(ian).post(
        f"/incidents/{incident.pk}/moves?move=identify", {"seen": incident.version, "cause": "The fuse"}
    )
    assert answer.status_code == 422
    assert "The fuse" in answer.content.decode()
    incident.refresh_from_db()
    assert incident.state == "investigating"


def test_somebody_who_decided_on_an_older_version_is_told(at, ian, declared):
    assert at(ian).post(f"/incidents/{declared.pk}/moves?move=investigate", {"seen": 1}).status_code == 412


def test_the_sweep_lists_exactly_those_without_the_final_message(at, ann, ian, declared, joined, lead, clockwork):
    """INC-19: three children without the final message: it lists exactly those three."""
    tickets = joined(declared, 3)
    lead(declared, "verified")
    page = text(at(ann).get(f"/incidents/{declared.pk}/sweep"))
    untold = page[page.index("Without the final message") : page.index("Refused")]
    assert [f"T-{one.pk}" in untold for one in tickets] == [True] * 3
    at(ian).post(f"/incidents/{declared.pk}/final-message", {"message": "It prints again."})
    while carry_next(by=clockwork):
        pass
    page = text(at(ann).get(f"/incidents/{declared.pk}/sweep"))
    assert "Each has had it." in page


def test_a_new_child_is_offered_the_workaround_as_a_ready_reply(at, ann, joe, sam, declared, joined, by):
    """INC-12: approved on the incident, offered beside a ticket that is linked later, and one press from the reply."""
    way = propose_workaround(declared, by=by(joe), text="Print on floor 2.")
    (before,) = joined(declared)
    assert "Use as reply" not in text(at(ann).get(f"/tickets/{before.pk}/rooms"))
    approve_workaround(way, by=by(sam))
    (ticket,) = joined(declared)
    beside = text(at(ann).get(f"/tickets/{ticket.pk}/rooms"))
    assert "Print on floor 2." in beside
    assert str(declared) in beside
    answer = at(ann).post(f"/tickets/{ticket.pk}/workarounds/{way.pk}/reply")
    assert answer["Location"] == f"/tickets/{ticket.pk}"
    assert Draft.objects.get(ticket=ticket, author=ann).body == "Print on floor 2."


def test_what_was_written_stays_above_the_ready_reply(at, ann, joe, sam, declared, joined, by):
    way = propose_workaround(declared, by=by(joe), text="Print on floor 2.")
    approve_workaround(way, by=by(sam))
    (ticket,) = joined(declared)
    client = at(ann)
    save_draft(ticket, by=by(ann), body="Hello Rob,", tab="one")
    for _ in range(2):
        client.post(f"/tickets/{ticket.pk}/workarounds/{way.pk}/reply")
    assert Draft.objects.get(ticket=ticket, author=ann).body == "Hello Rob,\n\nPrint on floor 2."


def test_a_ticket_is_linked_from_its_own_page(at, ann, suspected, ticket):
    incident = suspected()
    assert "Belongs to no incident" in text(at(ann).get(f"/tickets/{ticket.pk}/rooms"))
    assert text(at(ann).get(f"/tickets/{ticket.pk}/incident")).count(str(incident)) == 1
    at(ann).post(f"/tickets/{ticket.pk}/incident", {"incident": incident.pk})
    assert incident.links.live().get().ticket == ticket


def test_a_restricted_incident_does_not_exist_for_others(at, ann, ian, suspected):
    incident = suspected(restricted=True)
    assert at(ann).get(f"/incidents/{incident.pk}").status_code == 404
    assert str(incident) in text(at(ian).get(f"/incidents/{incident.pk}"))


def test_a_closed_incident_offers_an_addendum(at, ann, suspected, lead, step):
    incident = lead(suspected(severity=4), "verified")
    step(incident, "close")
    page = text(at(ann).get(f"/incidents/{incident.pk}"))
    assert "Addendum" in page
    assert "Write down" not in page
    at(ann).post(f"/incidents/{incident.pk}/entries", {"text": "It was the fuse."})
    assert incident.entries.latest("pk").kind == "addendum"


def test_every_form_opens_and_names_what_is_missing(at, ian, responded):
    base = f"/incidents/{responded['incident']}"
    nouns = ["declaration", "severity", "record", "roles", "entries", "tickets", "impact", "workarounds", "checks",
             "items", "final-message", "told-otherwise", f"entries/{responded['entry']}",
             f"checks/{responded['check']}", f"items/{responded['item']}",
             f"workarounds/{responded['workaround']}/withdrawal"]  # fmt: skip
    for noun in nouns:
        text(at(ian).get(f"{base}/{noun}"))
        assert at(ian).post(f"{base}/{noun}", {"nothing": "1"}).status_code == 422, noun


def test_the_review_is_written_kept_and_signed_on_its_page(at, ian, sam, declared, lead, step):
    lead(declared, "review")
    path = f"/incidents/{declared.pk}/review"
    client = at(ian)
    said = dict.fromkeys(NAMES, "As it was.") | {"facilitator": sam.pk, "attendees": [ian.pk], "level": "desk"}
    said |= {"seen": 1, "severity_reviewed": 2}
    assert client.post(path, said)["Location"] == path
    assert client.post(f"{path}/signature", {"seen": 2})["Location"] == path
    assert "Signed" in text(client.get(path))


def test_an_incident_names_the_one_that_it_repeats(suspected, browse, api, ann, joe, ian, said):
    """PRB-09: on the page and over REST, each leads to the other; neither itself, nor a later one, nor one behind a
    wall."""
    first, hidden = suspected(minutes=60 * 24), suspected(minutes=60 * 48, restricted=True)
    one = suspected()
    ians = browse(ian)
    record = f"/incidents/{one.pk}/record"
    given = {"title": one.title, "components": [each.pk for each in one.components.all()], "seen": one.version}
    given["started_at"] = one.started_at.strftime("%Y-%m-%dT%H:%M")
    assert ians.post(record, given | {"recurs": first.reference}).status_code == 302
    assert f'Came back as</dt><dd><a class="text" href="/incidents/{one.pk}"' in said(
        browse(ann).get(f"/incidents/{first.pk}")
    )
    assert "Repeats" in said(browse(ann).get(f"/incidents/{one.pk}"))
    wire = api(ann)
    told = wire.client.get(f"/api/v1/incidents/{one.pk}").json()
    assert (told["recurs"], told["recurrences"]) == (first.pk, [])
    body = {"title": "Again", "severity": 3, "components": ["spooler"], "started_at": one.started_at.isoformat()}
    assert wire.post("/incidents", body | {"recurs": hidden.pk}).status_code == 400
    assert wire.post("/incidents", body | {"recurs": one.pk}).status_code == 422
    assert wire.post("/incidents", body | {"recurs": first.pk}).json()["recurs"] == first.pk
