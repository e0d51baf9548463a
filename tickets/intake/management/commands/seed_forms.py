from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from tickets.intake import seeding


class Command(BaseCommand):
    help = "Gives the demo intake forms in every state, where it has none."

    def handle(self, **options):
        if settings.PRODUCTION:
            raise CommandError("Demo data does not belong into production.")
        self.stderr.write(f"{seeding.fill()} forms.")
