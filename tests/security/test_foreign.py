"""Tom and Sue of Globex, and everything that is Acme's: named in every place that takes a name, it does not exist."""

import json
import re

import pytest

from supportdesk.accounts.models import Role
from supportdesk.api.pages import Place
from supportdesk.events.models import Event
from tests.factories import PersonFactory, QueueFactory, TeamFactory
from tickets.desk.actions.identify import identify
from tickets.desk.actions.link import link
from tickets.desk.actions.note import note
from tickets.desk.actions.open import open_ticket
from tickets.desk.models import Ticket

from .conftest import CANARY, problem

pytestmark = pytest.mark.django_db
NOBODY = 987_654


@pytest.fixture
def theirs(acme, opened, by, ann, rob):
    """What Acme has, by kind: a queue, a team, staff, a requester, a ticket with all that hangs on one."""
    team = TeamFactory(name=f"{CANARY} team", organisation=acme)
    queue = QueueFactory(key="acme-desk", name=f"{CANARY} queue", team=team, organisation=acme)
    amy = PersonFactory(name=f"{CANARY} Amy", email="amy@acme.example", roles=[Role.AN], organisation=acme, team=team)
    ticket = opened(title=f"{CANARY} title", body=f"{CANARY} body", queue=queue, source_key="acme-1")
    written = note(ticket, by=by(ann), body=f"{CANARY} note")
    made = link(ticket, by=by(ann), kind="bug", reference=f"{CANARY} bug")
    identify(ticket, by=by(ann), kind="trace", value=f"{CANARY}-trace")
    made_by = {"note": written.pk, "link": made.pk, "message": ticket.messages.get().pk, "organisation": acme.pk}
    people = {"person": amy.pk, "address": amy.email, "requester": rob.pk, "team": team.pk}
    return (
        made_by | people | {"queue": queue.pk, "queue key": queue.key} | {"ticket": ticket.pk, "reference": str(ticket)}
    )


@pytest.fixture
def ours(by, sue, globex_queue, incident):
    """Sue's ticket at the desk of Globex."""
    words = {"title": "Ours", "body": "Mine.", "type": incident, "channel": "portal"}
    return open_ticket(globex_queue, by=by(sue), requester=sue, **words)


def told(answer):
    """What an answer says, without the ids that were asked for and the id of the request."""
    body = json.loads(answer.content) if answer.content and "json" in answer["Content-Type"] else {}
    shown = {name: value for name, value in body.items() if name not in ("instance", "request_id")}
    return (
        answer.status_code,
        re.sub(r"\d{2,}", "#", json.dumps(shown)),
        sorted(set(answer.headers) - {"Content-Length"}),
    )


LETTER = {"title": "t", "body": "b", "type": "incident"}
MENTIONS = [
    ("tickets", {**LETTER, "queue": "queue"}, NOBODY),
    ("tickets", {**LETTER, "queue": "queue key"}, "no-desk"),
    ("tickets", {**LETTER, "requester": "requester"}, NOBODY),
    ("tickets", {**LETTER, "requester": "address"}, "no@acme.example"),
    ("tickets/{}/links", {"kind": "related", "other": "ticket"}, NOBODY),
    ("tickets/{}/links", {"kind": "duplicate_of", "other": "reference"}, f"T-{NOBODY}"),
    ("tickets/{}/links", {"kind": "child_of", "other": "ticket"}, NOBODY),
    ("tickets/{}/assignment", {"owner": "person", "reason": "r"}, NOBODY),
    ("tickets/{}/assignment", {"owner": "address", "reason": "r"}, "no@acme.example"),
    ("tickets/{}/assignment", {"offer": "person", "reason": "r"}, NOBODY),
    ("tickets/{}/queue", {"queue": "queue", "reason": "r"}, NOBODY),
    ("tickets/{}/queue", {"queue": "queue key", "reason": "r"}, "no-desk"),
    ("tickets/{}/resolution", {"code": "fixed", "verified_by": "person"}, NOBODY),
    ("tokens", {"name": "n", "scopes": ["admin"], "person": "person"}, NOBODY),
]


@pytest.mark.parametrize(
    ("path", "body", "nobody"), MENTIONS, ids=[f"{path} {list(body)[-1]}" for path, body, _ in MENTIONS]
)
@pytest.mark.parametrize("who", ["tom", "sue"])
def test_a_foreign_thing_in_a_body_is_no_thing(api, request, theirs, ours, path, body, nobody, who):
    """X-01, SEC-19: the very answer of an id that nobody has; nothing happens on either side."""
    client = api(request.getfixturevalue(who))
    before = Event.objects.filter(subject="ticket").count()
    field = next(name for name, value in body.items() if str(value) in theirs)
    answers = []
    for value in (theirs[body[field]], nobody):
        sent = {**body, field: value}
        answers.append(told(client.post(f"/{path.format(ours.pk)}", sent, if_match=f'"{ours.version}"')))
    assert answers[0] == answers[1]
    assert answers[0][0] >= 400
    assert Event.objects.filter(subject="ticket").count() == before


READS = ["people/{person}", "people/{requester}", "organisations/{organisation}", "teams/{team}", "queues/{queue}"]
READS += [
    "tickets/{ticket}",
    "tickets/{ticket}/events",
    "tickets/{ours}/notes/{note}",
    "tickets/{ours}/messages/{message}",
]


@pytest.mark.parametrize("path", READS)
@pytest.mark.parametrize("who", ["tom", "sue"])
def test_a_foreign_id_in_an_address_is_no_address(api, request, theirs, ours, path, who):
    """X-01: also below a ticket of one's own."""
    client = api(request.getfixturevalue(who))
    nothing = dict.fromkeys(theirs, NOBODY)
    answers = [client.get("/" + path.format(**{**names, "ours": ours.pk})) for names in (theirs, nothing)]
    assert told(answers[0]) == told(answers[1])
    assert answers[0].status_code == 404


def test_a_foreign_link_is_not_taken_away(api, browser, theirs, ours, opened, by, ann, tom):
    """T-24: neither one of another ticket by way of one's own, nor one whose other end is hidden."""
    hidden = link(ours, by=by(ann), kind="related", other=Ticket.objects.get(pk=theirs["ticket"]))
    for pk in (theirs["link"], hidden.pk, NOBODY):
        assert api(tom).delete(f"/tickets/{ours.pk}/links/{pk}").status_code == 404
        assert browser(tom).post(f"/tickets/{ours.pk}/links/{pk}").status_code == 404
    assert ours.links.count() == 1


FILTERS = {"requester": "requester", "organisation": "organisation", "queue": "queue", "owner": "person"}
FILTERS |= {"source_key": "source", "identifier": "identifier"}


@pytest.mark.parametrize("name", FILTERS)
def test_a_foreign_thing_in_a_filter_finds_nothing(api, browser, theirs, ours, tom, name):
    known = theirs | {"source": "acme-1", "identifier": f"{CANARY}-trace"}
    missing = NOBODY if isinstance(known[FILTERS[name]], int) else "no-such"
    answers = [api(tom).get("/tickets", {name: value}) for value in (known[FILTERS[name]], missing)]
    assert told(answers[0]) == told(answers[1])
    page = browser(tom).get("/tickets/", {name: known[FILTERS[name]]}).content.decode()
    assert f"/tickets/{theirs['ticket']}" not in page
    assert CANARY not in page.replace(f"{CANARY}-trace", "")


@pytest.mark.parametrize("who", ["tom", "sue"])
def test_nothing_of_acmes_is_found_by_searching(api, browser, request, theirs, ours, who):
    person = request.getfixturevalue(who)
    for text in (theirs["reference"], f"{CANARY}-trace", f"{CANARY} title", "body", "Amy", "acme-1"):
        assert api(person).get("/search", {"q": text}).json()["results"] == []
        page = browser(person).get("/search", {"q": text})
        assert page.status_code == 200
        assert f"/tickets/{theirs['ticket']}" not in page.content.decode()
    assert browser(person).get("/tickets/people", {"requester": "amy"}).content.decode().count("<option") == 0


def test_a_cursor_opens_no_door(api, theirs, ours, tom):
    """A cursor made by hand names a place, never a row."""
    cursor = Place("-id", False, None, theirs["ticket"] + 1).written()
    listed = api(tom).get("/tickets", {"cursor": cursor}).json()["results"]
    assert [one["id"] for one in listed if one["id"] != ours.pk] == []


@pytest.mark.parametrize("who", ["tom", "sue", "ann"])
def test_the_key_of_an_import_is_no_way_to_a_ticket(api, request, theirs, ours, incident, who):
    """Opening a ticket under a key that Acme's has already neither answers with it nor tells that it is there."""
    client = api(request.getfixturevalue(who))
    answers = [client.post("/tickets", LETTER | {"source_key": key}) for key in ("acme-1", "nobodys")]
    assert told(answers[0]) == told(answers[1])
    assert (answers[0].status_code, problem(answers[0])["errors"][0]["pointer"]) == (400, "/source_key")


def test_anothers_idempotency_key_replays_nothing(api, theirs, ours, ann, tom, globex_queue):
    """X-01: a key belongs to its principal; a token that may only read replays no answer either."""
    key = {"Idempotency_Key": "the-same"}
    first = api(ann).post("/tickets", LETTER | {"queue": "acme-desk", "requester": theirs["requester"]}, **key)
    second = api(tom).post("/tickets", LETTER | {"queue": "globex-desk"}, **key)
    assert first.status_code == second.status_code == 201
    assert first.json()["id"] != second.json()["id"]
    assert "Idempotent-Replayed" not in second.headers
    reader = api(ann, scopes=["tickets:read"])
    again = reader.post("/tickets", LETTER | {"queue": "acme-desk", "requester": theirs["requester"]}, **key)
    assert again.status_code == 403
    assert str(first.json()["id"]) not in again.content.decode()


FORMS = [
    ("/tickets/{}/transfer", {"reason": "r", "queue": "queue"}),
    ("/tickets/{}/assignment", {"reason": "r", "to": "person"}),
    ("/tickets/{}/links", {"kind": "related", "other": "reference"}),
    ("/tickets/new", {"title": "t", "body": "b", "channel": "phone", "requester": "address"}),
    ("/tickets/new", {"title": "t", "body": "b", "channel": "phone", "queue": "queue"}),
    ("/tickets/take-next", {"queue": "queue"}),
]


@pytest.mark.parametrize(("path", "data"), FORMS)
def test_a_foreign_thing_in_a_form_is_no_choice(browser, theirs, ours, tom, path, data):
    """X-01: and no form offers it."""
    client, field = browser(tom), list(data)[-1]
    missing = {"reference": f"T-{NOBODY}", "address": "no@acme.example"}.get(data[field], NOBODY)
    before = Event.objects.filter(subject="ticket").count()
    both = [{**data, "seen": ours.version, field: value} for value in (theirs[data[field]], missing)]
    answers = [client.post(path.format(ours.pk), sent) for sent in both]
    assert answers[0].status_code == answers[1].status_code
    assert answers[0].status_code in (404, 422)
    assert CANARY not in answers[0].content.decode()
    assert CANARY not in client.get(path.format(ours.pk)).content.decode()
    assert Event.objects.filter(subject="ticket").count() == before


def test_nothing_of_acmes_stands_on_any_list_of_globex(api, browser, theirs, ours, tom, sue):
    """X-02: no canary in lists, counts and catalogues."""
    for person in (tom, sue):
        for path in ("tickets", "people", "organisations", "teams", "queues", "tokens"):
            assert CANARY not in api(person).get(f"/{path}").content.decode()
        for path in ("/tickets/", "/tickets/news", "/tickets/filter", "/notices/", "/tickets/new"):
            assert CANARY not in browser(person).get(path).content.decode()
    counted = browser(tom).get("/tickets/").content.decode()
    assert re.search(r"All open <b>1</b>", counted)
