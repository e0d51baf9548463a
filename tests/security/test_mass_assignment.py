"""What nobody was asked for: every column of every table, sent along with every body. None of it is taken."""

import json

import pytest
from django.apps import apps
from django.db import transaction

from incidents.problems.models import KnownError
from incidents.response.models import Incident
from kb.articles.models import Article
from supportdesk.accounts.models import Person
from supportdesk.api.shapes import Shape
from supportdesk.configuration.values import memory
from tickets.desk.models import Ticket

from .bodies import SENDERS, bodies
from .conftest import problem

pytestmark = pytest.mark.django_db
EXTRA = {
    "is_staff",
    "is_superuser",
    "roles",
    "organisation",
    "org",
    "version",
    "opened_at",
    "created",
    "created_at",
    "at",
}
EXTRA |= {"via", "by", "actor", "id", "pk", "external", "source_key", "from_desk", "author", "internal", "__proto__"}
MODELS = [
    model
    for model in apps.get_models()
    if model.__module__.startswith(("supportdesk.", "kb.", "tickets.", "incidents."))
]
COLUMNS = {field.name for model in MODELS for field in model._meta.get_fields()}
ALL = sorted(bodies(), key=str)
VERSIONED = {"tickets": Ticket, "articles": Article, "incidents": Incident, "known-errors": KnownError}


def test_every_form_refuses_what_it_does_not_know():
    assert len(ALL) >= 18
    assert all(issubclass(one.shape, Shape) for one in ALL)


@pytest.fixture
def sender(request, tess):
    """Who sends such a body: Tess in every hat, so that no right stands before the form; or whose it is alone."""
    tess.roles = ["TL", "SM", "OA"]
    tess.save()
    return lambda one: request.getfixturevalue(SENDERS.get(one.pattern, "tess"))


def test_no_column_can_be_written_by_naming_it(api, things, network, sender):
    """X-10: one unknown name refuses the whole body and is named; nothing is changed and nothing told."""
    clients = {one: api(sender(one)) for one in ALL}
    before, faults = state(), {}
    for one in ALL:
        unknown = sorted((COLUMNS | EXTRA) - set(one.shape().fields))
        sent = one.example(things) | dict.fromkeys(unknown, 1)
        answer = one.send(clients[one], things, sent, If_Match=version_of(one, things))
        if wrong := [code for code in [answer.status_code] if code != 400] or left_unnamed(answer, unknown):
            faults[str(one)] = wrong
    assert faults == {}, "\n".join(f"FAULT {name} {what}" for name, what in faults.items())
    assert state() == before, "something was written"


def left_unnamed(answer, unknown):
    named = {error["pointer"].removeprefix("/") for error in problem(answer)["errors"] if error["code"] == "unknown"}
    return sorted(named ^ set(unknown))


def test_the_examples_are_real(api, things, network, sender):
    """Without the columns the same body is in form: what refuses the other one is nothing but the columns. Each is
    sent into the same world."""
    clients, faults = {one: api(sender(one)) for one in ALL}, {}
    for one in ALL:
        with transaction.atomic():
            answer = one.send(clients[one], things, one.example(things), If_Match=version_of(one, things))
            transaction.set_rollback(True)
        memory.keep({})
        if answer.status_code not in (200, 201, 202, 204, 409, 422):
            faults[str(one)] = (answer.status_code, answer.text[:400])
    assert faults == {}, "\n".join(f"FAULT {name} {what}" for name, what in faults.items())


def version_of(one, things):
    """Of the thing that the address names; what has no versions is at its first."""
    room, _, more = one.pattern.partition("/")
    own = more.startswith("<int:pk>") and not more.startswith("<int:pk>/review")  # a review has versions of its own
    model = VERSIONED.get(room) if own else None
    return f'"{model.objects.get(pk=things[room.rstrip("s").replace("-", "_")]).version if model else 1}"'


def state():
    """Everything that a body might change: all rows of all tables. A token remembers when it was used."""
    tables = [(model._meta.label, rows_of(model)) for model in MODELS if model._meta.managed]
    return json.dumps(tables, default=str)


def rows_of(model):
    names = [field.attname for field in model._meta.concrete_fields if field.name != "last_used_at"]
    return list(model._base_manager.order_by("pk").values_list(*names))


def test_a_requester_may_say_less(api, rob, incident, service_desk, owned):
    """X-10: what only the desk decides is as unknown to a requester's body as a column."""
    letter = {"title": "VPN", "body": "b", "type": "incident"}
    for name, value in {
        "queue": "service-desk",
        "impact": 1,
        "tags": [],
        "identifiers": [],
        "requester": rob.pk,
    }.items():
        answer = api(rob).post("/tickets", letter | {name: value})
        assert (answer.status_code, problem(answer)["errors"][0]["pointer"]) == (400, f"/{name}")
    for name, value in {"substantial": False, "promise": "2030-01-01T00:00:00Z"}.items():
        answer = api(rob).post(f"/tickets/{owned.pk}/messages", {"body": "b", name: value})
        assert (answer.status_code, problem(answer)["errors"][0]["pointer"]) == (400, f"/{name}")


FORMS = {
    "title": {"title": "Other"},
    "notes": {"body": "b"},
    "replies": {"body": "b"},
    "identifiers": {"kind": "trace", "value": "v"},
    "links": {"kind": "bug", "reference": "BUG-1"},
    "assignment": {"to": ""},
    "moves": {"action": "start"},
}
MOVED = {"title", "version", "activity_at", "rank", "owner_id", "status", "status_since", "due_at"}


@pytest.mark.parametrize("page", FORMS)
def test_a_form_takes_its_own_fields_alone(browser, owned, tess, rob, page):
    """X-10: what a page is sent besides is as if it had not been."""
    sent = dict.fromkeys(sorted((COLUMNS | EXTRA) - {"seen", "body", "title"} - set(FORMS[page])), "1")
    before = Ticket.objects.filter(pk=owned.pk).values().get()
    people = list(Person.objects.order_by("pk").values("roles", "is_superuser", "organisation", "email"))
    answer = browser(tess).post(
        f"/tickets/{owned.pk}/{page}", {**sent, "reason": "r", **FORMS[page], "seen": owned.version}
    )
    assert answer.status_code in (302, 409, 422)
    after = Ticket.objects.filter(pk=owned.pk).values().get()
    assert {name for name in after if after[name] != before[name]} <= MOVED
    assert list(Person.objects.order_by("pk").values("roles", "is_superuser", "organisation", "email")) == people


def test_a_ticket_of_ones_own_is_only_what_the_form_asks(browser, rob, service_desk, incident, sue):
    sent = dict.fromkeys(sorted(COLUMNS | EXTRA), "1") | {"requester": sue.pk, "priority": 1, "source_key": "x"}
    browser(rob).post("/tickets/new", sent | {"title": "VPN", "body": "b", "type": incident.pk, "attachments": []})
    made = Ticket.objects.get()
    assert (made.requester, made.priority, made.impact, made.source_key, made.channel) == (
        rob,
        None,
        None,
        None,
        "portal",
    )
    assert made.organisation == rob.organisation
