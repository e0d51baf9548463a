"""What stays inside the desk: a requester reads none of it, nor guesses it by asking; a light seat learns no name."""

import json

import pytest

from supportdesk import live
from supportdesk.events.models import Event
from tests.factories import PersonFactory
from tickets.desk.actions.cancel import cancel
from tickets.desk.actions.close import close
from tickets.desk.actions.link import link
from tickets.desk.actions.note import note
from tickets.desk.actions.reply import reply
from tickets.desk.subscribers import announce_public

from .conftest import CANARY, problem

pytestmark = pytest.mark.django_db

OF_ONE = ("", "/timeline", "/row", "/clocks/resolution", "/triage", "/assignment", "/moves", "/links", "/closure")
LISTS = (
    "/tickets/",
    "/search?q=canary",
    "/search?q=printer",
    "/notices/",
    "/tickets/news",
    "/tickets/people?requester=a",
)
API = ("", "/messages", "/events", "/clocks", "/notes", "/links", "/identifiers")
API_LISTS = ("/tickets", "/search?q=canary", "/search?q=printer", "/people", "/tags", "/queues", "/me")
ORACLES = {"priority": "1", "tag": f"{CANARY} tag", "identifier": f"{CANARY}-trace", "owner": "none", "due": "overdue"}
ORACLES |= {"waiting_over": "true", "breached_since": "2020-01-01T00:00:00Z", "source_key": "x", "component": "x"}


def everything(client, ticket):
    """Each page and answer about this ticket, as text with its headers; names of what was asked beside it."""
    pages = [f"/tickets/{ticket.pk}{part}" for part in OF_ONE] + list(LISTS)
    pages += [f"/api/v1/tickets/{ticket.pk}{part}" for part in API] + [f"/api/v1{path}" for path in API_LISTS]
    for path in pages:
        for headers in ({}, {"HX-Request": "true"}):
            answer = client.get(path, headers=headers)
            yield path, f"{answer.content.decode()} {dict(answer.headers)}", answer.status_code


def test_a_requester_reads_nothing_from_inside(browser, secrets, rob, rita):
    """T-13, SEC-19: notes, rationale, tags, identifiers and links of the own ticket are nowhere on any page."""
    for person in (rob, rita):
        seen = list(everything(browser(person), secrets))
        assert [path for path, text, _ in seen if CANARY in text] == []
        assert any("It blinks red." in text for _, text, _ in seen)
        assert {status for _, _, status in seen} <= {200, 404}


def test_the_desk_reads_all_of_it(browser, secrets, ann):
    """The canaries sing where they should, or the test before proves nothing."""
    text = " ".join(text for _, text, _ in everything(browser(ann), secrets))
    assert all(f"{CANARY}{word}" in text for word in (" rationale", " note", "-trace", " tag", " bug"))


def listed(client, query=()):
    page = client.get("/tickets/", dict(query)).content.decode()
    return page.partition('<ul class="own">')[2].partition("</ul>")[0]


@pytest.mark.parametrize("name", ORACLES)
def test_a_requester_learns_nothing_by_filtering(browser, api, secrets, rob, name):
    """Whoever may ask which of the own tickets are P1 knows their priority."""
    answer = api(rob).get("/tickets", {name: ORACLES[name]})
    assert (answer.status_code, problem(answer)["errors"][0]["parameter"]) == (400, name)
    client = browser(rob)
    assert listed(client, {name: ORACLES[name]}) == listed(client) != ""


@pytest.mark.parametrize("order", ["rank", "due_at", "priority", "activity_at"])
def test_a_requester_learns_nothing_by_ordering(api, secrets, rob, order):
    """A cursor carries the value that it stands beside."""
    assert api(rob).get("/tickets", {"ordering": order}).status_code == 400


def test_a_requester_finds_nothing_by_what_only_the_desk_wrote(browser, api, secrets, rob):
    for text in (f"{CANARY}-trace", f"{CANARY}", "rationale", "note"):
        assert f"/tickets/{secrets.pk}" not in browser(rob).get("/search", {"q": text}).content.decode()
        assert api(rob).get("/search", {"q": text}).json()["results"] == []


def test_a_note_shows_a_requester_no_change(browser, api, secrets, by, ann, rob):
    """Neither the tag of the timeline nor that of the API moves when the desk talks among itself."""
    client, path = browser(rob), f"/tickets/{secrets.pk}/timeline"
    before = client.get(path)["ETag"], api(rob).get(f"/tickets/{secrets.pk}")["ETag"], listed(client)
    note(secrets, by=by(ann), body="Among us.")
    after = client.get(path)["ETag"], api(rob).get(f"/tickets/{secrets.pk}")["ETag"], listed(client)
    assert before == after
    reply(secrets, by=by(ann), body="To all.")
    assert client.get(path)["ETag"] != before[0]


def heard(client, ticket):
    page = client.get(f"/tickets/{ticket.pk}").content.decode()
    return live.heard_by(page.partition("/live/")[2].partition('"')[0])


def test_a_requesters_page_hears_of_public_things_only(browser, secrets, by, ann, rob, monkeypatch):
    said = []
    monkeypatch.setattr(live, "say", said.extend)
    assert heard(browser(rob), secrets) == [f"ticket-{secrets.pk}-public"]
    assert heard(browser(ann), secrets) == [f"outgoing-{secrets.pk}-{ann.pk}", f"ticket-{secrets.pk}"]
    announce_public(Event.objects.filter(kind="ticket.noted"))
    assert said == []
    reply(secrets, by=by(ann), body="To all.")
    announce_public(Event.objects.filter(kind="ticket.replied"))
    assert said == [f"ticket-{secrets.pk}-public"]


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_a_requester_who_is_late_learns_that_something_changed_not_what(browser, api, secrets, rob, headers):
    """The page that refuses a stale edit shows old and new values to the desk alone."""
    stale = {"seen": 1, "reason": "withdrawn"}
    answer = browser(rob).post(f"/tickets/{secrets.pk}/cancellation", stale, headers=headers)
    assert answer.status_code == 412
    assert CANARY not in answer.content.decode()
    assert "Ann" not in answer.content.decode()
    told = api(rob).post(f"/tickets/{secrets.pk}/cancellation", {"reason": "withdrawn"}, if_match='"1"')
    assert told.status_code == 412
    assert {change["field"] for change in problem(told)["changes"]} <= {"title", "status"}


def test_why_the_desk_closed_it_is_the_desks(browser, resolved, by, tess, rob):
    close(resolved, by=by(tess), seen=resolved.version, reason=f"{CANARY} reason")
    assert CANARY in browser(tess).get(f"/tickets/{resolved.pk}").content.decode()
    page = browser(rob).get(f"/tickets/{resolved.pk}").content.decode()
    assert "closed it" in page
    assert CANARY not in page


def test_a_requester_who_closes_hears_of_no_other_ticket(api, resolved, opened, by, ann, rob):
    child = opened(title="The part")
    link(child, by=by(ann), kind="child_of", other=resolved)
    answer = api(rob).post(f"/tickets/{resolved.pk}/closure", {}, if_match=f'"{resolved.version}"')
    assert answer.status_code == 422
    assert f"T-{child.pk}" not in answer.content.decode()


def test_staff_of_one_customer_see_no_title_over_a_link(browser, api, opened, by, ann, sue, tom, globex_queue):
    """T-24: a link into another organisation's ticket is not there for whom that ticket is not."""
    ours, theirs = opened(who=sue, queue=globex_queue, title="Ours"), opened(title=f"{CANARY} of Acme")
    link(ours, by=by(ann), kind="related", other=theirs)
    link(theirs, by=by(ann), kind="duplicate_of", other=ours)
    assert browser(ann).get(f"/tickets/{ours.pk}").content.decode().count(CANARY) >= 2
    assert [path for path, text, _ in everything(browser(tom), ours) if CANARY in text] == []


# Light seats


@pytest.fixture
def paula(db):
    return PersonFactory(name="Paula", roles=["PM"])


@pytest.fixture
def talkative(secrets, by, rob):
    """A ticket on which its requester has said and done things."""
    rob.name, rob.email = f"{CANARY}bob", f"{CANARY}@example.org".lower()
    rob.save()
    reply(secrets, by=by(rob), body="Still red.")
    return cancel(secrets, by=by(rob), seen=secrets.version, reason="withdrawn")


def names_in(text):
    return f"{CANARY}bob" in text or f"{CANARY}@example.org".lower() in text.lower()


def test_a_light_seat_learns_no_requesters_name(browser, talkative, paula, ann):
    """ROLE-06: on no page, in no answer, in no suggestion."""
    seen = list(everything(browser(paula), talkative))
    more = [f"/tickets/?status=cancelled&requester={talkative.requester_id}", "/tickets/people?requester=bob"]
    seen += [(path, browser(paula).get(path).content.decode(), 200) for path in more]
    assert [path for path, text, _ in seen if names_in(text)] == []
    assert any(f"Requester {talkative.requester_id}" in text for _, text, _ in seen)
    assert any(names_in(text) for _, text, _ in everything(browser(ann), talkative))


def test_a_light_seat_is_told_neither_whom_nor_whether(browser, api, talkative, paula):
    """A stale version does not name who changed it, and an address that exists is as unknown as one that does not."""
    path = f"/tickets/{talkative.pk}/priority"
    late = api(paula).post(path, {"impact": 1, "urgency": 1}, if_match='"1"')
    assert not names_in(late.content.decode())
    page = browser(paula).post(f"/tickets/{talkative.pk}/cancellation", {"seen": 1, "reason": "spam"})
    assert not names_in(page.content.decode())
    letter = {"title": "a", "body": "b", "type": "incident"}
    answers = [
        api(paula).post("/tickets", letter | {"requester": one}) for one in (talkative.requester.email, "no@x.org")
    ]
    assert [answer.status_code for answer in answers] == [400, 400]
    assert len({json.dumps(problem(answer)["errors"]) for answer in answers}) == 1
