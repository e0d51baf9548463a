"""Mails are rows: sent once, by whoever comes first, tried again when the server is away, and given up in the end."""

import socket
from datetime import timedelta

import pytest
from django.core.mail import send_mail

from supportdesk import clock
from supportdesk.accounts.actor import system
from supportdesk.events.models import Event
from supportdesk.outbound.actions.send import RESTS, send_next
from supportdesk.outbound.letters import letter, post
from supportdesk.outbound.models import Mail
from supportdesk.outbound.tasks import send_mails
from tests.mail_server import SMTP, listening

pytestmark = pytest.mark.django_db


@pytest.fixture
def to_server(settings):
    """`to_server(port)`: what is sent goes there."""

    def point(port):
        settings.MAIL_SERVER, settings.EMAIL_HOST, settings.EMAIL_PORT = SMTP, "127.0.0.1", port

    return point


@pytest.fixture
def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@pytest.fixture
def kept():
    post([letter("rob@example.org", subject="News\nof T-7", body="Look.", about="ticket", about_id=7)])
    return Mail.objects.get()


def test_a_mail_goes_out_over_smtp_once_and_its_words_are_not_kept(kept, to_server):
    with listening() as server:
        to_server(server.server_address[1])
        send_mails()
        send_mails()
    (taken,) = server.taken
    assert (taken["To"], taken["Subject"], taken.get_content().strip()) == ("rob@example.org", "News of T-7", "Look.")
    kept.refresh_from_db()
    assert (kept.body, kept.send_at, kept.tries) == ("", None, 1)
    assert kept.sent_at


def test_it_says_that_a_program_wrote_it_and_which_thread_it_belongs_to(kept, to_server):
    """What answers by itself leaves it alone, and an answer to it names what it is about."""
    with listening() as server:
        to_server(server.server_address[1])
        send_mails()
    (taken,) = server.taken
    assert (taken["Auto-Submitted"], taken["X-Auto-Response-Suppress"]) == ("auto-generated", "All")
    assert taken["Message-ID"] == kept.message_id
    assert taken["In-Reply-To"] == taken["References"] == "<ticket-7@localhost>"


def test_no_two_mails_have_one_id_that_somebody_could_guess():
    first, second = (letter("rob@example.org", subject="a", body="b", about="ticket", about_id=7) for _ in "ab")
    assert first.message_id != second.message_id
    assert first.thread == second.thread


def test_while_the_server_is_away_it_waits_and_goes_out_later(kept, to_server, free_port):
    to_server(free_port)
    send_mails()
    kept.refresh_from_db()
    assert (kept.tries, kept.sent_at, kept.body) == (1, None, "Look.")
    assert "ConnectionRefusedError" in kept.error
    assert kept.send_at - clock.now() > RESTS[0] - timedelta(seconds=5)
    Mail.objects.update(send_at=clock.now())
    with listening() as server:
        to_server(server.server_address[1])
        send_mails()
    assert len(server.taken) == 1


def test_what_was_tried_long_enough_is_given_up_and_the_log_says_so(kept, to_server, free_port):
    to_server(free_port)
    for _ in range(len(RESTS) + 1):
        Mail.objects.update(send_at=clock.now())
        send_next(by=system("clock"))
    kept.refresh_from_db()
    assert (kept.send_at, kept.tries) == (None, len(RESTS) + 1)
    event = Event.objects.get(kind="mail.given_up")
    assert (event.subject_id, event.data["about"], event.data["about_id"]) == (kept.pk, "ticket", 7)


def test_an_address_that_does_not_exist_is_not_tried_again(kept, to_server):
    with listening(to_recipients="550 nobody of that name") as server:
        to_server(server.server_address[1])
        send_mails()
    kept.refresh_from_db()
    assert (kept.send_at, kept.tries) == (None, 1)
    assert list(Mail.objects.given_up()) == [kept]


def test_a_mailbox_that_is_full_today_is_tried_again(kept, to_server):
    with listening(to_recipients="452 full") as server:
        to_server(server.server_address[1])
        send_mails()
    kept.refresh_from_db()
    assert kept.send_at


def test_what_django_sends_becomes_a_row_and_nobody_waits(settings):
    settings.EMAIL_BACKEND = "supportdesk.outbound.backend.Rows"
    assert send_mail("Your code", "ABC", None, ["rob@example.org", "ann@example.org"]) == 2
    assert sorted(Mail.objects.values_list("address", "body")) == [
        ("ann@example.org", "ABC"),
        ("rob@example.org", "ABC"),
    ]


def test_one_mail_for_each_person_and_event(rob):
    for _ in range(2):
        post([letter(rob.email, subject="a", body="b", person_id=rob.pk, event_id=5)])
    assert Mail.objects.count() == 1
