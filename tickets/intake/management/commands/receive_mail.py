import sys

from django.core.management.base import BaseCommand
from django.db import InterfaceError, OperationalError

from supportdesk.accounts.actor import system
from supportdesk.errors import Refused
from tickets.intake.actions.receive import LARGEST, receive
from tickets.intake.addressing import mailbox_of
from tickets.intake.models import Mailbox

UNKNOWN, DATA, LATER = 67, 65, 75  # what mail servers understand: no such user, bad data, try again


class Command(BaseCommand):
    help = "Keep one mail that stands on the standard input; it is read later. Ends with 0 once it is committed."

    def add_arguments(self, parser):
        parser.add_argument("--to", help="The mailbox; may be left out where there is one only.")
        parser.add_argument("--from", dest="sender", default="command", help="The sender on the envelope.")

    def handle(self, *, to, sender, **options):
        try:
            box = mailbox_of(to) if to else the_only_one()
            if box is None:
                self.stop("There is no such mailbox. Name one with --to.", UNKNOWN)
            raw = sys.stdin.buffer.read(LARGEST + 1)
            mail = receive(box, by=system("mail"), raw=raw, door="command", sender=sender)
        except Refused as refusal:
            self.stop(refusal.message, DATA)
        except (OperationalError, InterfaceError):
            self.stop("The database does not answer.", LATER)
        self.stdout.write(f"Kept as mail {mail.pk}.")

    def stop(self, said, code):
        self.stderr.write(said)
        sys.exit(code)


def the_only_one():
    boxes = list(Mailbox.objects.taking()[:2])
    return boxes[0] if len(boxes) == 1 else None
