"""Who acts, and through which door."""

from dataclasses import dataclass

from supportdesk.accounts.models import Person

VIAS = ("browser", "api", "mail", "chat", "clock", "rule", "ai", "import")


@dataclass(frozen=True)
class Actor:
    person: Person
    via: str

    @property
    def kind(self):
        return "machine" if self.person.is_machine else "person"


def actor(request):
    """Who acts on this page."""
    return Actor(request.user, "browser")


def system(via="clock"):
    return Actor(Person.system(), via)
