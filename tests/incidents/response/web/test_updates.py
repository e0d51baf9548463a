"""Updates to requesters: approved wording goes out, everything else is approved first, and each has it once."""

import re
from datetime import timedelta

import pytest

from incidents.response.actions.link import link
from incidents.response.actions.push import push_next
from incidents.response.actions.update import write_update
from incidents.response.actions.wordings import keep_wording
from incidents.response.models import Push, Update
from supportdesk import clock
from supportdesk.accounts.actor import system
from supportdesk.approvals.actions.grant import grant
from supportdesk.approvals.models import Approval
from supportdesk.errors import NotAllowed, Refused, WrongState
from supportdesk.outbound.models import Mail, Notification
from tests.factories import PersonFactory
from tickets.desk.models import Message

pytestmark = pytest.mark.django_db
BODY = "We know that {{service}} does not work since {{started}}. We write again by {{next update}}."


@pytest.fixture
def wording(by, ian):
    return keep_wording(None, by=by(ian), name="We look into it", headline="Trouble with {{service}}", body=BODY)


@pytest.fixture
def children(declared, opened, by, ann, acme):
    """`children(3)`: tickets of so many requesters in the incident."""

    def some(number):
        people = [PersonFactory(name=f"Requester {n}", organisation=acme) for n in range(number)]
        tickets = [opened(title=f"No paper ({n})", who=one) for n, one in enumerate(people)]
        link(declared, by=by(ann), tickets=[one.pk for one in tickets])
        return tickets

    return some


def sends(browser, incident, **given):
    at = f"/incidents/{incident.pk}/updates"
    return browser.post(at, given)


def form_of(browser, incident, wording):
    """What stands in the form once a wording is taken."""
    page = browser.get(f"/incidents/{incident.pk}/updates?template={wording.pk}").content.decode()
    body = re.search(r'<textarea name="body"[^>]*>\s*(.*?)</textarea>', page, re.DOTALL)[1]
    headline = re.search(r'name="headline" value="([^"]*)"', page)[1]
    return {"template": wording.pk, "headline": headline, "body": body}


def test_thirty_requesters_get_an_approved_update_once_and_each_child_records_it(
    browse, declared, children, wording, joe, told, behind, said
):
    """INC-04: 30 children: the parent posts an approved update: 30 requesters get it once and each child records it."""
    tickets = children(30)
    joes = browse(joe)
    answer = sends(joes, declared, **form_of(joes, declared, wording))
    assert answer.status_code == 302, said(answer)
    behind()
    behind()
    messages = Message.objects.filter(ticket__in=tickets, from_desk=True)
    assert messages.count() == 30
    assert "Spooler does not work" in messages.first().body
    for ticket in tickets:
        assert told(ticket).count("ticket.incident_updated") == 1
        assert Notification.objects.filter(person=ticket.requester, kind="ticket.replied").count() == 1
        assert Mail.objects.filter(person=ticket.requester, about_id=ticket.pk).count() == 1
    assert set(Push.objects.values_list("outcome", "due_at")) == {("told", None)}
    assert "30 told" in said(joes.get(f"/incidents/{declared.pk}/updates"))


def test_a_junior_who_edits_locked_text_asks(browse, said, declared, children, wording, joe, ian, behind):
    """INC-08: a JA edits locked template text: send goes to approval instead of to customers."""
    (ticket,) = children(1)
    joes = browse(joe)
    changed = form_of(joes, declared, wording) | {"body": "It will be fixed in an hour."}
    answer = sends(joes, declared, **changed)
    update = Update.objects.get()
    assert answer.headers["Location"] == f"/incident-updates/{update.pk}"
    behind()
    assert (update.state, Push.objects.count()) == ("waiting", 0)
    assert not Message.objects.filter(ticket=ticket, from_desk=True).exists()
    approval = Approval.objects.get()
    assert (approval.asked_by, approval.roles, approval.answers) == (joe, ["SM"], ian)
    assert "It will be fixed in an hour." in approval.words
    page = said(joes.get(f"/incident-updates/{update.pk}"))
    assert "Waits for approval" in page
    assert "It is not sent." in page
    assert joes.post(f"/incident-updates/{update.pk}").status_code == 409
    browse(ian).post(f"/approvals/{approval.pk}/decision", {"answer": "grant"})
    assert joes.post(f"/incident-updates/{update.pk}").status_code == 302
    behind()
    update.refresh_from_db()
    assert (update.state, update.approved_by, update.as_approved) == ("sent", ian, False)
    assert "fixed in an hour" in Message.objects.get(ticket=ticket, from_desk=True).body


def test_own_words_of_a_commander_need_nobody_and_a_requester_writes_none(browse, declared, children, ian, rob, erin):
    """C 42."""
    children(1)
    own = {"headline": "It is the spooler", "body": "We work on it."}
    assert sends(browse(ian), declared, **own).status_code == 302
    assert Update.objects.get().state == "sent"
    assert sends(browse(rob), declared, **own).status_code == 404
    assert sends(browse(erin), declared, **own).status_code == 403


def test_whoever_has_two_tickets_reads_it_once_and_both_record_it(declared, opened, by, ann, ian, rob, told, behind):
    """INC-04."""
    first, second = opened(title="No paper"), opened(title="Still no paper")
    link(declared, by=by(ann), tickets=[first.pk, second.pk])
    write_update(declared, by=by(ian), audience="external", headline="Printing", body="We know.")
    behind()
    assert [Message.objects.filter(ticket=one, from_desk=True).count() for one in (first, second)] == [1, 0]
    assert [told(one).count("ticket.incident_updated") for one in (first, second)] == [1, 1]
    assert list(Push.objects.order_by("ticket").values_list("outcome", flat=True)) == ["told", "noted"]


def test_what_cannot_be_told_on_one_ticket_stops_no_other(declared, children, by, ian, ann, behind):
    tickets = children(3)
    ian.is_active = True
    update = write_update(declared, by=by(ian), audience="external", headline="Printing", body="We know.")
    type(tickets[1]).objects.filter(pk=tickets[1].pk).update(status="closed", closed_at=clock.now())
    behind()
    pushes = {one.ticket_id: one for one in update.pushes.all()}
    assert [pushes[one.pk].outcome for one in tickets] == ["told", "refused", "told"]
    assert "Closed" in pushes[tickets[1].pk].words


def test_it_is_told_by_a_worker_that_may_be_killed(declared, children, by, ian, monkeypatch):
    """Told twice is not told better: what was told stays told, what was broken off is told again."""
    tickets = children(2)
    write_update(declared, by=by(ian), audience="external", headline="Printing", body="We know.")
    assert push_next(by=system("clock"))
    Push.objects.filter(outcome="told").update(outcome="waits", due_at=clock.now())
    while push_next(by=system("clock")):
        pass
    assert Message.objects.filter(ticket__in=tickets, from_desk=True).count() == 2


def test_the_next_update_is_always_said_and_never_later_than_the_cadence(declared, by, ian, children):
    """E.5: a SEV1 is told of every hour."""
    children(1)
    sent = write_update(declared, by=by(ian), audience="external", headline="Printing", body="We know.")
    assert timedelta(minutes=58) < sent.next_at - sent.written_at <= timedelta(minutes=60)
    late = clock.now() + timedelta(hours=3)
    with pytest.raises(Refused, match="at the latest") as refusal:
        write_update(declared, by=by(ian), audience="external", headline="P", body="B.", next_at=late)
    assert refusal.value.field == "next_at"


def test_an_update_meets_the_cadence_and_starts_the_next(declared, by, joe, ian):
    """INC-07: inside and outside each have a clock of their own."""
    before = declared.clocks.get(audience="internal", stopped_at=None)
    write_update(declared, by=by(joe), audience="internal", body="The vendor is on the line.")
    before.refresh_from_db()
    assert before.stopped_at
    assert declared.clocks.filter(audience="internal", stopped_at=None).count() == 1
    assert declared.entries.last().kind == "internal_update"


def test_before_anybody_commands_it_and_after_its_end_nothing_is_said(suspected, by, ian):
    with pytest.raises(WrongState, match="Acknowledge it first"):
        write_update(suspected(), by=by(ian), audience="external", headline="P", body="B.")


def test_an_update_holds_no_secret(browse, said, declared, ian):
    """SEC-16."""
    key = "-----BEGIN RSA PRIVATE KEY-----\nMIIEow\n-----END RSA PRIVATE KEY-----"
    answer = sends(browse(ian), declared, headline="Key", body=key)
    assert answer.status_code == 422
    assert not Update.objects.exists()


def test_a_wording_names_only_what_there_is_and_its_versions_stand(by, ian, max, ann, wording):
    """INC-08: what may go out as it is is a manager's or a commander's to say."""
    for text, field in (("{{tenant}}", "body"), ("{{service}", "body"), ("", "body")):
        with pytest.raises(Refused) as refusal:
            keep_wording(None, by=by(ian), name="W", headline="H", body=text)
        assert refusal.value.field == field
    with pytest.raises(NotAllowed):
        keep_wording(None, by=by(ann), name="W", headline="H", body="B")
    second = keep_wording(wording, by=by(max), name="We look into it", headline="H", body="Other words.")
    wording.refresh_from_db()
    assert (second.key, second.version, bool(wording.retired_at)) == (wording.key, 2, True)
    with pytest.raises(WrongState):
        keep_wording(wording, by=by(max), name="W", headline="H", body="B")


def test_what_is_not_known_yet_cannot_be_sent(declared, by, joe, ian):
    needs = keep_wording(None, by=by(ian), name="A way around", headline="H", body="Until then: {{workaround}}")
    with pytest.raises(Refused, match="the approved workaround, which is not known yet"):
        write_update(declared, by=by(joe), audience="external", template=needs)
    assert not Update.objects.exists()


def test_a_waiting_update_is_dropped_with_its_request(browse, declared, children, joe, ann, by, ian):
    children(1)
    joes = browse(joe)
    sends(joes, declared, headline="Mine", body="My own words.")
    update = Update.objects.get()
    assert browse(ann).post(f"/incident-updates/{update.pk}/drop").status_code in (403, 409)
    assert joes.post(f"/incident-updates/{update.pk}/drop").status_code == 302
    update.refresh_from_db()
    assert (update.state, Approval.objects.get().state) == ("dropped", "withdrawn")
    with pytest.raises(WrongState):
        grant(Approval.objects.get(), by=by(ian))
