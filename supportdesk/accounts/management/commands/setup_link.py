from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from supportdesk.accounts import first
from supportdesk.accounts.last_admin import admins


class Command(BaseCommand):
    help = "Prints the link by which the first administrator sets up an empty desk. It works for a day, and once."

    def handle(self, **options):
        if admins().exists():
            raise CommandError("Somebody administers this desk already: ask them for an invitation.")
        self.stdout.write(f"{settings.SITE_URL}{reverse('set-up', args=[first.make_key()])}")
