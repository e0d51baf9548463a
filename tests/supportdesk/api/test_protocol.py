"""What every address of the API has in common: problems, media types, methods, bodies, headers."""

import json
import re
from io import BytesIO

import pytest
from django.test import Client

from supportdesk.addresses import ByFirstWord
from supportdesk.api.urls import version_1
from supportdesk.api.views import ApiView
from supportdesk.routes import walk
from tickets.desk.models import Ticket

pytestmark = pytest.mark.django_db

DEEP = 100_000


def views():
    for path, one in walk(ByFirstWord(version_1), ""):
        yield path, one.callback.cls


VIEWS = dict(views())
# The signature of the body, or the secret of a source, is the permission.
SIGNED = ("alerts/<slug:key>", "alerts/<slug:key>/alertmanager", "chats/<slug:key>", "trackers/<slug:key>/events")


def test_a_problem_says_what_is_wrong_and_which_request_it_was(api, ann):
    """RFC 9457."""
    answer = api(ann).get("/tickets/987654", X_Request_ID="mine-1")
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json() == {
        "type": "about:blank",
        "title": "Not Found",
        "status": 404,
        "detail": "There is nothing here that you may see.",
        "instance": "/api/v1/tickets/987654",
        "code": "not_found",
        "errors": [],
        "request_id": "mine-1",
    }


@pytest.mark.parametrize("path", ["/nothing", "/tickets/", "/tickets/x", "/tickets/1/nothing", "/tickets/-1", "/"])
def test_no_such_address_is_a_problem_too(api, ann, path):
    answer = api(ann).get(path)
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


@pytest.mark.parametrize(("pattern", "view"), VIEWS.items(), ids=VIEWS)
def test_each_view_has_decided(pattern, view):
    """Every method has a scope, is described, and nothing answers without a token."""
    assert issubclass(view, ApiView)
    methods = {name.upper() for name in ("get", "post", "put", "patch", "delete") if hasattr(view, name)}
    assert methods == set(view.scopes) == set(view.tells)
    assert set(view.shapes) == methods & {"POST", "PUT", "PATCH"} or pattern in SIGNED


@pytest.mark.parametrize("pattern", VIEWS)
def test_nobody_is_answered_without_a_token(pattern):
    path = re.sub(r"<\w+:\w+>", "1", pattern)
    code = "not_signed" if pattern in SIGNED else "not_authenticated"
    for method in VIEWS[pattern].scopes:
        answer = Client().generic(method, f"/api/v1/{path}", b"{}", "application/json")
        assert (answer.status_code, answer.json()["code"]) == (401, code), path
        assert answer.headers.get("WWW-Authenticate") == (None if pattern in SIGNED else 'Bearer realm="supportdesk"')


@pytest.mark.parametrize("text", ["sd_", "sd_aaaaaaaa_" + "b" * 40, "x" * 9000, "", "sd_é"])
def test_a_wrong_token_is_401(api, ann, text):
    answer = api(ann, text=text).get("/me")
    assert answer.status_code == 401


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_a_method_that_is_not_there_names_those_that_are(api, ann, method):
    answer = api(ann).send(method, "/tickets")
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, POST")


def test_head_answers_without_a_body(api, ann):
    answer = api(ann).client.head("/api/v1/tickets")
    assert (answer.status_code, answer.content) == (200, b"")


@pytest.mark.parametrize("accept", ["text/html", "application/xml", "image/*"])
def test_only_json_is_answered(api, ann, accept):
    assert api(ann).get("/tickets", Accept=accept).status_code == 406
    assert api(ann).get("/tickets", Accept=f"{accept}, */*;q=0.1").status_code == 200


@pytest.mark.parametrize("sent", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
def test_only_json_is_read(api, ann, letter, sent):
    answer = api(ann).client.post("/api/v1/tickets", b"a=b", content_type=sent)
    assert (answer.status_code, answer.json()["code"]) == (415, "unsupported_media_type")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"{", "json"),
        (b"", "required"),
        (b"[]", "invalid"),
        (b"7", "invalid"),
        (b"null", "null"),
        (b'"x"', "invalid"),
        (b"\xff\xfe{}", "json"),
        (b'{"a": NaN}', "json"),
        (b'{"a": 1, "a": 2}', "json"),
        (b"[" * DEEP + b"]" * DEEP, "too_deep"),
        (b'{"a":' * DEEP + b"1" + b"}" * DEEP, "too_deep"),
        (b"9" * 5000, "json"),
        (b'{"title": "a\\u0000b"}', "text"),
        (b'{"title": "\\ud800"}', "text"),
        (b'{"\\udc00": 1}', "text"),
        (b'{"title": "\xed\xa0\x80"}', "json"),
    ],
)
def test_a_body_that_cannot_be_read_is_400(api, ann, letter, body, code):
    """F16, R-30: deep nesting, NUL, lone surrogates and the like end here."""
    answer = api(ann).post("/tickets", body)
    assert answer.status_code == 400, answer.content
    assert answer.json()["errors"][0]["code"] == code
    assert not Ticket.objects.exists()


@pytest.mark.parametrize(
    "text",
    [
        "\u202eevil\u202c",
        "e\u0301\u0323" * 50,
        "👩\u200d👩\u200d👧",
        "\ufeffBOM",
        "İstanbul ẞ",
        "😀" * 1000,
        "a\u2028b",
    ],
)
def test_what_can_be_read_comes_back_as_it_was(api, ann, letter, text):
    """R-30: nothing is normalised away."""
    answer = api(ann).post("/tickets", letter | {"body": text})
    assert answer.status_code == 201
    said = api(ann).get(f"/tickets/{answer.json()['id']}/messages").json()["results"]
    assert said[0]["body"] == text


def test_a_body_that_is_too_large_is_413(api, ann, settings, letter):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    answer = api(ann).post("/tickets", letter | {"body": "x" * 1001})
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


def test_numbers_that_no_column_holds_are_no_fault_of_ours(api, ann, letter):
    for value in ("1e400", "-1e400", str(2**63), str(-(2**63)), "1.5", "0.1e-400"):
        body = json.dumps(letter)[:-1] + f', "impact": {value}}}'
        answer = api(ann).post("/tickets", body.encode())
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (400, "/impact"), value


def test_no_answer_is_kept_by_a_cache(api, ann):
    answer = api(ann).get("/tickets")
    assert answer["Cache-Control"] == "private, no-cache"
    assert "Authorization" in answer["Vary"]


def test_a_browser_session_may_ask_and_changes_only_with_its_csrf_token(ann, letter):
    client = Client(enforce_csrf_checks=True)
    client.force_login(ann)
    assert client.get("/api/v1/me").json()["name"] == "Ann"
    answer = client.post("/api/v1/tickets", letter, "application/json")
    assert (answer.status_code, answer["Content-Type"]) == (403, "application/problem+json")
    assert not Ticket.objects.exists()


def test_a_browser_session_changes_with_its_csrf_token(ann, letter):
    """As the pages at /api/docs/ do: with JSON, and with a file."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(ann)
    client.get("/api/docs/?script=")
    headers = {"X-CSRFToken": client.cookies["csrftoken"].value}
    assert client.post("/api/v1/tickets", letter, "application/json", headers=headers).status_code == 201
    assert client.post("/api/v1/files", {"file": BytesIO(b"It is red.")}, headers=headers).status_code == 201
