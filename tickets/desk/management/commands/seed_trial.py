import json

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from supportdesk.accounts.models import Organisation
from tickets.desk.seeding import trial


class Command(BaseCommand):
    help = "Makes two organisations with all roles, queues and tickets, and prints them and their tokens as JSON."

    def add_arguments(self, parser):
        parser.add_argument("--seed", type=int, default=1, help="The same number makes the same people and texts.")

    def handle(self, seed, **options):
        if settings.PRODUCTION:
            raise CommandError("Trial data has a known password: it does not belong into production.")
        if Organisation.objects.filter(name__in=[name for _, name, _ in trial.ORGANISATIONS]).exists():
            raise CommandError(
                "The trial data is here already, and tokens are shown once: start with a fresh database."
            )
        self.stdout.write(json.dumps(trial.fill(seed), indent=2))
