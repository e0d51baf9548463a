import json

from django.core.management.base import BaseCommand

from supportdesk import routes


class Command(BaseCommand):
    help = "List every address, the methods it takes and the view behind it."

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *, as_json, **options):
        found = list(routes.routes())
        if as_json:
            self.stdout.write(json.dumps([route._asdict() for route in found], indent=2))
            return
        for route in found:
            who = "anybody" if route.anonymous else "signed in"
            self.stdout.write(f"{','.join(route.methods):24} {route.path:60} {who:10} {route.view}")
