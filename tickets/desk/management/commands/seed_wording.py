from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from tickets.desk.seeding import wording


class Command(BaseCommand):
    help = "Gives the demo approved wording and playbooks in each of their states, where it has none."

    def handle(self, **options):
        if settings.PRODUCTION:
            raise CommandError("Demo data does not belong into production.")
        self.stderr.write(f"{wording.fill()} macros.")
