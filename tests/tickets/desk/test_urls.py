"""Who may do what at every address: `tests/data/urls.csv` has one row per address and method.

An address or a method without a row fails, and so does a row without an address. The cells:
in (let in; what is asked may still be refused for its content), login (asked to sign in),
no (known, and not allowed), absent (does not exist for this person).

`python -m pytest tests/tickets/desk/test_urls.py --write-urls` writes the table anew; read its diff before keeping it.
"""

import csv
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client

from supportdesk import clock, live
from supportdesk.accounts.actions.delegate import delegate
from supportdesk.accounts.actions.give_duty import give_duty
from supportdesk.accounts.actions.issue_token import issue_token
from supportdesk.accounts.actor import system
from supportdesk.accounts.models import Region
from supportdesk.approvals.actions.ask import ask
from supportdesk.catalogue.models import Component, Tag
from supportdesk.files.links import make
from supportdesk.routes import routes
from tickets.automation.actions.rules import set_rule
from tickets.automation.actions.staffing import keep_skill
from tickets.desk.actions.ask import ask as ask_details
from tickets.desk.actions.bulk import bulk
from tickets.desk.actions.hold import hold
from tickets.desk.actions.inquire import inquire
from tickets.desk.actions.link import link
from tickets.desk.actions.note import note
from tickets.desk.actions.watch import watch
from tickets.desk.models import Ticket

pytestmark = pytest.mark.django_db
TABLE = Path(__file__).parents[2] / "data" / "urls.csv"
ACTORS = ("anonymous", "stranger", "requester", "analyst", "auditor", "admin")
FOREIGN = ("allauth.", "drf_spectacular.", "django.views.generic.base.RedirectView")
KEYWORD = re.compile(r"<(?:\w+:)?(\w+)>")
KIND_OF_PREFIX = {
    "/administration/routing/queues/": "queue",
    "/availability/": "person",
    "/tickets/": "ticket",
    "/api/v1/tickets/": "ticket",
    "/api/v1/people/": "person",
    "/api/v1/organisations/": "organisation",
    "/api/v1/queues/": "queue",
    "/api/v1/teams/": "team",
    "/api/v1/files/": "file",
    "/api/v1/tokens/": "token",
    "/api/v1/types/": "type",
    "/api/v1/categories/": "category",
    "/api/v1/components/": "component",
    "/api/v1/tags/": "tag",
    "/administration/people/": "person",
    "/administration/teams/": "team",
    "/administration/organisations/": "organisation",
    "/administration/regions/": "region",
    "/administration/queues/": "queue",
    "/administration/types/": "type",
    "/administration/categories/": "category",
    "/administration/components/": "component",
    "/administration/tags/": "tag",
    "/administration/tokens/": "token",
    "/api/v1/regions/": "region",
    "/approvals/": "approval",
    "/api/v1/approvals/": "approval",
    "/api/v1/duties/": "duty",
    "/api/v1/delegations/": "delegation",
    "/api/v1/reviews/": "outgoing",
    "/operations/": "operation",
    "/api/v1/operations/": "operation",
}


def ours():
    """Our own addresses with the methods that each answers; sign-in pages are allauth's."""
    return {
        (route.path, method)
        for route in routes()
        if not route.view.startswith(FOREIGN)
        for method in route.methods
        if method in ("GET", "POST", "PATCH", "PUT", "DELETE")
    }


def table():
    with TABLE.open(newline="") as file:
        return {(row["path"], row["method"]): row for row in csv.DictReader(file)}


@pytest.fixture
def things(owned, opened, by, ann, rob, service_desk, incident, printing, uploaded, attached, waits, written):
    """What the keywords of addresses stand for: everything belongs to Rob's ticket or to Rob."""
    made = link(owned, by=by(ann), kind="related", other=opened(title="The other one"))
    return (
        {
            "signed": live.address([f"ticket-{owned.pk}"]).rsplit("/", 1)[1],
            "goal": "resolution",
            "message": owned.messages.earliest("pk").pk,
            "note": note(owned, by=by(ann), body="Ask Erin.").pk,
            "ticket": owned.pk,
            "link": made.pk,
            "operation": bulk(Ticket.objects.filter(pk=owned.pk), by=by(ann), verb="note", body="The vendor knows.").pk,
            "person": rob.pk,
            "file": uploaded(rob).pk,
            "attachment": attached(owned, rob).pk,
            "file_link": make("ticket", 1, person=rob, bound="another browser", now=clock.now()).signed(),
            "organisation": rob.organisation_id,
            "queue": service_desk.pk,
            "team": service_desk.team_id,
            "token": issue_token(rob, by=system("import"), name="Rob's form", scopes=["tickets:write"], days=1)[0].pk,
            "type": incident.pk,
            "category": printing.pk,
            "component": Component.objects.create(key="spooler", name="Spooler").pk,
            "region": Region.objects.create(key="north", name="North").pk,
            "role": "RQ",
            "key": "reopen_days",
            "tag": Tag.objects.create(name="on-paper").pk,
            "number": set_rule(service_desk, by=system("import"), conditions={"tier": ["gold"]}).number,
            "skill": keep_skill("Printing", by=system("import")).pk,
        }
        | waits
        | written
    )


@pytest.fixture
def waits(owned, by, joe, tess, sam, first_line):
    """What waits for somebody on Rob's ticket: an approval, a duty, a delegation, a newcomer's reply."""
    tomorrow = clock.now() + timedelta(days=1)
    first_line.reviews_replies, joe.ramp_stage = True, "first_30_days"
    first_line.save()
    joe.save()
    asked = ask(owned, by=by(joe), action="set_high", arguments={"priority": 1}, reason="The whole floor.")
    return {
        "approval": asked.pk,
        "duty": give_duty(first_line, by=by(tess), person=joe, until=tomorrow).pk,
        "delegation": delegate(tess, by=by(tess), to=sam, role="TL", until=tomorrow).pk,
        "outgoing": hold(owned, by=by(joe), body="Have you tried turning it off?").pk,
    }


@pytest.fixture
def written(owned, by, ann, sam):
    """What is written around it: Ann's reply in its hold, what Rob and Ann were asked, and that Sam follows."""
    tomorrow = clock.now() + timedelta(days=1)
    return {
        "held": hold(owned, by=by(ann), body="Is it lit?").pk,
        "ask": ask_details(owned, by=by(ann), questions=[{"question": "Which floor?"}]).pk,
        "inquiry": inquire(owned, by=by(sam), asked=ann, body="Is it the fuse?", needed_by=tomorrow).pk,
        "watcher": watch(owned, by=by(sam)).person_id,
    }


def bound(path, things):
    """The path with every keyword bound to something of Rob's; an unknown keyword fails."""

    def value(match):
        name = match[1]
        if name == "pk":
            prefix = max((known for known in KIND_OF_PREFIX if path.startswith(known)), key=len)
            return str(things[KIND_OF_PREFIX[prefix]])
        return str(things[name.removesuffix("_pk")])

    return KEYWORD.sub(value, path)


def cell(client, path, method):
    kind = {"content_type": "application/json", "data": {}} if path.startswith("/api/") else {}
    with transaction.atomic():
        answer = getattr(client, method.lower())(path, **(kind if method != "GET" else {}))
        transaction.set_rollback(True)
    if answer.status_code == 401 or "/accounts/login/" in answer.headers.get("Location", ""):
        return "login"
    return {403: "no", 404: "absent"}.get(answer.status_code) or ("in" if answer.status_code < 500 else "broken")


def observed(address, things, clients):
    path, method = address
    return {actor: cell(client, bound(path, things), method) for actor, client in clients.items()}


@pytest.fixture
def clients(sue, rob, ann, ada, olga):
    """One signed-in browser per actor."""
    opened = {actor: Client(raise_request_exception=False) for actor in ACTORS}
    for actor, person in zip(ACTORS[1:], (sue, rob, ann, ada, olga), strict=True):
        opened[actor].force_login(person)
    return opened


def test_no_address_is_unlisted_and_no_row_is_without_an_address(request):
    if request.config.getoption("--write-urls"):
        pytest.skip("the table is being written")
    assert ours() - set(table()) == set()
    assert set(table()) - ours() == set()


def test_every_address_lets_in_whom_the_table_says(request, things, clients):
    """ROLE-01, SEC-19: pages and API refuse alike, and a stranger finds nothing."""
    found = {address: observed(address, things, clients) for address in sorted(ours())}
    if request.config.getoption("--write-urls"):
        write(found)
    wanted = table()
    wrong = [(address, row) for address, row in found.items() if any(wanted[address][who] != row[who] for who in row)]
    assert wrong == []


def test_a_stranger_finds_none_of_robs_things():
    """SEC-19: on an address with an id, the row of a stranger says absent (or less)."""
    with_ids = {address: row for address, row in table().items() if "<" in address[0] and "/live/" not in address[0]}
    public = {"/api/v1/types/", "/api/v1/categories/", "/api/v1/components/", "/api/v1/tags/"}
    private = {address: row for address, row in with_ids.items() if not address[0].startswith(tuple(public))}
    assert {address for address, row in private.items() if row["stranger"] not in ("absent", "no")} == set()


def write(found):
    with TABLE.open("w", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["path", "method", *ACTORS])
        out.writerows([*address, *row.values()] for address, row in found.items())
