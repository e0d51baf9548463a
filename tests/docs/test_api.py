"""The paper of the API is what a client does: its commands are run as they stand."""

import json
import os
import re
import subprocess
from pathlib import Path

import pytest

from supportdesk.accounts.actions.issue_token import issue_token
from supportdesk.accounts.actor import system
from supportdesk.accounts.models import SCOPES
from tests.attached import LOG
from tests.factories import CategoryFactory, PersonFactory
from tests.supportdesk.outbound.conftest import inside, leave, receiver
from tickets.desk.models import Ticket
from tickets.intake.actions.chats import add_chat
from tickets.intake.seeding import AREAS, PROBLEM

__all__ = ["inside", "leave", "receiver"]

DOCS = Path(__file__).parents[2] / "docs"
INTAKE = "An intake client"
SHIFT = ["tickets:read", "tickets:write", "people:read", "catalogue:read"]
BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def section():
    paper = (DOCS / "api.md").read_text()
    return paper.partition(f"## {INTAKE}\n")[2].partition("\n## ")[0]


def test_the_script_is_the_paper_line_by_line():
    script = (DOCS / "intake.sh").read_text()
    said = [line for block in BLOCK.findall(section()) for line in block.splitlines()]
    done = [line for line in script.splitlines() if line.strip() and not line.startswith(("#", "set "))]
    assert said == done


@pytest.mark.django_db(transaction=True)
def test_an_intake_client_goes_from_token_to_ticket_to_webhook(
    live_server, settings, tmp_path, intake_form, olga, acme, receiver, leave
):
    """INT-02, INT-03: the demo's form over a real socket, with curl alone; the receiver is told of it, signed."""
    settings.SITE_URL = live_server.url
    for area in AREAS:
        CategoryFactory(key=area["value"])
    form = intake_form(questions=list(PROBLEM))
    client = PersonFactory(name="Acme's shop", organisation=acme, is_machine=True)
    _, admin = issue_token(olga, by=system("import"), name="Admin", scopes=list(SCOPES), days=1)
    (tmp_path / "error.log").write_bytes(LOG)
    given = {"DESK": live_server.url, "ADMIN": admin, "CLIENT": str(client.pk), "FORM": form.key}
    given |= {"RECEIVER": receiver.url, "FILE": "error.log", "PATH": os.environ["PATH"]}
    ran = subprocess.run(
        ["bash", DOCS / "intake.sh"], cwd=tmp_path, env=given, capture_output=True, text=True, timeout=60, check=False
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    ticket = Ticket.objects.get()
    assert "/answers/area" in ran.stdout
    assert ran.stdout.count("\n201\n") + ran.stdout.count("}201\n") >= 1
    assert (ticket.requester, ticket.title, ticket.channel) == (client, "Nothing prints", "api")
    assert ticket.messages.get().attachments.count() == 1
    leave()
    kinds = [body for _, body in receiver.taken]
    assert any(b'"type":"ticket.opened"' in body and f'"id":{ticket.pk}'.encode() in body for body in kinds)
    assert all(headers["Webhook-Signature"].startswith("v1,") for headers, _ in receiver.taken)


def blocks():
    """Every other command of the paper, in its order, by the heading it stands under."""
    paper = (DOCS / "api.md").read_text()
    parts = [part.partition("\n") for part in paper.split("\n## ")[1:]]
    return [(heading, block) for heading, _, text in parts if heading != INTAKE for block in BLOCK.findall(text)]


@pytest.mark.django_db(transaction=True)
def test_every_other_command_is_answered_as_the_paper_says(
    live_server, settings, tmp_path, service_desk, incident, first_line, acme
):
    settings.SITE_URL = live_server.url
    PersonFactory(name="Rob", email="rob@demo.example", organisation=acme)
    CategoryFactory(key="network-vpn")
    shift = PersonFactory(name="Night shift", roles=["AN"], team=first_line, is_machine=True)
    _, token = issue_token(shift, by=system("import"), name="First", scopes=SHIFT, days=1)
    chat, secret = add_chat("Website", by=system("import"), queue=service_desk)
    (tmp_path / "error.log").write_bytes(LOG)
    given = {"DESK": live_server.url, "TOKEN": token, "CHAT": chat.key, "SECRET": secret, "PATH": os.environ["PATH"]}
    refused = []
    for heading, block in blocks():
        ran = subprocess.run(
            ["bash", "-euc", block], cwd=tmp_path, env=given, capture_output=True, text=True, timeout=30, check=False
        )
        assert ran.returncode == 0, (heading, ran.stderr)
        answer = json.loads(ran.stdout.rpartition("\n\n")[2])
        if heading == "Opening a ticket":
            given["TICKET"] = re.search(r"Location: \S*/tickets/(\d+)", ran.stdout, re.IGNORECASE)[1]
        if answer.get("status") in range(400, 600):
            refused.append((heading, answer["errors"][0]["pointer"]))
    ticket = Ticket.objects.get(pk=given["TICKET"])
    assert (ticket.title, ticket.impact, ticket.messages.count()) == ("VPN drops", 2, 2)
    assert Ticket.objects.filter(channel="chat", title="Nothing prints.").count() == 1
    assert refused == [("Refusals", "/waiting_reason")]
