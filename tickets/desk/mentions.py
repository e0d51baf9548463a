"""Whom a note speaks to: `@Ann Analyst`, or `@ann@desk.example` where two have one name."""

import re

from django.db.models import Q

from supportdesk.accounts.models import Person, Role

from .models import Ticket

AT = re.compile(r"(?<![\w@.])@(?=\w)")
TOKEN = re.compile(r"[^\s,;:!?()]+")
MOST = 20


def named(text: str, people) -> list:
    """Those of `people` (pairs of id and the names they go by) who are named after an @, in their order, once. The
    longest name wins; a name that two share names nobody. Pure."""
    found: dict = {}
    for match in AT.finditer(text):
        rest = text[match.end() :].casefold()
        fitting = [(len(name), pk) for pk, names in people for name in names if begins(rest, name.casefold())]
        longest = [pk for length, pk in fitting if length == max(fitting)[0]]
        if len(set(longest)) == 1:
            found.setdefault(longest[0])
    return list(found)


def begins(rest: str, name: str) -> bool:
    return bool(name) and rest.startswith(name) and not (rest[len(name) :][:1].isalnum())


def mentioned(ticket, body, viewer) -> list:
    """The colleagues a note names who may know of the ticket; everybody else is just a word."""
    tokens = {TOKEN.match(body, match.end())[0] for match in AT.finditer(body)}  # type: ignore[index]  # AT looked ahead
    if not tokens:
        return []
    wanted = Q()
    for token in sorted(tokens)[:MOST]:
        wanted |= Q(name__istartswith=token.rstrip(".")) | Q(email__iexact=token.rstrip("."))
    people = list(colleagues(viewer).filter(wanted)[: MOST * 5])
    ids = named(body, [(one.pk, (one.name, one.email)) for one in people])
    return [one for one in people if one.pk in ids and sees(one, ticket)]


def colleagues(viewer):
    """Everybody who works here, as far as this person may know of them."""
    serving = Person.objects.visible_to(viewer).active().filter(is_machine=False)
    return serving.exclude(roles=[Role.RQ]).order_by("name", "pk")


def sees(person, ticket) -> bool:
    return person.serves and Ticket.objects.visible_to(person).filter(pk=ticket.pk).exists()


def offered(ticket, viewer, text, *, most=8) -> list:
    """For completion: colleagues whose name or address begins so (or a later name), and who see the ticket."""
    wanted = Q(name__istartswith=text) | Q(name__icontains=f" {text}") | Q(email__istartswith=text)
    found: list[Person] = []
    for one in colleagues(viewer).filter(wanted)[: most * 3]:
        if len(found) < most and one.pk != viewer.pk and sees(one, ticket):
            found.append(one)
    return found
