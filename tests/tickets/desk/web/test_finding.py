"""Search on the page: straight to what is named, facets that open what they count, and the twin (T-40)."""

import csv
import re
from html import unescape
from io import StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import OrganisationFactory, PersonFactory
from tests.supportdesk.api.clients import Api
from tickets.desk.actions.assign import assign
from tickets.desk.actions.identify import identify
from tickets.desk.actions.note import note
from tickets.desk.actions.resolve import resolve
from tickets.desk.actions.triage import triage

pytestmark = pytest.mark.django_db
FACET = re.compile(r'<li><a href="\?([^"]*)"[^>]*><bdi>([^<]*)</bdi> <b>(\d+)</b>')
LISTS = ("/search?q=printer", "/tickets/?columns=owner,tags,queue&group=owner", "/tickets/export")
SEARCHES = ("q=printer", "q=printer+status:live,ended", "q=printer+queue:network", "q=printer&queue=network")
FOUND = re.compile(r"(\d+) found")


def found(text):
    match = FOUND.search(text)
    return int(match[1]) if match else 0


@pytest.fixture
def printers(opened, opened_ago, by, ann, resolution, sue, network):
    """Tickets about printers, of two organisations, three queues and ages, open and resolved."""
    for number in range(3):
        opened(title=f"Printer {number} is on fire")
    opened(title="Printer of the clinic", who=sue, queue=network)
    opened(title="Scanner")


@pytest.mark.parametrize("query", SEARCHES)
def test_t_40_every_facet_opens_exactly_what_it_counts(query, browse, said, max, printers):
    """T-40: the number beside a facet is the number of tickets behind it."""
    browser = browse(max)
    facets = FACET.findall(said(browser.get(f"/search?{query}")))
    assert facets
    for address, label, count in facets:
        narrowed = said(browser.get(f"/search?{unescape(address)}"))
        if 'aria-current="true"' in narrowed:
            assert found(narrowed) == int(count), label


def test_a_facet_in_force_is_taken_back_by_the_same_press(browse, said, max, printers):
    browser = browse(max)
    page = said(browser.get("/search?q=printer&queue=network"))
    assert found(page) == 1
    chosen = re.search(r'href="\?([^"]*)" aria-current="true"><bdi>Network', page)
    assert found(said(browser.get(f"/search?{unescape(chosen[1])}"))) == 4


def test_a_reference_and_an_error_code_lead_straight_to_their_ticket(browse, opened, by, ann, sue):
    one, _ = opened(title="Nightly job stops"), opened(title="Nightly job slow")
    identify(one, by=by(ann), kind="request", value="ORA-00942")
    for text in (one.reference, "ora-00942"):
        assert browse(ann).get("/search", {"q": text})["Location"] == f"/tickets/{one.pk}"
    for text in (one.reference, "ORA-00942"):
        assert browse(sue).get("/search", {"q": text}).status_code == 200


def test_an_operator_that_nobody_knows_is_said_to_be_one(browse, said, ann, printers):
    page = unescape(said(browse(ann).get("/search", {"q": "statsu:open printer"})))
    assert "There is no field “statsu”. There are: status" in page
    assert "data-row=" not in page
    again = re.search(r'href="\?(q=[^"]*)">Search for exactly these words', page)
    assert browse(ann).get(f"/search?{again[1]}").status_code == 200
    assert "There is no field" not in said(browse(ann).get(f"/search?{again[1]}"))


def test_the_words_are_shown_where_they_stand_and_notes_to_the_desk_alone(browse, said, opened, by, ann, rob):
    ticket = opened(title="No heading", body="The boiler & the pump hum.")
    note(ticket, by=by(ann), body="The boiler of Acme is leased.")
    page = said(browse(ann).get("/search?q=leased+boiler"))
    assert "<mark>leased</mark>" in page
    assert "Internal" in page
    own = said(browse(rob).get("/search?q=boiler"))
    assert "<mark>boiler</mark> &amp; the pump" in own
    assert "leased" not in own
    assert "Nothing found" in said(browse(rob).get("/search?q=leased"))


def test_t_40_a_resolved_twin_is_among_the_five_similar_cases(browse, said, opened, by, ann, sue, resolution, printing):
    """T-40: the twin with the same error text is among the five, on the page and over REST; to a stranger none."""
    error = "java.lang.IllegalStateException: ledger 4711 is closed"
    for number in range(8):
        opened(title=f"Booking {number} fails", body="It says error, then it stops.")
    twin = opened(title="Month end stops", body=f"Since noon:\n{error}")
    triage(twin, by=by(ann), seen=twin.version, impact=2, urgency=2, category=printing)
    assign(twin, by=by(ann), seen=twin.version, to=ann)
    resolve(twin, by=by(ann), seen=twin.version, **resolution)
    new = opened(title="Booking fails", body=f"I see this:\n{error}\nPlease help.")
    panel = said(browse(ann).fetch(f"/tickets/{new.pk}/similar"))
    cases = re.findall(r'href="/tickets/(\d+)"', panel)
    assert str(twin.pk) in cases
    assert len(cases) == 5
    listed = Api(ann).get(f"/tickets/{new.pk}/similar").json()["results"]
    assert [str(case["id"]) for case in listed] == cases
    assert next(case for case in listed if case["id"] == twin.pk)["status"] == "resolved"
    assert Api(sue).get(f"/tickets/{new.pk}/similar").status_code == 404
    assert browse(sue).get(f"/tickets/{new.pk}/similar").status_code == 404


def test_a_file_of_what_is_shown_holds_no_formula(browse, ann, opened, sue):
    for title in ('=HYPERLINK("http://x")', "+1", "-1", "@x", "\tx", 'a "quoted", one'):
        opened(title=title)
    answer = browse(ann).get("/tickets/export?columns=status&order=oldest")
    assert answer["Content-Disposition"].startswith("attachment;")
    head, *rows = csv.reader(StringIO(b"".join(answer).decode()))
    assert head == ["Ticket", "Subject", "Status"]
    assert len(rows) == 6
    assert not [cell for row in rows for cell in row if cell[:1] in "=+-@\t\r"]
    assert rows[5][1] == 'a "quoted", one'
    assert browse(sue).get("/tickets/export").status_code == 404


@pytest.mark.parametrize("address", LISTS)
def test_twenty_rows_cost_the_statements_of_ten(address, browse, opened, ann):
    browser, spent = browse(ann), []
    for _ in range(2):
        for number in range(10):
            opened(title=f"Printer {number}", who=PersonFactory(organisation=OrganisationFactory()))
        browser.get(address)  # a search is remembered once
        with CaptureQueriesContext(connection) as statements:
            answer = browser.get(address)
            assert b"".join(answer).count(b"Printer") >= 10
        spent.append(len(statements))
    assert spent[0] == spent[1]
