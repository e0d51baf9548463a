"""What the log holds: who asked for what and how it went. No key to anything, and no line that a stranger wrote."""

import io
import json
import logging

import pytest
from django.conf import settings
from django.core import mail

from supportdesk import live, logs
from tickets.desk.models.ticket import TicketQuerySet

from .conftest import CANARY

pytestmark = pytest.mark.django_db
PASSWORD = "hunter2-canary-horse"


@pytest.fixture(params=["console", "json"])
def log(request):
    """Everything that is logged meanwhile, in one of the two forms."""
    wanted = logs.logging_config(as_json=request.param == "json", level="INFO")["formatters"]["one"]
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    options = {name: value for name, value in wanted.items() if name != "()"}
    handler.setFormatter(wanted["()"](**options))
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield written
    root.removeHandler(handler)
    root.setLevel(before)


def test_the_log_holds_no_key(log, browser, api, rob, ann, ticket):
    """X-28: no password, token, session, reset link or stream's address; nothing of what was said."""
    rob.set_password(PASSWORD)
    rob.save()
    visitor = browser()
    visitor.post("/accounts/login/", {"login": rob.email, "password": f"{PASSWORD}-wrong"})
    visitor.post("/accounts/login/", {"login": rob.email, "password": PASSWORD})
    visitor.post("/accounts/password/reset/", {"email": rob.email})
    key = mail.outbox[0].body.partition("/password/reset/key/")[2].split("/")[0]
    visitor.get(f"/accounts/password/reset/key/{key}/")
    signed = live.address(["ticket-1"]).rpartition("/")[2]
    browser(ann).get(f"/live/{signed}x")
    client = api(ann, scopes=["tickets:read"])
    client.post(f"/tickets/{ticket.pk}/notes", {"body": CANARY})
    browser(ann).post(f"/tickets/{ticket.pk}/notes", {"body": CANARY})
    bearer = client.client.defaults["HTTP_AUTHORIZATION"].split("_")[2]
    secrets = (PASSWORD, key, signed, bearer, visitor.cookies["sessionid"].value, CANARY, settings.SECRET_KEY)
    text = log.getvalue()
    assert text.count("/accounts/login/") == 2
    assert [one for one in secrets if one in text] == []


def test_a_fault_is_logged_without_what_was_typed(log, browser, rob, monkeypatch):
    """X-28: the trace has lines of ours, not the values that went through them."""
    monkeypatch.setattr(TicketQuerySet, "visible_to", lambda *args: 1 / 0)
    browser(rob).post("/tickets/5/replies", {"body": f"{CANARY} body"}, headers={"X-Secret": f"{CANARY} header"})
    browser(rob).generic("POST", "/api/v1/tickets/5/messages", json.dumps({"body": CANARY}), "application/json")
    text = log.getvalue()
    assert text.count("ZeroDivisionError: division by zero") >= 2
    assert CANARY not in text


FORGED = "2030-01-01T00:00:00Z [info     ] signed_in person=root"


@pytest.mark.parametrize("breaking", ["%0A", "%0D%0A", "%E2%80%A8", "%C2%85", "%1B%5B2K"])
def test_nobody_writes_a_line_of_their_own(log, browser, breaking):
    """X-28: line breaks and colours of a terminal, in an address, a query or a header."""
    client = browser()
    client.get(f"/nowhere{breaking}{FORGED}", {"q": f"a\n{FORGED}"})
    client.get(f"/bare{breaking}2030-forged")
    client.get("/tickets/", headers={"X-Request-ID": f"a\n{FORGED}"})
    client.get("/tickets/", headers={"Host": f"evil\n{FORGED}"})
    client.get("/api/v1/tickets", headers={"Authorization": f"Bearer a\n{FORGED}"})
    text = log.getvalue()
    assert "/nowhere" in text
    assert not any(line.startswith("2030") for line in text.splitlines())
    assert "\x1b[2K" not in text


def test_every_line_of_a_machine_is_json(log, browser, ann):
    browser(ann).get("/tickets/%0A")
    lines = log.getvalue().splitlines()
    parsed = [json.loads(line) for line in lines if line.startswith("{")]
    assert lines
    assert not parsed or parsed[-1]["path"] == "/tickets/\n"
