"""Sue of Globex, and every address of a ticket of Acme: it does not exist for her, whatever she sends."""

import json

import pytest

from supportdesk.addresses import ByFirstWord
from supportdesk.api.urls import version_1
from supportdesk.events.models import Event
from supportdesk.routes import walk
from tests.security.bodies import bodies
from tests.things import bound
from tickets.desk.actions.link import link
from tickets.desk.actions.note import note
from tickets.desk.models import Ticket

pytestmark = pytest.mark.django_db

SHAPED = {(one.method, one.pattern): one for one in bodies()}


def addresses():
    """Every pattern of the API below one ticket, as the resolver knows them, with its methods."""
    for pattern, one in walk(ByFirstWord(version_1), ""):
        if pattern.startswith("tickets/<int:pk>"):
            for method in one.callback.cls.scopes:
                yield method, pattern


ALL = sorted(addresses())


def test_there_are_addresses_to_try():
    assert len(ALL) == len(set(ALL)) > 60
    assert len(set(ALL) & set(SHAPED)) > 40


@pytest.fixture
def talked(owned, by, ann, rob, opened):
    """Acme's ticket with a note, a message and a link."""
    note(owned, by=by(ann), body="Canary: the printer is on fire.")
    link(owned, by=by(ann), kind="bug", reference="CANARY-1")
    return owned


def sent(client, method, pattern, things):
    """With a body that is in order, where one belongs there."""
    one = SHAPED.get((method, pattern))
    if one is None:
        return client.send(method, f"/{bound(pattern, things)}", None if method == "GET" else {}, If_Match='"1"')
    return one.send(client, things, one.example(things), If_Match='"1"')


def test_no_address_answers_sue(api, sue, talked, things):
    """SEC-19: 404, the very answer of a ticket that is not there, and nothing happens."""
    events = Event.objects.exclude(kind__startswith="token.").count()
    client = api(sue)
    for method, pattern in ALL:
        answers = [sent(client, method, pattern, things | {"ticket": pk}) for pk in (talked.pk, 987_654)]
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
