"""Two people on one ticket: each sees the other, and neither is in the other's way."""

import re

import pytest
from playwright.sync_api import expect

from supportdesk import broker, live
from tickets.desk.actions.moves import move
from tickets.desk.actions.note import note

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def nobody_there():
    client = broker.broker().client
    for key in client.scan_iter(broker.key("here:*")):
        client.delete(key)


def head(page):
    return page.locator(".head-here")


def row(page, ticket):
    return page.locator(f"#row-{ticket.pk} .row-here")


def test_ann_is_looking_then_writing_then_gone(at, ann, sam, owned):
    """T-59: whoever views or writes is shown to the others, on the page and in the list."""
    queue = at(sam)
    sams = queue.context.new_page()
    sams.goto(f"/tickets/{owned.pk}")
    anns = at(ann)
    anns.goto(f"/tickets/{owned.pk}")
    expect(head(sams)).to_have_text(re.compile("Ann is looking"))
    expect(head(anns)).to_have_text(re.compile("Sam is looking"))
    anns.keyboard.press("r")
    anns.keyboard.type("D")
    expect(head(sams)).to_have_text(re.compile("Ann is writing"))
    expect(row(queue, owned)).to_contain_text("Ann is writing")
    anns.goto("/notices/")
    expect(head(sams)).to_have_text("")
    expect(row(queue, owned)).not_to_contain_text("Ann")


def test_who_is_there_survives_a_change_of_the_page(at, ann, sam, by, owned, tell):
    sams, anns = at(sam), at(ann)
    for page in (sams, anns):
        page.goto(f"/tickets/{owned.pk}")
    expect(head(sams)).to_contain_text("Ann is looking")
    note(owned, by=by(ann), body="It is the fuse.")
    tell()
    expect(sams.locator(".talk")).to_contain_text("It is the fuse.")
    expect(head(sams)).to_contain_text("Ann is looking")


def test_two_write_and_nothing_unseen_is_overwritten(at, ann, sam, owned):
    """T-59: Sam has answered meanwhile; Ann's words are kept, and she decides with his before her eyes."""
    anns, sams = at(ann), at(sam)
    for page, words in ((anns, "Have you tried paper?"), (sams, "A part is ordered.")):
        page.goto(f"/tickets/{owned.pk}")
        page.keyboard.press("r")
        page.keyboard.type(words)
    expect(head(anns)).to_contain_text("Sam is writing")
    sams.keyboard.press("Control+Enter")
    expect(sams.locator(".talk")).to_contain_text("A part is ordered.")
    anns.keyboard.press("Control+Enter")
    fresh = anns.locator(".fresh")
    expect(fresh).to_contain_text("A part is ordered.")
    expect(anns.get_by_role("textbox", name="Message")).to_have_value("Have you tried paper?")
    fresh.get_by_role("button", name="Send it all the same").click()
    expect(anns.locator(".talk")).to_contain_text("Have you tried paper?")
    assert owned.messages.filter(author__in=[ann, sam]).count() == 2


def test_a_requester_is_told_of_nobody(at, ann, rob, owned):
    anns, robs = at(ann), at(rob)
    asked = []
    robs.on("request", lambda request: asked.append(request.url))
    anns.goto(f"/tickets/{owned.pk}")
    anns.keyboard.press("r")
    anns.keyboard.type("D")
    robs.goto(f"/tickets/{owned.pk}")
    robs.wait_for_timeout(1500)
    assert "writing" not in robs.content()
    assert [url for url in asked if "presence" in url] == []


def test_after_an_outage_the_rows_are_as_they_are_by_now(at, ann, by, owned):
    """What changed while nothing was heard is asked for once, when the stream stands again."""
    page = at(ann, viewport={"width": 1440, "height": 900})
    expect(page.locator(f"#row-{owned.pk}")).to_contain_text("Triaged")
    while not live.hub.listeners:
        page.wait_for_timeout(100)
    live.hub.end_all()
    expect(page.locator("#banner")).to_contain_text("interrupted")
    move(owned, by=by(ann), seen=owned.version, action="start")
    expect(page.locator(f"#row-{owned.pk}")).to_contain_text("In progress")
    expect(page.locator("#banner")).to_be_hidden()
