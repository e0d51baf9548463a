"""Mail at the real listener: what it says yes to becomes a ticket, whoever is killed meanwhile."""

import os
import signal
import smtplib
import sys

from tests.stack.desk import until

ADD = """
import django
django.setup()
from supportdesk.accounts.actor import system
from supportdesk.accounts.models import Person
from supportdesk.catalogue.models import Queue
from tickets.intake.actions.mailboxes import add_mailbox
rob = Person.objects.get(email={email!r})
queues = Queue.objects.offered()
queue = queues.filter(organisation=rob.organisation).first() or queues.filter(organisation=None).first()
add_mailbox("help@desk.test", by=system("import"), queue=queue)
"""


def send(desk, sender, number):
    words = f"From: {sender}\r\nTo: help@desk.test\r\nSubject: Mail number {number}\r\n\r\nIt is dead.\r\n"
    with smtplib.SMTP("127.0.0.1", desk.mail_port, timeout=30) as client:
        client.sendmail(sender, "help@desk.test", words)


def test_a_yes_is_a_ticket_though_the_listener_and_the_worker_are_killed(desk):
    """INT-05, promises 2.2: a real client at the real process; the next one waits at the door and is not refused."""
    rob = desk.person("rob")["email"]
    desk.run([sys.executable, "-c", ADD.format(email=rob)])
    api = desk.api("rob")
    for number in range(3):
        send(desk, rob, number)
        if number == 0:
            os.kill(desk.pid("mail"), signal.SIGKILL)
            os.kill(desk.pid("worker"), signal.SIGKILL)

    def opened():
        told = api.get("tickets?channel=email")["results"]
        return len(told) == 3 and sorted(one["title"] for one in told)

    titles, _ = until(opened, 60, every=0.3)
    assert titles == ["Mail number 0", "Mail number 1", "Mail number 2"]
