from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from tickets.citations import seeding


class Command(BaseCommand):
    help = "Gives the demo articles in each of their states, cited on tickets, where it has none."

    def handle(self, **options):
        if settings.PRODUCTION:
            raise CommandError("Demo data does not belong into production.")
        self.stderr.write(f"{seeding.fill()} articles.")
