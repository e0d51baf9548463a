"""The whole way: a real client's mail, the ticket, the answer at a real server, and the reply to that."""

import pytest

from supportdesk.events import relay
from supportdesk.outbound.models import Mail
from supportdesk.outbound.tasks import send_mails
from tests.mail_server import SMTP, listening
from tests.mailed import letter
from tests.tickets.intake.mail.test_listen import sending
from tickets.desk.actions.hold import hold
from tickets.desk.actions.say import say
from tickets.desk.actions.take_back import take_back
from tickets.desk.models import Ticket
from tickets.intake.tasks import take_up_mails

pytestmark = pytest.mark.django_db


@pytest.fixture
def sink(settings):
    """A mail server that takes everything."""
    with listening() as server:
        settings.MAIL_SERVER, settings.EMAIL_HOST, settings.EMAIL_PORT = SMTP, "127.0.0.1", server.server_address[1]
        yield server


def goes_out():
    relay.drain("people")
    send_mails()


def test_there_and_back_and_there_again(box, spoken, sink, rob, ann, by, settings):
    """COM-01, INT-05, T-02: a mail becomes a ticket, its receipt and the answer reach a server, the reply joins; what
    is taken back in its hold never leaves."""
    settings.REPLY_HOLD = 20
    spoken(sending(letter(f"Rob <{rob.email}>", Message_ID="<one@acme.test>"), sender=rob.email))
    take_up_mails()
    ticket = Ticket.objects.get()
    goes_out()
    (receipt,) = sink.taken
    assert (receipt["To"], receipt["Subject"]) == (rob.email, f"[{ticket.reference}] We have your mail")
    regretted = hold(ticket, by=by(ann), body="Go away.")
    take_back(regretted, by=by(ann))
    say(hold(ticket, by=by(ann), body="Is it plugged in?"), by=by(ann), early=True)
    goes_out()
    _, answer = sink.taken
    assert "Is it plugged in?" in answer.get_content()
    assert "Go away." not in "".join(mail.get_content() for mail in sink.taken)
    assert answer["Message-ID"] == Mail.objects.latest("pk").message_id
    back = letter(rob.email, subject=f"Re: {answer['Subject']}", body="Yes.", In_Reply_To=answer["Message-ID"])
    spoken(sending(back, sender=rob.email))
    take_up_mails()
    assert list(ticket.messages.values_list("body", flat=True)) == ["It blinks red.", "Is it plugged in?", "Yes."]
    assert Ticket.objects.count() == 1


def test_an_answer_of_a_server_that_never_heard_of_rob(box, spoken, sink, rob):
    """A refusal at the far end is the far end's; ours stays a row."""
    sink.to_recipients = "550 nobody"
    spoken(sending(letter(rob.email), sender=rob.email))
    take_up_mails()
    goes_out()
    assert Mail.objects.get().state == "given_up"
