"""The why panel, and where a promise shows: row, head, board and the requester's page (SLA-12)."""

import re
from datetime import timedelta

import pytest

from supportdesk import clock
from supportdesk.accounts.actor import system
from tickets.desk.actions.assign import assign
from tickets.desk.actions.moves import move
from tickets.desk.actions.reply import reply
from tickets.desk.actions.ring_due import ring_due
from tickets.desk.actions.transfer import transfer
from tickets.desk.actions.triage import triage

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(owned, by, ann):
    """Ann's ticket, which waits for the requester's details until tomorrow."""
    until = clock.now() + timedelta(days=1)
    wait = {"waiting_reason": "details", "waiting_for": "Rob", "until": until}
    reply(owned, by=by(ann), body="Which floor?")
    return move(owned, by=by(ann), seen=owned.version, action="wait_requester", **wait)


def text(html):
    """What one reads, without tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_a_paused_row_reads_paused_with_its_reason_and_no_countdown(browse, ann, waiting, page, said):
    """SLA-12: given a paused clock, when the row is drawn, it reads paused with reason and no countdown."""
    html = said(browse(ann).get(page(waiting, "row")))
    row = text(html)
    assert "paused: details" in row
    assert "data-due" not in html
    assert "left" not in row
    assert "P3" in row


@pytest.mark.parametrize("place", ["tickets/", "tickets/kanban", "ticket"])
def test_remaining_time_state_and_policy_stand_wherever_the_ticket_does(place, browse, ann, owned, page, said):
    """SLA-12: list row, board and head of the ticket."""
    address = page(owned) if place == "ticket" else f"/{place}"
    html = said(browse(ann).get(address))
    assert re.search(r'<b data-due="[^"]+">\d+ (min|h|d)</b><span class="chip-word">left', html)
    assert "P3" in text(html)


@pytest.mark.parametrize("place", ["tickets/kanban", "ticket"])
def test_where_it_waits_board_and_head_say_why(place, browse, ann, waiting, page, said):
    """SLA-12: paused with its reason on the board and in the head too."""
    html = said(browse(ann).get(page(waiting) if place == "ticket" else f"/{place}"))
    assert "paused: details" in text(html)


def test_a_requester_reads_when_the_next_update_comes_and_nothing_else(browse, rob, ann, owned, by, page, said):
    """SLA-12: the portal tells the next update's time alone."""
    reply(owned, by=by(ann), body="We are on it.")
    read = text(said(browse(rob).get(page(owned))))
    assert "You hear from us by" in read
    assert "P3" not in read
    assert "Resolution" not in read
    assert browse(rob).get(page(owned, "clocks", "resolution")).status_code == 404


def test_why_says_what_counted_what_did_not_and_by_which_policy(browse, ann, waiting, page, said):
    """SLA-03: each interval with its cause."""
    read = text(said(browse(ann).get(page(waiting, "clocks", "resolution"))))
    for part in (
        "Paused since",
        "waiting for Rob (details from the requester)",
        "expected until",
        "What counted and what did not",
        "Paused: Details from the requester, waiting for Rob",
        "P3, version 1. Hours: Business hours",
    ):
        assert part in read


def test_why_it_was_broken_is_the_first_thing_that_one_reads(browse, ann, opened_ago, page, said):
    ticket = opened_ago(hours=6)
    ring_due(by=system("clock"))
    html = said(browse(ann).fetch(page(ticket, "clocks", "resolution")))
    answer = re.search(r'<p class="why-answer">(.*?)</p>', html)[1]
    assert re.match(r"Breached \w{3} \d+ \w{3} \d\d:\d\d: 4 h around the clock used, 2 h( 0 min)? over\.", answer), (
        answer
    )


def test_who_held_it_is_told_by_party_and_by_owner(browse, ann, sam, by, opened_ago, engineering, page, said, printing):
    """SLA-13: the panel has every party with what counted and how long it was there, and the sum."""
    machine, ticket = system("import"), opened_ago(hours=10)
    triage(ticket, by=machine, seen=1, impact=1, urgency=1, category=printing, at=ticket.opened_at)
    for person, hour in ((ann, 1), (sam, 2)):
        at = ticket.opened_at + timedelta(hours=hour)
        assign(ticket, by=machine, seen=ticket.version, to=person, at=at)
    at = ticket.opened_at + timedelta(hours=4)
    transfer(ticket, by=machine, seen=ticket.version, queue=engineering, reason="A driver", at=at)
    read = text(said(browse(ann).get(page(ticket, "clocks", "resolution"))))
    table = read.partition("Who held it")[2]
    assert re.search(r"Support, First line By owner Ann 1 h Sam 2 h 4 h 4 h", table), table
    assert re.search(r"Engineering, Engineering 6 h 6 h Together 10 h 10 h", table), table


def test_earlier_clocks_of_a_goal_are_a_link_away(browse, ann, owned, by, page, said):
    for _ in range(2):
        reply(owned, by=by(ann), body="Still on it.")
    first, last = owned.clocks.filter(goal="next_update").order_by("pk")
    address = page(owned, "clocks", "next_update")
    html = said(browse(ann).get(address))
    assert f"{address}?clock={first.pk}" in html
    assert "Met " in text(said(browse(ann).get(f"{address}?clock={first.pk}")))
    assert browse(ann).get(f"{address}?clock={last.pk}0").status_code == 404
    assert browse(ann).get(f"{address}?clock=x").status_code == 404
    assert browse(ann).get(page(owned, "clocks", "nonsense")).status_code == 404


def test_what_happened_is_found_from_the_interval_that_it_caused(browse, ann, waiting, page, said):
    html = said(browse(ann).get(page(waiting, "clocks", "resolution")))
    anchor = re.search(rf'href="/tickets/{waiting.pk}\?whole=1#(event-\d+)"', html)[1]
    assert f'id="{anchor}"' in said(browse(ann).get(page(waiting) + "?whole=1"))


@pytest.mark.parametrize("place", ["tickets/?columns=due", "tickets/export?columns=due"])
def test_a_table_says_why_it_waits_in_place_of_a_deadline(place, browse, ann, waiting):
    """SLA-12: in the table of chosen columns, and in the file of it."""
    answer = browse(ann).get(f"/{place}")
    assert "paused: details" in b"".join(answer).decode()
