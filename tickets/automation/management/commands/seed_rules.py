from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from tickets.automation import seeding


class Command(BaseCommand):
    help = "Gives the demo a few routing rules, skills and limits, where it has none."

    def handle(self, **options):
        if settings.PRODUCTION:
            raise CommandError("Demo data does not belong into production.")
        self.stderr.write(f"{seeding.fill()} routing rules.")
