"""Why a promise was broken: asked by the ladder, answered by the owner or the lead, found by whoever leads."""

import pytest

from supportdesk.errors import NotAllowed, Refused
from supportdesk.events.models import Event
from supportdesk.outbound.models import Notification
from tests.factories import QueueFactory
from tickets.breaches.actions.explain import explain
from tickets.breaches.models import BreachReason

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(promised, late, climbed):
    """Ann's ticket, whose resolution was broken ten minutes ago: the ladder asks her why."""
    promised([{"percent": 100, "actions": ["ask_reason"]}])
    ticket = late(minutes=70)
    climbed()
    return ticket


def happened(ticket, kind):
    return Event.objects.with_words().filter(subject="ticket", subject_id=ticket.pk, kind=kind)


def test_the_owner_is_asked_once(asked, climbed, ann, clock_of):
    climbed()
    reason = BreachReason.objects.get()
    assert (reason.ticket, reason.clock, reason.answered_at) == (asked, clock_of(asked, "resolution"), None)
    (event,) = happened(asked, "sla.reason_asked")
    assert event.data["owner"] == ann.pk
    notice = Notification.objects.get(kind="sla.reason_asked")
    assert (notice.person, notice.subject_id) == (ann, asked.pk)
    assert notice.text == f"{asked.reference}: why was the time for resolution broken? Your reason is asked for"


def test_it_stands_on_the_ticket_as_a_task_and_is_answered_there(asked, browse, said, page, ann):
    anns = browse(ann)
    assert page(asked, "breaches") in said(anns.get(page(asked)))
    card = said(anns.fetch(page(asked, "breaches")))
    assert "Why was the resolution late?" in card
    assert "To do" in card
    address = page(asked, "breaches", str(BreachReason.objects.get().pk))
    assert anns.post(address, {"cause": "vendor", "words": "Their night shift."}).status_code == 302
    (event,) = happened(asked, "sla.reason_given")
    assert (event.data["cause"], event.words, event.actor_name) == ("vendor", {"reason": "Their night shift."}, "Ann")
    card = said(anns.fetch(page(asked, "breaches")))
    assert "It waited for a vendor" in card
    assert "Their night shift." in card
    assert "To do" not in card
    assert "because: <bdi>Their night shift.</bdi>" in said(anns.get(page(asked)))


def test_wrong_answers_are_refused_in_words(asked, browse, said, page, ann):
    address = page(asked, "breaches", str(BreachReason.objects.get().pk))
    lacking = browse(ann).post(address, {"cause": "other"})
    assert (lacking.status_code, "Say in words what it was." in said(lacking)) == (422, True)
    assert browse(ann).post(address, {"cause": "weather"}).status_code == 422
    assert BreachReason.objects.get().answered_at is None


def test_a_lead_works_through_the_list_without_leaving_it(asked, browse, said, page, tess):
    reason = BreachReason.objects.get()
    browser = browse(tess)
    address = page(asked, "breaches", str(reason.pk))
    assert f'href="{address}?back=list"' in said(browser.get("/breach-reasons/"))
    assert '<input type="hidden" name="back" value="list">' in said(browser.get(f"{address}?back=list"))
    refused = browser.post(address, {"cause": "other", "back": "list"})
    assert '<input type="hidden" name="back" value="list">' in said(refused)
    assert browser.post(address, {"cause": "vendor", "back": "list"}).url == "/breach-reasons/"


def test_of_two_questions_the_first_is_open_or_the_one_that_was_asked_for(
    promised, late, climbed, browse, said, page, ann
):
    promised([{"percent": 100, "actions": ["ask_reason"]}], first_response=1800, resolution=3600)
    ticket = late(minutes=70)
    climbed()
    first, second = BreachReason.objects.filter(ticket=ticket)
    opened = '<details class="breach-asked" open>'
    both = said(browse(ann).get(page(ticket, "breaches")))
    assert (both.count(opened), both.count('<details class="breach-asked"')) == (1, 2)
    assert both.index(opened) < both.index(f"reason-{first.pk}-cause") < both.index(f"reason-{second.pk}-cause")
    asked_for = said(browse(ann).get(page(ticket, "breaches", str(second.pk))))
    assert asked_for.index(f"reason-{first.pk}-cause") < asked_for.index(opened)


def test_the_lead_finds_what_nobody_has_answered(asked, browse, said, api, tess, ann, by):
    queue = QueueFactory(key="vip", name="VIP")
    assert asked.reference in said(browse(tess).get("/breach-reasons/?whose=led"))
    assert [
        one["ticket"] for one in api(tess).get("/breach-reasons", {"state": "open", "whose": "led"}).json()["results"]
    ] == [asked.pk]
    explain(BreachReason.objects.get(), by=by(ann), cause="capacity")
    assert asked.reference not in said(browse(tess).get("/breach-reasons/?whose=led"))
    assert asked.reference in said(browse(tess).get("/breach-reasons/?whose=led&state=answered"))
    assert api(tess).get("/breach-reasons", {"state": "open"}).json()["results"] == []
    type(asked).objects.filter(pk=asked.pk).update(queue=queue)
    assert asked.reference not in said(browse(tess).get("/breach-reasons/?whose=led&state=answered"))


def test_over_rest(asked, api, ann, rob, sue):
    reason = BreachReason.objects.get()
    one = api(ann).get(f"/breach-reasons/{reason.pk}").json()
    assert (one["ticket"], one["goal"], one["cause"], one["owner"]["name"]) == (asked.pk, "resolution", None, "Ann")
    assert api(ann).post(f"/breach-reasons/{reason.pk}/answer", {"cause": "other"}).status_code == 422
    given = api(ann).post(f"/breach-reasons/{reason.pk}/answer", {"cause": "other", "words": "A flood."})
    assert (given.status_code, given.json()["cause"], given.json()["answered_by"]["name"]) == (200, "other", "Ann")
    for stranger in (rob, sue):
        assert api(stranger).get("/breach-reasons").status_code == 404
        assert api(stranger).get(f"/breach-reasons/{reason.pk}").status_code == 404


def test_only_the_owner_the_lead_and_the_manager_answer(asked, by, ann, sam, tess, max, erin):
    reason = BreachReason.objects.get()
    for person in (sam, erin):
        with pytest.raises(NotAllowed):
            explain(reason, by=by(person), cause="vendor")
    for person in (ann, tess, max):
        assert explain(reason, by=by(person), cause="vendor").answered_by == person
    assert happened(asked, "sla.reason_given").count() == 3


def test_what_is_no_reason_is_refused(asked, by, ann):
    for cause, words in (("weather", "Snow."), ("other", "  ")):
        with pytest.raises(Refused):
            explain(BreachReason.objects.get(), by=by(ann), cause=cause, words=words)
