import signal
import socket
import sys
from threading import Thread

from django.core.management.base import BaseCommand

from tickets.intake.mail.listen import Listener


class Command(BaseCommand):
    help = "Take mail by SMTP and LMTP for our mailboxes, until SIGTERM."

    def add_arguments(self, parser):
        where = parser.add_mutually_exclusive_group(required=True)
        where.add_argument("--port", type=int, help="On this machine alone.")
        where.add_argument("--fd", type=int, help="A socket that is open already.")

    def handle(self, *, port, fd, **options):
        heard = socket.socket(fileno=fd) if fd else socket.create_server(("127.0.0.1", port))
        heard.listen(100)
        listener = Listener(heard)
        signal.signal(signal.SIGTERM, lambda *_: Thread(target=listener.shutdown).start())
        with listener:
            listener.serve_forever(poll_interval=0.2)
        sys.exit(0)
