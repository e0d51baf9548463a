from django.core.management.base import BaseCommand

from metrics.facts import rebuilding
from metrics.kpis.rolling import roll
from supportdesk import clock


class Command(BaseCommand):
    help = "Make the figures of every step of the calendar in which something has changed."

    def add_arguments(self, parser):
        parser.add_argument(
            "--rebuild", action="store_true", help="fold every event anew first, and look at every figure there is"
        )

    def handle(self, *, rebuild, **options):
        if rebuild:
            self.stdout.write(f"{rebuilding.rebuild():,} rows of facts differed.")
        self.stdout.write(f"{roll(clock.now(), afresh=rebuild):,} figures written.")
