"""What nobody was asked for: every column of every table, sent along with every body. None of it is taken."""

import json

import pytest
from django.apps import apps
from django.urls import get_resolver

from supportdesk.accounts.models import Person, Token
from supportdesk.api.shapes import Shape
from supportdesk.events.models import Event
from tickets.desk.models import Ticket

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
OURS = ("accounts", "catalogue", "desk", "events", "outbound", "sla", "api")
MODELS = [model for label in OURS for model in apps.get_app_config(label).get_models()]
COLUMNS = {field.name for model in MODELS for field in model._meta.get_fields()}
GOOD = {
    "tickets": {"title": "VPN", "body": "b", "type": "incident", "queue": "service-desk"},
    "tickets/<int:pk>": {"title": "Other"},
    "messages": {"body": "b"},
    "notes": {"body": "b"},
    "moves": {"action": "start"},
    "triage": {"impact": 1, "urgency": 1},
    "priority": {"impact": 1, "urgency": 1},
    "assignment": {"owner": None},
    "queue": {"queue": "network", "reason": "r"},
    "resolution": {"code": "fixed"},
    "closure": {"reason": "r"},
    "reopening": {"reason": "not_fixed"},
    "cancellation": {"reason": "spam"},
    "links": {"kind": "bug", "reference": "BUG-1"},
    "identifiers": {"kind": "trace", "value": "v"},
    "tokens": {"name": "n", "scopes": ["tickets:read"]},
}


def bodies():
    """Address, method and form of everything that takes a body."""
    (api,) = [one for one in get_resolver().url_patterns if str(one.pattern) == "api/"]
    for version in api.url_patterns:
        for one in getattr(version, "url_patterns", []):
            for method, shape in getattr(one.callback.cls, "shapes", {}).items():
                yield str(one.pattern), method, shape


ALL = sorted(bodies(), key=str)


def test_every_form_refuses_what_it_does_not_know():
    assert len(ALL) >= 18
    assert all(issubclass(shape, Shape) for _, _, shape in ALL)


@pytest.mark.parametrize(("pattern", "method", "shape"), ALL, ids=[f"{method} {pattern}" for pattern, method, _ in ALL])
def test_no_column_can_be_written_by_naming_it(api, owned, network, tess, pattern, method, shape):
    """X-10: one unknown name refuses the whole body and is named; nothing is changed and nothing told."""
    tess.roles = ["TL", "SM", "OA"]
    tess.save()
    client, before = api(tess), state()
    unknown = sorted((COLUMNS | EXTRA) - set(shape().fields))
    good = GOOD.get(pattern) or GOOD.get(pattern.rpartition("/")[2], {})
    path = "/" + pattern.replace("<int:pk>", str(owned.queue_id if pattern.startswith("queues") else owned.pk))
    answer = client.send(method, path, good | dict.fromkeys(unknown, 1), If_Match=f'"{owned.version}"')
    assert answer.status_code == 400
    named = {error["pointer"].removeprefix("/") for error in problem(answer)["errors"] if error["code"] == "unknown"}
    assert named == set(unknown)
    assert state() == before


def state():
    """Everything that a body might change, as rows."""
    tables = (Ticket.objects, Person.objects.exclude(roles=["TL", "SM", "OA"]), Token.objects.defer("last_used_at"))
    rows = [list(table.order_by("pk").values()) for table in tables[:2]]
    return json.dumps([rows, tables[2].count(), Event.objects.count()], default=str)


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
    browser(rob).post("/tickets/new", sent | {"title": "VPN", "body": "b", "type": incident.pk})
    made = Ticket.objects.get()
    assert (made.requester, made.priority, made.impact, made.source_key, made.channel) == (
        rob,
        None,
        None,
        None,
        "portal",
    )
    assert made.organisation == rob.organisation
