from django.core.management.base import BaseCommand, CommandError

from supportdesk.events import seal


class Command(BaseCommand):
    help = "Walk the hash chain of each organisation over the event log and print its newest link. Fails at a break."

    def add_arguments(self, parser):
        parser.add_argument("organisations", nargs="*", type=int, help="ids; 0 is the provider itself; default: all")

    def handle(self, *, organisations, **_):
        broken = False
        for organisation in organisations or seal.organisations():
            found = seal.verify(organisation)
            broken |= bool(found)
            verdict = f"broken at event {found.event_id}: {found.reason}" if found else "holds"
            self.stdout.write(f"organisation {organisation}: {verdict}, newest link {seal.head(organisation)}")
        if broken:
            raise CommandError("The log does not match its seal.")
