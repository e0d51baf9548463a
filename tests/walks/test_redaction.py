"""After a redaction the text is nowhere: not in the database, the files, the index, the log, kept answers, nor in what
leaves afterwards; who did it, when and why is (SEC-03)."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail
from django.db import connection

from supportdesk import clock
from supportdesk.accounts.actor import system
from supportdesk.approvals.actions.ask import ask as ask_approval
from supportdesk.events import relay, seal
from supportdesk.files.actions.discard import discard_due
from supportdesk.outbound.models import Mail
from supportdesk.outbound.tasks import send_mails
from tests.attached import upload
from tests.supportdesk.api.clients import Api
from tickets.desk.actions.ask import ask
from tickets.desk.actions.assign import assign
from tickets.desk.actions.attach import attach
from tickets.desk.actions.bulk import bulk
from tickets.desk.actions.hold import hold
from tickets.desk.actions.identify import identify
from tickets.desk.actions.inquire import inquire
from tickets.desk.actions.note import note
from tickets.desk.actions.plan import plan
from tickets.desk.actions.restrict import restrict
from tickets.desk.actions.retitle import retitle
from tickets.desk.actions.unrestrict import unrestrict
from tickets.desk.models import Ticket
from tickets.escalations.actions.begin import begin as begin_escalation
from tickets.escalations.actions.compose import hypothesise
from tickets.escalations.actions.matrix import keep_lane

pytestmark = pytest.mark.django_db
CANARY = 'Zebra"4711<Kürbis>'
LEXEME = "4711"


def dumped():
    """table -> rows in whose text it stands, by any spelling that a column may have."""
    spelled = ["4711<k\u00fcrbis", "4711&lt;k\u00fcrbis", b"4711<K\\u00fcrbis".hex(), CANARY.encode().hex()]
    with connection.cursor() as cursor:
        found = {}
        for table in connection.introspection.table_names(cursor):
            likes = " OR ".join(["position(lower(%s) in lower(t::text)) > 0"] * len(spelled))
            cursor.execute(f'SELECT t::text FROM "{table}" t WHERE {likes}', spelled)
            if rows := cursor.fetchall():
                found[table] = [row for (row,) in rows]
        cursor.execute("SELECT count(*) FROM desk_text WHERE position(%s in document::text) > 0", [LEXEME])
        if count := cursor.fetchone()[0]:
            found["desk_text"] = [count]
        return found


def on_disk():
    wanted = CANARY.encode()
    return [path for path in Path(settings.FILES_DIR).rglob("*") if path.is_file() and wanted in path.read_bytes()]


def tell():
    while relay.drain("people") + relay.drain("figures"):
        pass


@pytest.fixture
def told_everywhere(rob, ann, joe, sam, max, tess, erin, by, service_desk, incident, printing, engineering_team):
    """Rob's ticket, with the text wherever somebody may write one."""
    letter = {"title": f"My key {CANARY}", "body": f"It is {CANARY}.", "type": "incident"}
    made = Api(rob).post("/tickets", letter, Idempotency_Key="once")
    assert made.status_code == 201, made.content
    ticket = Ticket.objects.get(pk=made.json()["id"])
    soon = clock.now() + timedelta(days=1)
    words = f"See {CANARY}, he says."
    note(ticket, by=by(ann), body=words)
    ticket = assign(ticket, by=by(ann), seen=Ticket.objects.get(pk=ticket.pk).version, to=ann)
    hold(ticket, by=by(ann), body=words)
    ask(ticket, by=by(ann), questions=[{"question": words}])
    inquire(ticket, by=by(sam), asked=ann, body=words, needed_by=soon)
    identify(ticket, by=by(ann), kind="trace", value=CANARY)
    attach(ticket, by=by(ann), files=[upload(ann, name=f"{CANARY[:5]}.log", content=f"{words}\n".encode() * 20).pk])
    plan(ticket, by=by(ann), seen=Ticket.objects.get(pk=ticket.pk).version, what=words, at=soon)
    bulk(Ticket.objects.filter(pk=ticket.pk), by=by(ann), verb="note", body=words)
    ask_approval(ticket, by=by(joe), action="set_high", arguments={"priority": 1}, reason=words)
    restrict(ticket, by=by(ann), kind="security", reason=words, people=[joe, sam])
    unrestrict(ticket, by=by(max), reason=words)
    keep_lane(by=system("import"), target="engineering", group=engineering_team, owner=tess)
    one = begin_escalation(ticket, by=by(ann), target="engineering", issue="defect", trigger="unknown")
    hypothesise(one, by=by(ann), statement=words)
    retitle(ticket, by=by(ann), seen=Ticket.objects.get(pk=ticket.pk).version, title=f"The key {CANARY} again")
    tell()
    return Ticket.objects.get(pk=ticket.pk)


def test_a_redacted_string_is_nowhere_and_who_when_and_why_is(told_everywhere, ann, ada, rob, caplog):
    """SEC-03: Given a redacted string, when searched by any role, then there is no hit, and the redaction event
    shows."""
    ticket, client = told_everywhere, Api(ann)
    before = dumped()
    assert {"desk_ticket", "desk_message", "desk_note", "desk_outgoing", "events_payload", "outbound_mail"} <= set(
        before
    )
    assert {"api_idempotencyrecord", "approvals_approval", "desk_text", "escalations_hypothesis"} <= set(before)
    assert on_disk()
    answer = client.post(f"/tickets/{ticket.pk}/redactions", {"text": CANARY, "reason": "A key of a customer's."})
    assert answer.status_code == 200, answer.content
    assert answer.json()["files"] == 1
    assert answer.json()["places"] >= 15
    tell()
    discard_due(by=system("clock"))
    assert dumped() == {}
    assert on_disk() == []
    assert CANARY not in caplog.text
    for person in (ann, ada, rob):
        found = Api(person).get("/search", {"q": LEXEME})
        assert (found.status_code, ticket.reference in found.content.decode()) == (200, False), person
    history = client.get(f"/tickets/{ticket.pk}/events").json()["results"]
    (event,) = [one for one in history if one["kind"] == "ticket.redacted"]
    assert event["actor"]["name"] == "Ann"
    Mail.objects.filter(sent_at=None).update(send_at=clock.now())
    send_mails()
    assert not [one for one in mail.outbox if CANARY in str(one.message())]
    assert all(not seal.verify(organisation) for organisation in seal.organisations())


def test_a_requester_takes_back_their_own_words_and_learns_nothing_of_notes(told_everywhere, rob, sue):
    address = f"/tickets/{told_everywhere.pk}/redactions"
    body = {"text": CANARY, "reason": "Mine."}
    assert Api(sue).post(address, body).status_code == 404
    assert Api(rob).post(address, {"text": "he says", "reason": "Guessing."}).status_code == 422
    assert Api(rob).post(address, body).json() == {"places": None, "files": None}
    assert "desk_note" not in dumped()


def test_by_page_the_desk_and_the_requester(told_everywhere, ann, rob, client):
    """SEC-03: a form with the text and the reason; what is wrong stands at its field."""
    page = f"/tickets/{told_everywhere.pk}/redaction"
    client.force_login(rob)
    assert client.post(page, {"text": "he says", "reason": "Guessing."}).status_code == 422
    assert client.post(page, {"text": CANARY, "reason": "Mine."}).status_code == 302
    client.force_login(ann)
    assert "for good" in client.get(f"/tickets/{told_everywhere.pk}").content.decode()
    assert client.post(page, {"text": "he says", "reason": "Not his words."}).status_code == 302
    shown = client.get(f"/tickets/{told_everywhere.pk}").content.decode()
    assert "took a text out of this ticket for good" in shown
    assert "he says" not in shown


@pytest.mark.parametrize(
    ("change", "field"),
    [({"text": "abc"}, "/text"), ({"text": "Nobody wrote this"}, "/text"), ({"reason": f"It is {CANARY}."}, "/reason")],
)
def test_what_cannot_be_is_said_and_nothing_is_touched(told_everywhere, ann, change, field):
    before = dumped()
    answer = Api(ann).post(f"/tickets/{told_everywhere.pk}/redactions", {"text": CANARY, "reason": "A key."} | change)
    assert answer.status_code in (400, 422)
    assert answer.json()["errors"][0]["pointer"] == field
    assert {table: len(rows) for table, rows in dumped().items()} == {
        table: len(rows) for table, rows in before.items()
    }
