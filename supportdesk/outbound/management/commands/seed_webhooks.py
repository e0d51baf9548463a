from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from supportdesk.outbound import seeding


class Command(BaseCommand):
    help = "Demo webhooks in each of their states; their addresses lead nowhere."

    def handle(self, **options):
        if settings.PRODUCTION:
            raise CommandError("Demo data does not belong into production.")
        self.stderr.write(f"{seeding.fill()} webhooks.")
