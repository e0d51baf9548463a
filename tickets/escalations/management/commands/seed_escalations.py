from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from tickets.escalations import seeding


class Command(BaseCommand):
    help = "Gives the demo a matrix and an escalation in each state, where it has none."

    def handle(self, **options):
        if settings.PRODUCTION:
            raise CommandError("Demo data does not belong into production.")
        self.stderr.write(f"{seeding.fill_demo()} escalations.")
