"""Sue of Globex, and every address of a ticket of Acme: it does not exist for her, whatever she sends."""

import json

import pytest
from django.urls import get_resolver

from supportdesk.events.models import Event
from tests.things import bound
from tickets.desk.actions.link import link
from tickets.desk.actions.note import note
from tickets.desk.models import Ticket

pytestmark = pytest.mark.django_db

BODIES = {
    "draft": {"body": "Let me in."},
    "outgoing": {"body": "Let me in."},
    "asks": {"questions": [{"question": "Which floor?"}]},
    "inquiries": {"asked": "sue@example.org", "body": "Why?", "needed_by": "2099-01-01T00:00:00Z"},
    "answer": {"body": "Let me in.", "answers": {}},
    "watchers": {"level": "all"},
    "attachments": {"source": "x"},
    "restriction": {"kind": "security", "reason": "Mine."},
    "end": {"reason": "Mine."},
    "exception": {"until": "2099-01-01T00:00:00Z", "reason": "Mine."},
    "override": {"due": "2099-01-01T00:00:00Z", "until": "2099-01-01T00:00:00Z", "reason": "Mine."},
    "people": {"person": "sue@example.org"},
    "plan": {"what": "Look in", "at": "2099-01-01T00:00:00Z"},
    "time-box": {"answer": "continue", "reason": "Mine."},
    "merge": {"tickets": [1]},
    "split": {"title": "Mine", "notes": [1]},
    "conversion": {"type": "incident"},
    "undo": {},
    "sending": {},
    "presence": {"state": "reading"},
    "messages": {"body": "Let me in."},
    "notes": {"body": "Let me in."},
    "moves": {"action": "start"},
    "triage": {"impact": 1, "urgency": 1},
    "priority": {"impact": 1, "urgency": 1},
    "assignment": {"owner": "me"},
    "acceptance": {},
    "decline": {"reason": "No."},
    "queue": {"queue": "service-desk", "reason": "Mine."},
    "resolution": {"code": "fixed"},
    "confirmation": {},
    "closure": {"reason": "Done."},
    "reopening": {"reason": "not_fixed"},
    "cancellation": {"reason": "spam"},
    "links": {"kind": "bug", "reference": "BUG-1"},
    "identifiers": {"kind": "trace", "value": "abc"},
}


def addresses():
    """Every pattern of the API below one ticket, as the resolver knows them, with its methods."""
    for api in get_resolver().url_patterns:
        if str(api.pattern) != "api/":
            continue
        for version in api.url_patterns:
            for one in getattr(version, "url_patterns", []):
                pattern = str(one.pattern)
                if pattern.startswith("tickets/<int:pk>"):
                    for method in one.callback.cls.scopes:
                        yield method, pattern


ALL = sorted(addresses())


def test_there_are_addresses_to_try():
    assert len(ALL) == len(set(ALL)) > len(BODIES)
    assert {pattern.rpartition("/")[2] for method, pattern in ALL if method in ("POST", "PUT")} == set(BODIES)


@pytest.fixture
def talked(owned, by, ann, rob, opened):
    """Acme's ticket with a note, a message and a link."""
    note(owned, by=by(ann), body="Canary: the printer is on fire.")
    link(owned, by=by(ann), kind="bug", reference="CANARY-1")
    return owned


def test_no_address_answers_sue(api, sue, talked, things):
    """SEC-19: 404, the very answer of a ticket that is not there, and nothing happens."""
    events = Event.objects.exclude(kind__startswith="token.").count()
    client = api(sue)
    for method, pattern in ALL:
        answers = []
        for pk in (talked.pk, 987_654):
            path = bound(pattern, things | {"ticket": pk})
            body = BODIES.get(pattern.split("/")[-1], {"title": "Mine"}) if method in ("POST", "PATCH", "PUT") else None
            answers.append(client.send(method, f"/{path}", body, If_Match='"1"'))
        foreign, nobody = (
            {name: value for name, value in answer.json().items() if name not in ("request_id", "instance")}
            for answer in answers
        )
        assert [answer.status_code for answer in answers] == [404, 404], (method, pattern)
        assert foreign == nobody, (method, pattern)
        assert Event.objects.exclude(kind__startswith="token.").count() == events, (method, pattern)


def test_sue_finds_nothing(api, sue, talked):
    client = api(sue)
    for path in ("/tickets", "/tickets?status=live", f"/search?q={talked.reference}", "/search?q=printer"):
        assert client.get(path).json()["results"] == [], path
    asked = [(client.get(f"/tickets?requester={pk}"), pk) for pk in (talked.requester_id, 987_654)]
    assert [answer.status_code for answer, _ in asked] == [400, 400]
    same, other = (answer.content.decode().replace(str(pk), "N") for answer, pk in asked)
    assert json.loads(same)["errors"] == json.loads(other)["errors"]
    assert client.get(f"/people/{talked.requester_id}").status_code == 404
    assert [one["id"] for one in client.get("/people").json()["results"]] == [sue.pk]


def test_sue_links_nothing_of_acmes(api, globex, talked):
    """A colleague who serves Globex alone names Acme's ticket in a body: the answer of one that is not there."""
    from tests.factories import PersonFactory, QueueFactory

    gwen = PersonFactory(name="Gwen", organisation=globex, roles=["SA"])
    own = Ticket.objects.get(pk=talked.pk)
    own.pk, own.source_key, own.organisation, own.queue = None, None, globex, QueueFactory(key="globex")
    own.save(force_insert=True)
    client = api(gwen)
    answers = [
        client.post(f"/tickets/{own.pk}/links", {"kind": "related", "other": other}) for other in (talked.pk, 987_654)
    ]
    assert [answer.status_code for answer in answers] == [400, 400]
    assert answers[0].json()["errors"] == answers[1].json()["errors"]
