"""The names of a filter, found among what its reader may know of. What exists elsewhere does not exist here."""

from django.db.models import Q

from supportdesk.accounts.models import Organisation, Person, Role
from supportdesk.catalogue.models import Category, Component, Queue, Tag, TicketType
from supportdesk.numbers import whole, wholes

from .grammar import Unreadable

NAMED = {"type": TicketType, "category": Category, "component": Component, "tag": Tag}
WORDS = {"tag": "name"}
APART = {"me", "team", "none", "mine"}
SAID = 12


def offered(field: str, person):
    """Word and label of each thing that a picker may show."""
    word = WORDS.get(field, "key")
    return [(getattr(thing, word), str(thing)) for thing in seen(field, person).offered()]


def seen(field, person):
    if field == "queue":
        return Queue.objects.visible_to(person)
    return Category.objects.select_related("parent") if field == "category" else NAMED[field].objects.all()


def ids(term, person) -> tuple[list[int], bool]:
    """The things that are meant, and whether "none" is meant too. Catalogues are small: one look at all the words."""
    words = [value for value in term.values if value not in APART]
    if not words:
        return [], "none" in term.values
    known = {word.lower(): pk for pk, word in seen(term.field, person).values_list("pk", WORDS.get(term.field, "key"))}
    numbers = {str(pk): pk for pk in known.values()} if term.field == "queue" else {}
    found = [known.get(word.lower(), numbers.get(word)) for word in words]
    unknown = [word for word, pk in zip(words, found, strict=True) if pk is None]
    if unknown:
        raise missing(term, unknown[0], sorted(known))
    return [pk for pk in found if pk is not None], "none" in term.values


def missing(term, word, known=()):
    there = (
        f" There are: {', '.join(known[:SAID])}{f' and {len(known) - SAID} more' if len(known) > SAID else ''}."
        if known
        else ""
    )
    named = "of that number" if whole(word) is not None else f"“{word}”"
    return Unreadable([(term.parameter, f"There is no {term.field} {named} that you may choose.{there}")])


def people(term, person) -> tuple[list[int], bool]:
    """By id, address or name. A light seat knows requesters by their number only (ROLE-06)."""
    found = {person.pk} if "me" in term.values else set()
    words = [value for value in term.values if value not in APART]
    visible = Person.objects.visible_to(person)
    for word in words:
        named = visible.exclude(roles=[Role.RQ]) if person.sits_lightly else visible
        same = (
            visible.filter(pk=word)
            if whole(word) is not None
            else named.filter(Q(email=word.lower()) | Q(name__iexact=word))
        )
        meant = set(same.values_list("pk", flat=True)[:SAID])
        if not meant:
            raise missing(term, word)
        found |= meant
    return sorted(found), "none" in term.values


def organisations(term, person) -> list[int]:
    """A number is taken as it is: whoever may not see it finds nothing there."""
    found: set[int] = set()
    for word in term.values:
        if word.isascii() and word.isdecimal():
            found |= set(wholes([word]))
            continue
        named = Organisation.objects.visible_to(person).filter(name__iexact=word)
        meant = set(named.values_list("pk", flat=True))
        if not meant:
            raise missing(term, word)
        found |= meant
    return sorted(found)
