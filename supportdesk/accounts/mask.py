"""What a light seat sees of a person (ROLE-06): who it is stays with those who serve them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Card:
    id: int
    name: str
    email: str
    masked: bool = False


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
