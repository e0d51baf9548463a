"""What a light seat sees of a person (ROLE-06): who it is stays with those who serve them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Card:
    id: int
    name: str
    email: str
    masked: bool = False


def mask_person(viewer, person):
    """A card fit for this reader. Light seats see that there is a requester, not which one."""
    if viewer.sits_lightly and person.pk != viewer.pk and not person.serves:
        return Card(person.pk, f"Requester {person.pk}", "•••", masked=True)
    return Card(person.pk, person.name, person.email)
