"""The published description: whole, true, and served with its pages from this host alone."""

import json
import re

import pytest
import schemathesis
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode

from supportdesk.api.docs import described
from supportdesk.wsgi import application
from tests.factories import CategoryFactory, TagFactory
from tests.supportdesk.api.clients import Api
from tickets.desk.actions.assign import assign
from tickets.desk.actions.link import link
from tickets.desk.actions.note import note
from tickets.desk.actions.open import open_ticket
from tickets.desk.actions.reply import reply
from tickets.desk.actions.triage import triage

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", name="described")
def our_description():
    return described()


def operations(described):
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            if method in ("get", "post", "patch", "put", "delete"):
                yield path, method, operation


def test_it_is_valid_and_warns_of_nothing(tmp_path):
    """INT-01: documented."""
    call_command("spectacular", "--validate", "--fail-on-warn", "--file", str(tmp_path / "schema.yaml"))


SIGNED = {
    "/api/v1/alerts/{key}",
    "/api/v1/alerts/{key}/alertmanager",
    "/api/v1/chats/{key}",
    "/api/v1/trackers/{key}/events",
}  # the signature of the body is the permission


def test_every_operation_names_its_refusals(described):
    for path, method, operation in operations(described):
        assert {"400", "401", "403", "404", "406", "429"} <= set(operation["responses"]), path
        if method != "get":
            assert {"409", "422"} <= set(operation["responses"]), path
        assert operation.get("security") or path in SIGNED, path


def test_every_change_of_fields_asks_for_the_version(described):
    versioned = {
        path
        for path, method, operation in operations(described)
        if any(one["name"] == "If-Match" and one["required"] for one in operation.get("parameters", []))
    }
    nouns = {path.rsplit("/", 1)[-1] for path in versioned}
    assert nouns == {
        "{id}", "triage", "priority", "moves", "assignment", "queue", "resolution", "closure", "cancellation",
        "surroundings",
        "plan", "split", "override", "exception", "end",
        "declaration", "dismissal", "severity", "review", "signature", "revisions", "restoration", "macros",
        "merging", "chain", "status", "fix-priority",
    }  # fmt: skip


def test_no_time_of_day_names_a_zone(described):
    """A description with `format: time` promises one, and `08:00` has none."""
    assert '"format": "time"' not in json.dumps(described)


def test_names_are_given_once(described):
    names = [operation["operationId"] for _, _, operation in operations(described)]
    assert len(names) == len(set(names)) > 45


def test_anybody_may_read_it():
    answer = Client().get("/api/schema/", headers={"Accept": "application/vnd.oai.openapi+json"})
    assert answer.status_code == 200
    assert answer.json()["openapi"].startswith("3.")


def test_the_pages_come_from_this_host_under_the_strict_policy():
    """No inline script or style, no other host, and every file is there."""
    answer = Client().get("/api/docs/")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "unsafe-inline" not in answer["Content-Security-Policy"]
    assert not re.search(r"<style|<script>|\sstyle=|\son\w+=", page)
    addresses = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert len(addresses) == 5
    for address in addresses:
        assert address.startswith("/"), address
        assert Client().get(address.replace("&amp;", "&")).status_code == 200, address
    script = Client().get("/api/docs/?script=").content.decode()
    assert "/api/schema/" in script
    assert '"validatorUrl": null' in script


# Random requests through the description: whatever is sent, the answer is described, and never a fault of ours


@pytest.fixture
def desk(rob, ann, service_desk, by):
    """A ticket with everything on it, so that the numbers drawn meet something."""
    from tests.factories import TicketTypeFactory

    details = {"type": TicketTypeFactory(key="incident"), "channel": "api", "title": "VPN", "body": "Drops."}
    ticket = open_ticket(service_desk, by=by(rob), requester=rob, identifiers=[("trace", "a")], **details)
    triage(ticket, by=by(ann), seen=1, impact=2, urgency=2, category=CategoryFactory(key="vpn"))
    assign(ticket, by=by(ann), seen=ticket.version, to=ann)
    reply(ticket, by=by(ann), body="Looking.")
    note(ticket, by=by(ann), body="Again.")
    link(ticket, by=by(ann), kind="bug", reference="B-1")
    TagFactory(name="vip")
    return ticket


def tried(described, ticket, text, examples, mode):
    """So many drawn requests, over all operations, half of them on a real ticket: each answered as described."""
    schema = schemathesis.openapi.from_dict(described)
    schema.app = application
    drawn = st.one_of([operation.ok().as_strategy(generation_mode=mode) for operation in schema.get_all_operations()])
    seen = {}

    @given(drawn, st.booleans())
    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def one(case, real):
        case.headers = {**(case.headers or {}), "Authorization": f"Bearer {text}"}
        if real and "id" in (case.path_parameters or {}):
            ticket.refresh_from_db()
            case.path_parameters["id"] = ticket.pk
            case.headers["If-Match"] = f'"{ticket.version}"'
        response = case.call()
        assert response.status_code < 500, (case.method, case.formatted_path, case.body, response.content)
        case.operation.validate_response(response)
        seen.setdefault(response.status_code, set()).add(case.operation.label)

    one()
    return seen


@pytest.fixture(autouse=True)
def one_connection():
    """The requests run in the test's own transaction: as in Django's test client, nobody closes the connection."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def sent_as(settings):
    """`sent_as(ann)`: the text of a token of hers for everything, asked for as often as one likes."""
    settings.API_RATE = 1_000_000

    def token(person):
        return Api(person).text

    return token


def test_drawn_requests_are_answered_as_described(described, desk, ann, sent_as):
    """INT-01: responses validate against the published schema."""
    seen = tried(described, desk, sent_as(ann), 120, GenerationMode.POSITIVE)
    assert {200, 404} <= seen.keys()


@pytest.mark.prove
@pytest.mark.parametrize("mode", list(GenerationMode))
@pytest.mark.parametrize("who", ["ann", "olga", "rob", "max", "joe", "sam", "tess", "erin", "ian", "ada"])
def test_thousands_of_drawn_requests(described, desk, request, who, sent_as, mode, pytestconfig):
    """INT-01, R-30: the long form, once for each role, also with requests out of shape."""
    tried(described, desk, sent_as(request.getfixturevalue(who)), pytestconfig.getoption("drawn"), mode)
