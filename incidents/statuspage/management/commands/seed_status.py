from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from incidents.response import outward_seeding
from incidents.statuspage import seeding


class Command(BaseCommand):
    help = "Gives the demo a status page, approved wording, alerts and updates, where it has none."

    def handle(self, **options):
        if settings.PRODUCTION:
            raise CommandError("Demo data does not belong into production.")
        self.stderr.write(f"{outward_seeding.fill()} approved wordings, {seeding.fill()} parts of the status page.")
