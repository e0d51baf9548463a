"""What a body names beside the thing of its address: one that is behind a wall, or another organisation's, is answered
as one that nobody has. Every field of every body that names a thing is asked, the next one too."""

import json
import re
from datetime import timedelta

import pytest

from incidents.response.actions.suspect import suspect
from incidents.response.actions.walls import restrict_incident
from supportdesk import clock
from supportdesk.accounts.models import Role
from supportdesk.events.models import Event
from tests.factories import ComponentFactory, PersonFactory, QueueFactory, TeamFactory
from tickets.desk.actions.restrict import restrict

from .bodies import SENDERS, bodies
from .test_foreign import NOBODY, told

pytestmark = pytest.mark.django_db
TICKETS = {"ticket", "tickets", "other", "also", "subject_id"}
INCIDENTS = {"incident", "incidents", "recurs"}
FILES = {"attachments", "files"}
PEOPLE = {"person", "people", "to", "owner", "offer", "requester", "asked", "verified_by", "account_owner"}
KINDS = {
    name: kind for kind, names in {"ticket": TICKETS, "incident": INCIDENTS, "file": FILES}.items() for name in names
}
THEIRS = dict.fromkeys(PEOPLE, "person") | {
    "queue": "queue",
    "team": "team",
    "group": "team",
    "organisation": "organisation",
}


ELSE = {"me/notices"}  # its fields are called so and name no thing


def naming(kinds):
    """Each body with each field that names such a thing."""
    named = [(one, name) for one in bodies() for name in one.shape().fields if name in kinds]
    return [(one, name) for one, name in named if one.pattern not in ELSE]


def put(example, name, value):
    """In a list where the field is one."""
    return example | {name: [value] if name.endswith("s") or name in ("also", "people", "named") else value}


def asked_twice(client, undone, one, things, name, values):
    """The answers to two bodies that differ in one name alone."""
    answers = []
    for value in values:
        body = put(one.example(things), name, value)
        answers.append(undone(lambda sent=body: one.send(client, things, sent, If_Match=f'"{things["version"]}"')))
    return answers


def unlike(answers):
    """What is left out without a word is left out alike."""
    return len({re.sub(r"\d+", "#", str(told(one))) for one in answers}) > 1


@pytest.fixture
def hidden(opened, by, ann, sam, ian, uploaded):
    """Behind walls of other people's: a ticket, an incident, and what somebody else has not sent yet."""
    ticket = opened(title="Not for everybody")
    restrict(ticket, by=by(ann), kind="hr", people=[ann], reason="A complaint.")
    about = {"severity": 3, "components": [ComponentFactory()], "started_at": clock.now() - timedelta(hours=1)}
    incident = suspect("Not for everybody", by=by(ian), **about)
    restrict_incident(incident, by=by(ian), kind="hr", reason="A complaint.")
    return {"ticket": ticket.pk, "incident": incident.pk, "file": uploaded(sam).pk}


@pytest.fixture
def world(things, owned, settings):
    """The address's own thing is Rob's, in its present version."""
    settings.API_RATE = 10**6
    owned.refresh_from_db()
    return things | {"version": owned.version}


def test_what_stands_behind_a_wall_is_no_thing_in_any_body(api, undone, world, network, hidden, tess, request):
    """X-01, SEC-13: Tess in every hat but those that read such walls; nothing is told and nothing happens."""
    tess.roles = ["TL", "OA", "IC"]
    tess.save()
    clients = {name: api(request.getfixturevalue(name)) for name in {"tess", *SENDERS.values()} - {"ann"}}
    before = Event.objects.filter(subject__in=("ticket", "incident"), subject_id__in=hidden.values()).count()
    wrong, refused = [], set()
    for one, name in naming(KINDS):
        client = clients.get(SENDERS.get(one.pattern, "tess"))
        if client:
            answers = asked_twice(client, undone, one, world, name, (hidden[KINDS[name]], NOBODY))
            wrong += [(one.pattern, name, [each.status_code for each in answers])] if unlike(answers) else []
            refused |= {(one.pattern, name)} if points_at(answers[0], name) else set()
    assert wrong == []
    assert len(refused) > 10, refused
    assert Event.objects.filter(subject__in=("ticket", "incident"), subject_id__in=hidden.values()).count() == before


def points_at(answer, name):
    """Whether the very field is what it was refused for: or nothing would have been tried."""
    body = json.loads(answer.content) if "json" in answer["Content-Type"] else {}
    return any(error.get("pointer", "").startswith(f"/{name}") for error in body.get("errors", ()))


@pytest.fixture
def acmes(acme):
    team = TeamFactory(name="Acme's own", organisation=acme)
    amy = PersonFactory(name="Amy", roles=[Role.AN], organisation=acme, team=team)
    queue = QueueFactory(key="acme-own", name="Acme's own", team=team, organisation=acme)
    return {"person": amy.pk, "team": team.pk, "queue": queue.pk, "organisation": acme.pk}


def test_what_is_another_organisations_is_no_thing_in_any_body(api, undone, world, network, acmes, tom, globex_queue):
    """SEC-19, X-01: Tom leads and administers the desk of Globex; people, teams, queues and the organisation of Acme
    are no choice of his, wherever a body names one."""
    tom.roles = ["TL", "OA", "AN", "SM"]
    tom.save()
    client, wrong, refused = api(tom), [], set()
    for one, name in naming(THEIRS):
        answers = asked_twice(client, undone, one, world, name, (acmes[THEIRS[name]], NOBODY))
        wrong += [(one.pattern, name, [each.status_code for each in answers])] if unlike(answers) else []
        refused |= {(one.pattern, name)} if points_at(answers[0], name) else set()
    assert wrong == []
    assert len(refused) > 5, refused
