import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tickets.desk.actions.note import note
from tickets.desk.actions.reply import reply
from tickets.desk.models import Reading
from tickets.desk.queries.moves import moves_open_to


def test_the_page_shows_the_conversation_the_promises_and_the_moves(browse, ann, owned, page, said):
    html = said(browse(ann).get(page(owned)))
    for part in (owned.title, "It blinks red.", "First response", "Resolution", "Resolve", "Acme"):
        assert part in html


def test_a_note_is_told_apart_from_a_message(browse, ann, owned, by, page, said):
    """T-13: unmistakable for the desk."""
    note(owned, by=by(ann), body="The spooler again.")
    assert "Internal" in said(browse(ann).get(page(owned)))


def test_what_people_write_is_never_html(browse, ann, opened, page, said):
    wild = opened(title="<script>alert(1)</script>", body="<img src=x onerror=alert(1)> [x](javascript:alert(1)) **b**")
    html = said(browse(ann).get(page(wild)))
    assert "<script>alert" not in html
    assert "<img" not in html
    assert 'href="javascript:' not in html
    assert "<strong>b</strong>" in html


def test_reading_marks_as_read_and_changes_nothing_else(browse, ann, ticket, page, told):
    before, version = told(ticket), ticket.version
    browse(ann).get(page(ticket))
    ticket.refresh_from_db()
    assert Reading.objects.filter(person=ann, ticket=ticket).exists()
    assert (told(ticket), ticket.version) == (before, version)


def test_an_unread_row_is_marked_until_its_ticket_is_read(browse, ann, ticket, page, said):
    browser = browse(ann)
    assert "Unread" in said(browser.get(page(ticket, "row")))
    browser.get(page(ticket))
    assert "Unread" not in said(browser.get(page(ticket, "row")))


def test_a_fragment_is_not_sent_twice(browse, ann, owned, by, page):
    browser = browse(ann)
    for part in ("timeline", "row"):
        browser.get(page(owned))
        first = browser.fetch(page(owned, part))
        same = browser.fetch(page(owned, part), **{"If-None-Match": first.headers["ETag"]})
        assert (first.status_code, same.status_code, same.content) == (200, 304, b"")
        reply(owned, by=by(ann), body="On my way.")
        assert browser.fetch(page(owned, part), **{"If-None-Match": first.headers["ETag"]}).status_code == 200


@pytest.mark.parametrize("part", ["timeline", "row"])
def test_what_comes_while_a_fragment_is_made_is_in_it_or_in_the_next(browse, ann, owned, by, page, part):
    """Or the browser, told that nothing is new, went on showing what the ticket was before."""
    browser, came = browse(ann), []

    def after_reading_the_ticket(execute, sql, *args):
        found = execute(sql, *args)
        if not came and 'FROM "desk_ticket"' in sql:
            came.append(True)
            reply(owned, by=by(ann), body="On my way.")
        return found

    browser.get(page(owned))
    with connection.execute_wrapper(after_reading_the_ticket):
        made = browser.fetch(page(owned, part))
    assert came
    assert browser.fetch(page(owned, part), **{"If-None-Match": made.headers["ETag"]}).status_code == 200


def test_the_fragment_of_one_reader_is_not_anothers(browse, ann, sam, owned, page):
    tags = {browse(person).fetch(page(owned, "timeline")).headers["ETag"] for person in (ann, sam)}
    assert len(tags) == 2


def test_the_timeline_brings_head_and_side_along(browse, ann, owned, page, said):
    html = said(browse(ann).fetch(page(owned, "timeline")))
    assert f'hx-target="#ticket-{owned.pk}-head"' in html
    assert f'hx-target="#ticket-{owned.pk}-side"' in html


def test_why_says_what_the_order_is_made_of(browse, ann, ticket, page, said):
    """T-18: the parts of the score stand where one hovers, and add up."""
    html = said(browse(ann).fetch(page(ticket, "clocks", "resolution")))
    for part in ("SLA time left", "Severity", "Business impact", "Customer tier", "Age", "Together"):
        assert part in html


def test_a_very_long_conversation_shows_its_end_and_offers_the_rest(browse, ann, owned, by, page, said, monkeypatch):
    monkeypatch.setattr("tickets.desk.web.shown.SHOWN", 3)
    for number in range(5):
        reply(owned, by=by(ann), body=f"Answer number {number}.")
    browser = browse(ann)
    short, whole = said(browser.get(page(owned))), said(browser.get(page(owned) + "?whole=1"))
    assert "Answer number 4." in short
    assert "It blinks red." not in short
    assert "earlier" in short
    assert "It blinks red." in whole
    assert "Answer number 4." in whole


def test_a_promise_that_was_never_made_is_not_found(browse, ann, owned, page):
    assert browse(ann).get(page(owned, "clocks", "luck")).status_code == 404


def test_a_ticket_costs_at_most_twelve_statements(browse, ann, owned, by, page):
    browser = browse(ann)
    counts = []
    for number in range(2):
        for _ in range(4):
            reply(owned, by=by(ann), body=f"Still on it, {number}.")
            note(owned, by=by(ann), body="Hm.")
        with CaptureQueriesContext(connection) as statements:
            browser.get(page(owned))
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 12


def test_many_quiet_lines_fold(browse, ann, owned, page, said):
    browser = browse(ann)
    assert "changes, the latest" not in said(browser.get(page(owned)))
    for number in range(3):
        browser.post(page(owned, "identifiers"), {"kind": "request", "value": f"req-{number}"})
    assert "changes, the latest" in said(browser.get(page(owned)))


FORMS = {
    "wait_requester": "moves?action=wait_requester",
    "wait_internal": "moves?action=wait_internal",
    "wait_vendor": "moves?action=wait_vendor",
    "schedule": "moves?action=schedule",
    "triage": "triage",
    "resolve": "resolution",
    "close": "closure",
    "reopen": "reopening",
    "cancel": "cancellation",
}


@pytest.mark.parametrize("state", ["ticket", "owned", "resolved"])
def test_the_page_offers_the_moves_that_are_open_and_no_other(browse, ann, state, by, page, said, request):
    """T-12: the buttons are the table's arrows that this person may follow."""
    one = request.getfixturevalue(state)
    html = said(browse(ann).get(page(one)))
    offered = {name for name, path in FORMS.items() if f'hx-get="{page(one, path)}"' in html}
    if one.status != "new" and one.is_live:
        offered.discard("triage")  # the same address changes the priority of what is triaged
    assert offered == set(moves_open_to(one, by(ann))) - {"start"}


def test_sue_gets_404_everywhere(browse, sue, ticket, page):
    browser = browse(sue)
    for rest in ((), ("row",), ("timeline",), ("clocks", "resolution")):
        assert browser.get(page(ticket, *rest)).status_code == 404, rest
        assert browser.fetch(page(ticket, *rest)).status_code == 404, rest
