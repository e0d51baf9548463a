from django.core.management.base import BaseCommand

from supportdesk.events import relay


class Command(BaseCommand):
    help = "Put the events that were set aside, because a subscriber failed on them, back into their queue."

    def handle(self, **_):
        count = relay.tell_again()
        self.stdout.write(f"{count} event{'' if count == 1 else 's'} will be told again.")
