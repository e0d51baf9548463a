from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from tickets.intake import mail_seeding


class Command(BaseCommand):
    help = "Gives the demo mailboxes and mail in every state, where it has none."

    def handle(self, **options):
        if settings.PRODUCTION:
            raise CommandError("Demo data does not belong into production.")
        self.stderr.write(f"{mail_seeding.fill()} mails.")
