"""Who may do what at every address: `tests/data/urls.csv` has one row per address and method.

An address or a method without a row fails, and so does a row without an address. The cells:
in (let in; what is asked may still be refused for its content), login (asked to sign in),
no (known, and not allowed), absent (does not exist for this person).

`python -m pytest tests/tickets/desk/test_urls.py --write-urls` writes the table anew; read its diff before keeping it.
"""

import csv
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client

from supportdesk.routes import routes
from tests.things import bound

pytestmark = pytest.mark.django_db
TABLE = Path(__file__).parents[2] / "data" / "urls.csv"
ACTORS = ("anonymous", "stranger", "requester", "analyst", "auditor", "admin")
FOREIGN = ("allauth.", "drf_spectacular.", "django.views.generic.base.RedirectView")


LESS = ("absent", "no", "login")  # whoever signs in and is still asked to: the signature is the permission


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
    assert [address for address, row in found.items() if "broken" in row.values()] == []
    if request.config.getoption("--write-urls"):
        write(found)
    wanted = table()
    wrong = [(address, row) for address, row in found.items() if any(wanted[address][who] != row[who] for who in row)]
    assert wrong == []


def test_a_stranger_finds_none_of_robs_things():
    """SEC-19: on an address with an id, the row of a stranger says absent (or less)."""
    with_ids = {address: row for address, row in table().items() if "<" in address[0] and "/live/" not in address[0]}
    signed = "/api/v1/alerts/"  # an address of programs: their signature decides, whoever is signed in
    mailed = "/form-requests/"  # whoever holds the link reads the address that it was sent to
    public = {
        signed,
        mailed,
        "/api/v1/me/",
        "/api/v1/types/",
        "/api/v1/categories/",
        "/api/v1/components/",
        "/api/v1/tags/",
    }
    private = {address: row for address, row in with_ids.items() if not address[0].startswith(tuple(public))}
    assert {address for address, row in private.items() if row["stranger"] not in LESS} == set()


def write(found):
    with TABLE.open("w", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["path", "method", *ACTORS])
        out.writerows([*address, *row.values()] for address, row in found.items())
