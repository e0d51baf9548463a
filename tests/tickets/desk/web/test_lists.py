from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from supportdesk import clock
from supportdesk.accounts.actor import system
from tests.factories import TagFactory
from tickets.desk.actions.assign import assign
from tickets.desk.actions.classify import classify
from tickets.desk.actions.moves import move
from tickets.desk.actions.reopen import reopen
from tickets.desk.actions.resolve import resolve
from tickets.desk.actions.ring_due import ring_due
from tickets.desk.actions.triage import triage
from tickets.desk.models import Ticket, TicketClock
from tickets.desk.web.asking import asked


def rows_of(response, said):
    html = said(response)
    return [int(part.split('"')[0]) for part in html.split('id="row-')[1:]]


def test_the_queue_shows_what_is_open_the_most_urgent_first(browse, ann, opened, opened_ago, said, resolved):
    """T-18: an old P4 and a new P2 near its breach: the P2 comes first."""
    calm = opened(title="The clock in the hall is slow", impact=3, urgency=3)
    urgent = opened_ago(minutes=40)
    assert rows_of(browse(ann).get("/tickets/"), said) == [urgent.pk, calm.pk]


def test_a_row_says_who_what_and_what_is_due(browse, ann, owned, by, said):
    classify(owned, by=by(ann), seen=owned.version, tags=[TagFactory(name="vip")])
    html = said(browse(ann).get("/tickets/"))
    for part in (owned.reference, owned.title, "Rob", "Acme", "Triaged", "vip", "Priority 3", "Ann", "left"):
        assert part in html


def test_a_light_seat_does_not_read_who_asked(browse, ann, paula, ticket, said):
    """ROLE-06: tags and impact are readable, personal data is masked; and no colleague's page shows through."""
    assert "Rob" in said(browse(ann).get("/tickets/"))
    html = said(browse(paula).get("/tickets/"))
    assert ticket.title in html
    assert "Rob" not in html


def test_filters_stand_in_the_url(browse, ann, opened, by, said):
    mine, _ = opened(), opened()
    assign(mine, by=by(ann), seen=mine.version, to=ann)
    assert rows_of(browse(ann).get("/tickets/?owner=me"), said) == [mine.pk]


def test_a_filter_that_makes_no_sense_is_named_and_shows_nothing(browse, ann, ticket, said):
    response = browse(ann).get("/tickets/?status=asleep")
    assert response.status_code == 200
    assert "status cannot be “asleep”" in said(response)
    assert rows_of(response, said) == []


def test_pages_follow_each_other_without_gap(browse, ann, opened, said, monkeypatch):
    for _ in range(5):
        opened()
    monkeypatch.setattr("tickets.desk.web.lists.PAGE", 3)
    browser = browse(ann)
    both = rows_of(browser.get("/tickets/"), said) + rows_of(browser.get("/tickets/?page=2"), said)
    assert len(both) == len(set(both)) == 5


VIEWS = ("all", "mine", "new", "unowned", "overdue", "at_risk", "waiting", "waiting_over", "breached", "reopened")


@pytest.fixture
def mixed(opened, opened_ago, by, ann, owned, reopened_one):
    """A morning with something for every view."""
    opened(), opened()
    opened_ago(minutes=30)
    opened_ago(hours=9)
    until = clock.now() + timedelta(hours=1)
    move(
        owned, by=by(ann), seen=owned.version, action="wait_requester", waiting_reason="details",
        waiting_for="Rob", until=until,
    )  # fmt: skip
    Ticket.objects.filter(pk=owned.pk).update(waiting_until=clock.now() - timedelta(hours=1))
    TicketClock.objects.filter(ticket=opened().pk, goal="resolution").update(level=75)
    ring_due(by=system())


@pytest.fixture
def reopened_one(opened, by, ann, rob, printing, resolution):
    again = opened(title="It is broken again")
    triage(again, by=by(ann), seen=again.version, impact=2, urgency=2, category=printing)
    resolve(again, by=by(ann), seen=again.version, **resolution)
    return reopen(again, by=by(rob), reason="recurred")


@pytest.fixture
def afternoon(ann):
    """Where Ann is, whenever the test runs: what broke an hour ago broke today."""
    ann.zone = "Etc/GMT-12" if clock.now().hour < 12 else "UTC"
    ann.save(update_fields=["zone"])


def test_every_figure_opens_exactly_the_tickets_it_counts(browse, ann, afternoon, mixed, said):
    """T-19: the tile reads three and opens those three; likewise every other view."""
    browser = browse(ann)
    strip = views_on(browser.get("/tickets/"), said)
    assert set(strip) == set(VIEWS)
    assert all(count for count, _ in strip.values()), strip
    for count, address in strip.values():
        assert len(rows_of(browser.get(address), said)) == count, address


def test_a_view_narrowed_to_a_queue_counts_that_queue(browse, ann, opened, network, service_desk, said):
    opened(), opened(queue=network)
    strip = views_on(browse(ann).get(f"/tickets/?queue={network.pk}"), said)
    assert strip["new"][0] == 1
    assert f"queue={network.pk}" in strip["new"][1]


def test_every_figure_of_the_board_opens_exactly_the_tickets_it_counts(browse, ann, sam, by, opened, owned, said):
    """T-19: given 3 unowned tickets, the board's tile reads 3 and opens exactly those; so does every other tile."""
    unowned = {opened().pk for _ in range(3)}
    other = opened()
    assign(other, by=by(sam), seen=1, to=sam)
    browser = browse(ann)
    tiles = tiles_on(browser.get("/tickets/board"), said)
    assert tiles["state-unowned"][0] == 3
    assert set(rows_of(browser.get(tiles["state-unowned"][1]), said)) == unowned
    assert {tiles[f"owner-{one.pk}"][0] for one in (ann, sam)} == {1}
    assert (tiles["age-today"][0], tiles["priority-p3"][0], tiles["category-printing"][0]) == (5, 1, 1)
    for key, (count, address) in tiles.items():
        assert len(rows_of(browser.get(address), said)) == count, key


def test_the_board_of_one_queue(browse, ann, opened, network, said):
    opened(), opened(queue=network)
    tiles = tiles_on(browse(ann).get(f"/tickets/board?queue={network.pk}"), said)
    assert tiles["state-new"][0] == 1
    assert f"queue={network.pk}" in tiles["state-new"][1]


def tiles_on(response, said):
    """group-key -> (count, address), read from the board."""
    found = {}
    for part in said(response).split('data-figure="')[1:]:
        address = part.split('href="')[1].split('"')[0].replace("&amp;", "&")
        found[part.split('"')[0]] = (int(part.split("<b>")[1].split("<")[0]), address)
    return found


def views_on(response, said):
    """key -> (count, address), read from the page."""
    found = {}
    for part in said(response).split('<a class="view-')[1:]:
        key = part.split('"')[0].split()[0]
        address = part.split('href="')[1].split('"')[0].replace("&amp;", "&")
        found[key] = (int(part.split("<b>")[1].split("<")[0]), address)
    return found


def test_the_number_of_statements_does_not_grow_with_the_rows(browse, ann, opened, by):
    """Ten rows, twenty rows: the same statements, and no more than twelve."""
    tags = [TagFactory(), TagFactory()]
    browser = browse(ann)
    counts = []
    for _ in range(2):
        for _ in range(10):
            one = opened(tags=tags)
            assign(one, by=by(ann), seen=one.version, to=ann)
        browser.get("/tickets/")
        with CaptureQueriesContext(connection) as statements:
            browser.get("/tickets/")
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 12


def test_news_counts_what_belongs_here_and_is_not_shown(browse, ann, opened, said):
    old = opened()
    new = opened()
    html = said(browse(ann).fetch(f"/tickets/news?shown={old.pk}"))
    assert "1 new here" in html
    assert 'hx-target="#views"' in html
    assert "new here" not in said(browse(ann).fetch(f"/tickets/news?shown={old.pk}-{new.pk}"))


def test_the_filters_offer_what_is_offered_and_tick_what_is_in_force(browse, ann, ticket, said):
    html = said(browse(ann).get("/tickets/filter?priority=1"))
    assert 'name="priority" value="1" checked' in html
    assert 'name="status" value="live" checked' in html


def test_the_picker_does_not_offer_what_is_retired(browse, ann, opened, printing, page, said):
    """T-04: a retired category is not offered by the picker, while the ticket that has it keeps and shows it."""
    old, new = opened(category=printing), opened()
    browser = browse(ann)
    printing.retired_at = old.opened_at
    printing.save()
    assert printing.name not in said(browser.fetch(page(new, "classification")))
    assert printing.name in said(browser.get(page(old)))


def test_search_opens_the_ticket_that_a_reference_names(browse, ann, ticket):
    response = browse(ann).get(f"/search?q={ticket.reference}")
    assert response.headers["Location"] == f"/tickets/{ticket.pk}"


def test_search_finds_by_words_and_by_identifier(browse, ann, opened, said):
    """T-10: two tickets with one request id: searching the id lists both."""
    first = opened(identifiers=[("request", "req-77")])
    second = opened(title="Also dead", identifiers=[("request", "REQ-77")])
    browser = browse(ann)
    assert set(rows_of(browser.get("/search?q=req-77"), said)) == {first.pk, second.pk}
    assert rows_of(browser.get("/search?q=also"), said) == [second.pk]


def test_a_search_for_nothing_says_how_to_search(browse, ann, said):
    assert "Search all tickets you may see" in said(browse(ann).get("/search"))


def test_everything_open_is_what_a_bare_address_means(rf, ann):
    request = rf.get("/tickets/")
    request.user = ann
    assert asked(request).getlist("status") == ["live"]


def test_sue_finds_nothing_of_robs(browse, sue, ticket, said):
    browser = browse(sue)
    for path in ("/tickets/", f"/tickets/?requester={ticket.requester_id}", "/search?q=printer"):
        assert ticket.title not in said(browser.get(path)), path
    assert browser.get(f"/search?q={ticket.reference}").status_code == 200
    for path in ("/tickets/news", "/tickets/filter", "/tickets/board"):
        assert browser.get(path).status_code == 404, path


def test_who_is_not_signed_in_is_asked_to(client, db):
    assert client.get("/tickets/").headers["Location"].startswith("/accounts/login/")


def test_where_a_script_runs_the_figures_come_behind_the_list(browse, ann, opened):
    """The list stands before they are counted; the news bring them, and without a script they are there at once."""
    opened()
    browser = browse(ann)
    assert b"New <b>1</b>" in browser.get("/tickets/").content
    browser.cookies["script"] = "1"
    page = browser.get("/tickets/").content
    assert b"data-later" in page
    assert b"New <b></b>" in page
    news = browser.get("/tickets/news?shown=").content
    assert b"data-later" not in news
    assert b"New <b>1</b>" in news
