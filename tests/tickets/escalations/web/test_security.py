"""A security doubt: nobody outside the list learns of it, by any way (ESC-10)."""

import json

import pytest

from supportdesk.events.models import Event
from tickets.desk.actions.restrict import restrict
from tickets.desk.hearing import still_heard
from tickets.escalations.actions.compose import fill
from tickets.escalations.actions.receive import acknowledge
from tickets.escalations.actions.send import submit
from tickets.escalations.models import Escalation

pytestmark = pytest.mark.django_db
WHAT = "One customer sees the invoices of another."
SECRET = ("invoices of another", "Zebra ledger")


@pytest.fixture
def doubt(browse, joe, ann, owned, matrix, sofia, page):
    """Joe's doubt about Ann's ticket, raised on the page; Ann goes on seeing it, for she owns it."""
    owned.title = "Zebra ledger"
    owned.save(update_fields=["title"])
    given = {"target": "security", "issue": "security", "trigger": "security", "what": WHAT}
    assert browse(joe).post(page(owned, "escalate"), given).status_code == 302
    return Escalation.objects.select_related("ticket").get()


def test_the_officer_hears_at_once_and_the_reference_alone(doubt, tell, notices, sofia, tess, max):
    """ESC-10: the security officer is told, whoever else works there is not, and a notice names no word of it."""
    tell()
    assert notices(sofia) == [doubt.ticket.reference]
    assert notices(tess) == []
    assert doubt.ticket.restriction.kind == "security"
    assert sorted(one.name for one in doubt.ticket.restriction.people.all()) == ["Ann", "Joe"]


def test_nobody_outside_the_list_finds_it_by_any_way(doubt, browse, api, said, sam, tess, erin, sue, ada, caplog):
    """ESC-10: a colleague outside the list opens it: there is nothing, and the attempt is in the log; no page, search,
    list, export, feed or figure of REST has a word of it."""
    pk, ticket = doubt.pk, doubt.ticket_id
    pages = [
        f"/escalations/{pk}{rest}" for rest in ("", "/packet", "/export", "/acts/withdraw", "/hypotheses/1", "/tasks/1")
    ]
    pages += [f"/tickets/{ticket}{rest}" for rest in ("", "/rooms", "/escalate", "/breaches")]
    calls = [f"/escalations/{pk}{rest}" for rest in ("", "/packet", "/course")] + [f"/tickets/{ticket}/escalations"]
    lists = ["/escalations/", "/escalations/?state=all", "/escalations/matrix", "/search?q=Zebra", "/tickets/?q=Zebra"]
    for person in (sam, tess, erin, sue, ada):
        page, wire = browse(person), api(person)
        for address in pages:
            assert page.get(address).status_code == 404, (person, address)
        for address in calls:
            assert wire.get(address).status_code == 404, (person, address)
        for address in lists:
            assert not any(word in said(page.get(address)) for word in SECRET), (person, address)
        for address in ("/escalations", "/tickets", "/notifications"):
            assert not any(word in wire.get(address).content.decode() for word in SECRET)
        assert still_heard(person, {f"ticket-{ticket}"}) == set()
    tried = [line.msg for line in caplog.records if isinstance(line.msg, dict) and line.msg.get("event") == "walled"]
    assert {one["person"] for one in tried} >= {sam.pk, tess.pk, erin.pk}
    assert {one["subject_id"] for one in tried} == {pk}


def test_no_act_of_a_stranger_to_it_goes_through(doubt, api, sam, erin):
    for name in ("submission", "acknowledgement", "acceptance", "export", "reminders", "packet/build"):
        for person in (sam, erin):
            assert api(person).post(f"/escalations/{doubt.pk}/{name}", {}).status_code == 404


def test_the_list_the_officer_and_the_manager_see_it(doubt, browse, said, joe, ann, sofia, max):
    for person in (joe, ann, sofia, max):
        assert WHAT in said(browse(person).get(f"/escalations/{doubt.pk}"))


def test_sent_with_sixty_per_cent_and_taken_by_the_officer(doubt, by, ann, joe, sofia, sound, tell, notices):
    fill(doubt, by=by(joe), values={name: sound[name] for name in list(sound)[:14]})
    submit(doubt, by=by(joe))
    assert doubt.gaps.exists()
    acknowledge(doubt, by=by(sofia))
    assert (doubt.receiver, doubt.state) == (sofia, "acknowledged")
    tell()
    assert set(notices(joe)) == {doubt.ticket.reference}


def test_what_is_told_of_it_has_no_words_in_its_data(doubt):
    events = Event.objects.filter(subject="ticket", subject_id=doubt.ticket_id, kind__startswith="escalation.")
    assert events.exists()
    assert not any(word in json.dumps([event.data for event in events]) for word in SECRET)


def test_a_requester_raises_a_doubt_about_the_own_ticket(api, rob, sue, owned, matrix, sofia, tell, notices, ann):
    """C 34: a requester may, about the own request, over REST; nobody else's."""
    given = {"target": "security", "issue": "security", "trigger": "security", "what": WHAT}
    assert api(sue).post(f"/tickets/{owned.pk}/escalations", given).status_code == 404
    assert api(rob).post(f"/tickets/{owned.pk}/escalations", given | {"target": "engineering"}).status_code == 403
    assert api(rob).post(f"/tickets/{owned.pk}/escalations", given).status_code == 201
    tell()
    assert notices(sofia) == [owned.reference]
    assert api(rob).get("/escalations").status_code == 404


def test_a_doubt_about_a_matter_of_persons_stays_closed_to_managers(
    browse, api, said, by, joe, ann, max, owned, matrix, sofia, tell, notices, page
):
    """ESC-10, SEC-13: a wall of that kind stays what it was: the officer sees over it, a manager does not."""
    restrict(owned, by=by(sofia), kind="hr", reason="About somebody's leave.", people=[ann, joe])
    given = {"target": "security", "issue": "security", "trigger": "security", "what": WHAT}
    assert browse(joe).post(page(owned, "escalate"), given).status_code == 302
    one = Escalation.objects.select_related("ticket").get()
    one.ticket.refresh_from_db()
    assert (one.ticket.restriction.kind, one.ticket.restriction.is_frozen) == ("hr", True)
    tell()
    assert (notices(sofia)[-1], notices(max)) == (one.ticket.reference, [])
    for address in (f"/escalations/{one.pk}", f"/tickets/{owned.pk}", f"/tickets/{owned.pk}/restriction/release"):
        assert browse(max).get(address).status_code == 404, address
    assert api(max).get(f"/escalations/{one.pk}").status_code == 404
    assert not any(word in said(browse(max).get("/escalations/?state=all")) for word in SECRET)
    assert browse(sofia).get(f"/escalations/{one.pk}").status_code == 200
