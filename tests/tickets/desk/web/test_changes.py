from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import TagFactory
from tickets.desk.models import Link, Message, Note, Resolution, Ticket
from tickets.desk.states import Status


@pytest.fixture
def fresh():
    return lambda ticket: Ticket.objects.get(pk=ticket.pk)


def test_a_reply_without_script_leads_back_to_the_page(browse, ann, owned, page, told):
    response = browse(ann).post(page(owned, "replies"), {"body": "We are on it.", "seen": ""})
    assert response.status_code == 302
    assert response.headers["Location"].startswith(page(owned))
    assert Message.objects.filter(ticket=owned, body="We are on it.", from_desk=True).exists()
    assert told(owned)[-1] == "ticket.replied"


def test_a_reply_with_script_brings_the_parts_that_changed(browse, ann, owned, page, said):
    response = browse(ann).send(page(owned, "replies"), {"body": "We are **on it**."})
    html = said(response)
    assert response.status_code == 200
    assert "<strong>on it</strong>" in html
    assert response.headers["HX-Retarget"] == f"#ticket-{owned.pk}-composer"
    for part in ("timeline", "head", "side"):
        assert f'hx-target="#ticket-{owned.pk}-{part}"' in html
    assert response.headers["HX-Trigger"] == '{"said": "Sent."}'
    assert "met" in html


def test_a_note_stays_inside(browse, ann, rob, owned, page, said):
    """T-13: a note never reaches the requester."""
    browse(ann).post(page(owned, "notes"), {"body": "He has no idea."})
    assert Note.objects.get(ticket=owned).body == "He has no idea."
    assert "He has no idea." in said(browse(ann).get(page(owned)))
    for path in (page(owned), page(owned, "timeline")):
        assert "He has no idea." not in said(browse(rob).get(path))


@pytest.mark.parametrize("way", ["send", "post"])
def test_an_empty_reply_comes_back_with_the_reason(browse, ann, owned, page, said, way, told):
    before = told(owned)
    response = getattr(browse(ann), way)(page(owned, "replies"), {"body": "   "})
    assert response.status_code == 422
    assert "field-error" in said(response)
    assert told(owned) == before


@pytest.mark.parametrize("way", ["send", "post"])
def test_what_was_written_is_kept_when_something_new_arrived(browse, ann, sam, owned, page, said, way):
    """D5: nothing is sent, the text is kept, and the writer may send it after all."""
    html = said(browse(ann).get(page(owned)))
    seen = html.split('name="seen" value="')[-1].split('"')[0]
    browse(sam).post(page(owned, "replies"), {"body": "Rob, please restart it."})
    answer = getattr(browse(ann), way)(page(owned, "replies"), {"body": "Rob, do nothing.", "seen": seen})
    assert answer.status_code == 409
    assert not Message.objects.filter(body="Rob, do nothing.").exists()
    kept = said(answer)
    assert "Sam" in kept
    again = kept.split('name="seen" value="')[-1].split('"')[0]
    assert ">Rob, do nothing.</textarea>" in kept
    getattr(browse(ann), way)(page(owned, "replies"), {"body": "Rob, do nothing.", "seen": again})
    assert Message.objects.filter(body="Rob, do nothing.").exists()


@pytest.mark.parametrize("way", ["send", "post"])
def test_a_stale_edit_shows_both_versions_and_keeps_the_text(browse, ann, sam, by, owned, page, said, way, fresh):
    """T-59: two analysts edit one field; the second one's save shows both values, and can be said again."""
    stale = owned.version
    browse(sam).post(page(owned, "title"), {"title": "Printer: dead since Monday", "seen": stale})
    answer = getattr(browse(ann), way)(page(owned, "title"), {"title": "Printer on three", "seen": stale})
    html = said(answer)
    assert answer.status_code == 412
    for part in ("Printer: dead since Monday", "Printer on three", "Printer on floor 3 is dead", "Sam"):
        assert part in html
    assert fresh(owned).title == "Printer: dead since Monday"
    again = html.split('name="seen" value="')[1].split('"')[0]
    getattr(browse(ann), way)(page(owned, "title"), {"title": "Printer on three", "seen": again})
    assert fresh(owned).title == "Printer on three"


def test_triage_from_the_page(browse, ann, ticket, page, printing, fresh, told):
    form = {"impact": 1, "urgency": 2, "category": printing.pk, "type": ticket.type_id, "seen": ticket.version}
    assert browse(ann).post(page(ticket, "triage"), form).status_code == 302
    assert (fresh(ticket).status, fresh(ticket).priority) == (Status.TRIAGED, 2)
    assert "ticket.triaged" in told(ticket)


def test_another_priority_than_proposed_needs_a_reason(browse, ann, ticket, page, printing, said, fresh):
    """T-05: the matrix proposes; choosing another value without a reason is refused, and the form says so."""
    form = {"impact": 2, "urgency": 2, "category": printing.pk, "type": ticket.type_id, "seen": ticket.version}
    response = browse(ann).send(page(ticket, "triage"), form | {"priority": 4})
    assert response.status_code == 422
    assert "Impact and urgency give P3" in said(response)
    assert fresh(ticket).status == Status.NEW


def test_the_same_address_changes_the_priority_later(browse, tess, owned, page, fresh):
    form = {"impact": 1, "urgency": 1, "seen": owned.version}
    browse(tess).post(page(owned, "triage"), form)
    assert fresh(owned).priority == 1


def test_taking_a_ticket_is_one_press(browse, ann, triaged, page, fresh):
    browse(ann).send(page(triaged, "assignment"), {"to": ann.pk, "seen": triaged.version})
    assert fresh(triaged).owner == ann


def test_what_a_colleague_owns_is_offered_and_accepted(browse, ann, sam, owned, page, fresh, said):
    """T-21: until Sam accepts, Ann stays accountable."""
    browse(ann).post(page(owned, "assignment"), {"to": sam.pk, "reason": "My shift ends.", "seen": owned.version})
    assert (fresh(owned).owner, fresh(owned).offered_to) == (ann, sam)
    assert "hands this ticket to you" in said(browse(sam).get(page(owned)))
    browse(sam).post(page(owned, "acceptance"), {"answer": "accept"})
    assert (fresh(owned).owner, fresh(owned).handoff_count) == (sam, 1)


def test_declining_needs_a_reason(browse, sam, offered, page, said, fresh):
    refused = browse(sam).send(page(offered, "acceptance"), {"answer": "decline"})
    assert refused.status_code == 422
    assert "Why you decline it" in said(refused)
    assert "field-error" in said(refused)
    assert "Why you decline it" in said(browse(sam).fetch(page(offered, "acceptance")))
    assert 'hx-get="' + page(offered, "acceptance") in said(browse(sam).get(page(offered)))
    endless = browse(sam).send(page(offered, "acceptance"), {"answer": "decline", "reason": "x" * 200_000})
    assert endless.status_code == 422
    assert fresh(offered).offered_to == sam
    browse(sam).post(page(offered, "acceptance"), {"answer": "decline", "reason": "I am away."})
    assert fresh(offered).offered_to is None


def test_waiting_names_its_reason(browse, ann, owned, page, said, fresh):
    path = page(owned, "moves")
    assert "It waits for" in said(browse(ann).get(f"{path}?action=wait_vendor"))
    until = timezone.localtime() + timedelta(days=2)
    form = {"action": "wait_vendor", "seen": owned.version, "until": until.strftime("%Y-%m-%dT%H:%M")}
    assert browse(ann).send(path, form).status_code == 422
    browse(ann).send(path, form | {"waiting_reason": "vendor", "waiting_for": "Printer Ltd"})
    assert fresh(owned).status == Status.PENDING_VENDOR


def test_resolving_asks_for_the_whole_record(browse, ann, owned, page, said, fresh, resolution):
    """T-27: resolve with "fixed" only is refused and the missing parts are named."""
    refused = browse(ann).send(page(owned, "resolution"), {"code": "fixed", "seen": owned.version})
    assert refused.status_code == 422
    assert said(refused).count("field-error") == len(resolution) - 1
    browse(ann).send(page(owned, "resolution"), resolution | {"seen": owned.version})
    assert fresh(owned).status == Status.RESOLVED
    assert Resolution.objects.get(ticket=owned).advice == resolution["advice"]


def test_closing_without_the_requesters_word_needs_the_right(browse, ann, tess, resolved, page, said, fresh):
    """T-28: refused without confirmation and silence, unless the actor may override."""
    form = {"reason": "They said so on the phone.", "seen": resolved.version}
    assert "has not confirmed yet" in said(browse(ann).send(page(resolved, "closure"), form))
    assert fresh(resolved).status == Status.RESOLVED
    browse(tess).send(page(resolved, "closure"), form)
    assert fresh(resolved).status == Status.CLOSED


def test_reopening_and_cancelling_name_their_reason(browse, ann, resolved, opened, page, fresh):
    browse(ann).post(page(resolved, "reopening"), {"reason": "recurred"})
    assert fresh(resolved).status == Status.IN_PROGRESS
    spam = opened(title="Buy now")
    browse(ann).post(page(spam, "cancellation"), {"reason": "spam", "seen": spam.version})
    assert fresh(spam).status == Status.CANCELLED


def test_a_link_stands_on_both_pages_and_can_go(browse, ann, owned, opened, page, said):
    """T-24."""
    other = opened(title="Also dead")
    browser = browse(ann)
    browser.post(page(owned, "links"), {"kind": "duplicate_of", "other": other.reference})
    assert other.reference in said(browser.get(page(owned)))
    assert owned.reference in said(browser.get(page(other)))
    browser.post(page(owned, "links", str(Link.objects.get().pk)))
    assert not Link.objects.exists()
    assert "removed a link" in said(browser.get(page(owned)))


def test_the_answer_shows_what_was_linked_noted_and_found_just_now(browse, ann, owned, opened, page, said):
    browser, other = browse(ann), opened(title="The same beside it")
    assert other.reference in said(browser.send(page(owned, "links"), {"kind": "related", "other": other.reference}))
    assert "abc-77" in said(browser.send(page(owned, "identifiers"), {"kind": "trace", "value": "abc-77"}))


def test_a_link_to_what_one_may_not_see_is_no_such_ticket(browse, ann, owned, page, said):
    response = browse(ann).send(page(owned, "links"), {"kind": "related", "other": "T-999999"})
    assert response.status_code == 422
    assert "no ticket of that number" in said(response)


def test_identifiers_and_classification(browse, ann, owned, page, fresh, said):
    tag = TagFactory(name="vip")
    browser = browse(ann)
    browser.post(page(owned, "identifiers"), {"kind": "trace", "value": "abc-1"})
    form = {"type": owned.type_id, "category": owned.category_id, "tags": [tag.pk], "seen": fresh(owned).version}
    browser.post(page(owned, "classification"), form)
    html = said(browser.get(page(owned)))
    assert "abc-1" in html
    assert "vip" in html


def test_a_queue_is_left_with_a_reason(browse, ann, owned, network, page, fresh):
    form = {"queue": network.pk, "reason": "It is the switch.", "seen": owned.version}
    browse(ann).post(page(owned, "transfer"), form)
    assert fresh(owned).queue == network


def test_take_next_takes_the_most_urgent_and_opens_it(browse, ann, opened, opened_ago, service_desk, fresh):
    opened()
    urgent = opened_ago(minutes=30)
    response = browse(ann).post("/tickets/take-next", {"queue": service_desk.pk})
    assert response.headers["Location"] == f"/tickets/{urgent.pk}"
    assert fresh(urgent).owner == ann


def test_take_next_from_an_empty_queue_says_so(browse, ann, network, said):
    response = browse(ann).post("/tickets/take-next", {"queue": network.pk})
    assert response.status_code == 409
    assert "Nothing in this queue waits" in said(response)


def test_who_may_not_is_told_so_in_words(browse, ada, owned, page, said):
    response = browse(ada).send(page(owned, "replies"), {"body": "Let me."})
    assert response.status_code == 403
    assert response.headers["HX-Retarget"] == "#refused"
    assert "You may not reply here" in said(response)
    assert "Let me." in said(browse(ada).post(page(owned, "replies"), {"body": "Let me."}))


ADDRESSES = (
    "replies", "notes", "triage", "assignment", "acceptance", "transfer", "moves", "resolution", "confirmation",
    "closure", "reopening", "cancellation", "links", "links/1", "identifiers", "title", "classification",
)  # fmt: skip
FOR_REQUESTERS = ("replies", "confirmation", "reopening", "cancellation")


@pytest.mark.parametrize("address", ADDRESSES)
def test_sue_gets_404_at_every_address(browse, sue, owned, page, address, told):
    before = told(owned)
    for way in ("post", "send", "get"):
        assert getattr(browse(sue), way)(page(owned, address)).status_code in (404, 405), way
    assert told(owned) == before


@pytest.mark.parametrize("address", [each for each in ADDRESSES if each not in FOR_REQUESTERS])
def test_the_desks_addresses_do_not_exist_for_the_requester(browse, rob, owned, page, address):
    assert browse(rob).post(page(owned, address)).status_code == 404
