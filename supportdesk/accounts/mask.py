"""What a light seat sees of a person (ROLE-06): who it is stays with those who serve them. And what nobody sees of
another without a reason: the phone number (SEC-06)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Card:
    id: int
    name: str
    email: str
    masked: bool = False


SHOWN = 2  # digits at its end, by which one knows it again


def phone_for(viewer, person):
    """One's own whole, somebody else's masked: to see it is an act of its own (`actions/reveal.py`)."""
    return person.phone if viewer.pk == person.pk else covered(person.phone)


def covered(phone):
    return f"•••• {phone[-SHOWN:]}" if phone else ""


def requester_name(pk):
    return f"Requester {pk}"


def veil(viewer, person):
    """The same card over a row that was read to be shown; it is not written back."""
    card = mask_person(viewer, person)
    person.name, person.email = card.name, card.email


def mask_person(viewer, person):
    """A card fit for this reader. Light seats see that there is a requester, not which one."""
    if viewer.sits_lightly and person.pk != viewer.pk and not person.serves:
        return Card(person.pk, requester_name(person.pk), "•••", masked=True)
    return Card(person.pk, person.name, person.email)
