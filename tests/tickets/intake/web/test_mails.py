"""Mail in the browser: what is held, what went out, and the addresses."""

import pytest

from supportdesk import clock
from supportdesk.outbound.letters import letter as outgoing
from supportdesk.outbound.letters import post
from supportdesk.outbound.models import Mail
from tests.mailed import letter
from tickets.desk.actions.restrict import restrict
from tickets.desk.models import Ticket
from tickets.intake.mail.working import read_next
from tickets.intake.models import IncomingMail, Mailbox

pytestmark = pytest.mark.django_db
BROKEN = b"From: rob@acme.test, sue@globex.test\r\nSubject: Who\r\n\r\nHm.\r\n"


def text(response):
    return response.content.decode()


@pytest.fixture
def held(brought):
    return brought(BROKEN)


def test_what_cannot_be_read_is_visible_and_can_be_saved(held, browse, ann):
    """Issue: quarantine; the bytes go out as they came, and no browser runs them."""
    browser = browse(ann)
    page = text(browser.get("/incoming-mails/?outcome=held"))
    assert f"/incoming-mails/{held.pk}" in page
    assert "address cannot be told for sure." in page
    saved = browser.get(f"/incoming-mails/{held.pk}/raw")
    assert (saved.content, saved["Content-Type"]) == (BROKEN, "application/octet-stream")
    assert saved["Content-Disposition"].startswith("attachment")
    assert "sandbox" in saved["Content-Security-Policy"]


def test_it_is_put_aside_with_a_reason(held, browse, ann, recorded):
    browser = browse(ann)
    at = f"/incoming-mails/{held.pk}/dismissal"
    assert browser.post(at, {"reason": " ", "seen": held.version}).status_code == 422
    recorded()
    assert browser.post(at, {"reason": "Spam.", "seen": held.version}).status_code == 302
    held.refresh_from_db()
    assert (held.outcome, held.why, held.settled_by) == ("dismissed", "Spam.", ann)
    assert [event.kind for event in recorded()] == ["incoming_mail.dismissed"]


def test_what_was_held_for_its_number_is_let_in(brought, browse, ann, rob):
    """R-28: somebody looks, and it is a ticket after all."""
    mails = [brought(letter(rob.email, body=f"Number {number}.")) for number in range(21)]
    last = mails[-1]
    assert last.outcome == "held"
    assert browse(ann).post(f"/incoming-mails/{last.pk}/retrial", {"seen": last.version}).status_code == 302
    read_next()
    last.refresh_from_db()
    assert (last.outcome, last.ticket.requester) == ("opened", rob)


def test_the_list_costs_the_same_for_many(brought, browse, ann, rob, django_assert_max_num_queries):
    for number in range(6):
        brought(letter(rob.email, body=f"Number {number}."))
    browser = browse(ann)
    with django_assert_max_num_queries(9):
        browser.get("/incoming-mails/")


def test_a_junior_reads_and_does_nothing(held, browse, joe):
    browser = browse(joe)
    assert browser.get(f"/incoming-mails/{held.pk}").status_code == 200
    assert (
        browser.post(f"/incoming-mails/{held.pk}/dismissal", {"reason": "x", "seen": held.version}).status_code == 403
    )


def test_mail_on_a_restricted_ticket_is_for_those_on_its_list(brought, browse, ann, sam, rob, by):
    """SEC-13: neither in the list nor by its number."""
    mail = brought(letter(rob.email, subject="Payslip of March"))
    restrict(mail.ticket, by=by(ann), kind="hr", people=[ann], reason="Personal.")
    assert "Payslip" in text(browse(ann).get("/incoming-mails/"))
    sams = browse(sam)
    assert "Payslip" not in text(sams.get("/incoming-mails/"))
    assert sams.get(f"/incoming-mails/{mail.pk}/raw").status_code == 404


def test_for_requesters_and_engineers_there_is_no_such_page(held, browse, rob, sue, erin):
    for person in (rob, sue, erin):
        for path in ("/incoming-mails/", f"/incoming-mails/{held.pk}", f"/incoming-mails/{held.pk}/raw", "/mails/"):
            assert browse(person).get(path).status_code == 404, (person, path)


@pytest.fixture
def sent(opened, rob):
    """Three mails about Rob's ticket: sent, come back, given up."""
    ticket = opened()
    about = {"subject": "News", "body": "Look.", "about": "ticket", "about_id": ticket.pk}
    post([outgoing(f"{name}@acme.test", **about) for name in ("arrived", "bounced", "lost")])
    now = clock.now()
    Mail.objects.exclude(address="lost@acme.test").update(sent_at=now, send_at=None, body="")
    Mail.objects.filter(address="bounced@acme.test").update(bounced_at=now, error="5.1.1 nobody")
    Mail.objects.filter(address="lost@acme.test").update(send_at=None, tries=7, error="ConnectionRefusedError")
    return ticket


def test_the_log_says_of_every_mail_whether_it_arrived(sent, browse, ann):
    """COM-18: sent, come back, given up; by state and by ticket."""
    browser = browse(ann)
    page = text(browser.get(f"/mails/?ticket={sent.pk}"))
    assert all(word in page for word in ("arrived@acme.test", "Came back", "5.1.1 nobody", "Given up"))
    bounced = text(browser.get("/mails/?state=bounced"))
    assert "bounced@acme.test" in bounced
    assert "arrived@acme.test" not in bounced


def test_what_was_given_up_is_sent_once_more(sent, browse, ann, joe, recorded):
    lost = Mail.objects.get(address="lost@acme.test")
    assert browse(joe).post(f"/mails/{lost.pk}/sending").status_code == 403
    recorded()
    assert browse(ann).post(f"/mails/{lost.pk}/sending").status_code == 302
    lost.refresh_from_db()
    assert (lost.state, lost.tries) == ("waiting", 0)
    assert [event.kind for event in recorded()] == ["mail.sent_again"]
    arrived = Mail.objects.get(address="arrived@acme.test")
    assert browse(ann).post(f"/mails/{arrived.pk}/sending").status_code == 409


def test_the_log_names_no_restricted_ticket_and_no_codes(sent, browse, by, ann, sam, olga):
    """COM-14, SEC-13: Sam is not on the list; who signs in by code is the admin's to see, and never what it said."""
    post([outgoing("rob@acme.test", subject="Your code", body="ABC123")])
    assert "Your code" not in text(browse(sam).get("/mails/"))
    olgas = text(browse(olga).get("/mails/"))
    assert "Your code" in olgas
    assert "ABC123" not in olgas
    restrict(Ticket.objects.get(pk=sent.pk), by=by(ann), kind="hr", people=[ann], reason="Personal.")
    assert "arrived@acme.test" not in text(browse(sam).get("/mails/"))


def test_olga_adds_changes_and_ends_a_mailbox(browse, olga, service_desk, network, incident, recorded):
    """INT-05: each address has a queue of its own; a password is named and never kept."""
    browser = browse(olga)
    given = {
        "address": "Help@Desk.test",
        "name": "Help",
        "queue": service_desk.pk,
        "imap_port": 993,
        "imap_folder": "INBOX",
    }
    recorded()
    assert browser.post("/administration/mailboxes/", given).status_code == 302
    box = Mailbox.objects.get()
    assert (box.address, box.queue, box.fetch_at) == ("help@desk.test", service_desk, None)
    at = f"/administration/mailboxes/{box.pk}"
    fetched = given | {
        "imap_host": "imap.desk.test",
        "imap_user": "help",
        "imap_secret": "hunter2",
        "seen": box.version,
    }
    refused = browser.post(at, fetched)
    assert refused.status_code == 422
    assert "Name the variable" in text(refused)
    fetched |= {"imap_secret": "IMAP_PASSWORD_HELP", "queue": network.pk}
    assert browser.post(at, fetched).status_code == 302
    box.refresh_from_db()
    assert (box.queue, bool(box.fetch_at)) == (network, True)
    assert browser.post(f"{at}/end").status_code == 302
    kinds = [event.kind for event in recorded()]
    assert kinds == ["mailbox.added", "mailbox.changed", "mailbox.ended"]
    assert not Mailbox.objects.taking().exists()


def test_a_lead_reads_the_mailboxes_and_keeps_none(box, browse, tess):
    browser = browse(tess)
    assert "help@desk.test" in text(browser.get("/administration/mailboxes/"))
    assert browser.post(f"/administration/mailboxes/{box.pk}/end").status_code == 403
    assert IncomingMail.objects.count() == 0
