from django.conf import settings
from django.core.management.base import BaseCommand

from metrics.kpis.paper import paper


class Command(BaseCommand):
    help = "Write docs/kpis.md from the definitions."

    def handle(self, **options):
        (settings.BASE_DIR / "docs" / "kpis.md").write_text(paper())
