from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from supportdesk.accounts.models import Person
from tickets.desk.models import Ticket
from tickets.desk.seeding import demo, world


class Command(BaseCommand):
    help = "Fills an empty desk with three customers, six queues and about 300 tickets, and prints who can sign in."

    def handle(self, **options):
        if settings.PRODUCTION:
            raise CommandError("Demo data has a known password: it does not belong into production.")
        if self.has_demo():
            self.stderr.write("The demo data is here already; nothing was changed.")
        elif Ticket.objects.exists() or Person.objects.filter(is_machine=False).exists():
            raise CommandError("This desk is not empty. Demo data goes into an empty one only.")
        else:
            self.stderr.write(f"{demo.fill()} tickets.")
        self.stdout.write(self.sign_ins())

    def has_demo(self):
        return Person.objects.filter(email=f"ann@{world.DOMAIN}").exists()

    def sign_ins(self):
        """One for each seat, the first of its role."""
        seats: dict[str, str] = {}
        people = Person.objects.filter(email__endswith=f"@{world.DOMAIN}").select_related("organisation").order_by("pk")
        for person in people:
            name = f"{person.role.label}, {person.organisation}" if person.organisation else person.role.label
            seats.setdefault("Requester who sees all of it" if person.organisation_access else name, person.email)
        lines = [f"  {email:24} {name}" for name, email in seats.items()]
        return "\n".join([f"Sign in with the password {world.PASSWORD} as", *lines])
