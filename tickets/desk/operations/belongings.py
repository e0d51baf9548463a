"""What a merge brings along besides the words: requesters, helpers, watchers, tags, identifiers and links (T-23).

They are copied to the ticket that goes on, and the merged one keeps its own, so that an undo only has to take away what
nobody else brought.
"""

from ..models import Identifier, Link, Watch

Belongings = dict[str, list]


def of(ticket) -> Belongings:
    """Everything, each as plain values that name it."""
    people = {ticket.requester_id, *ticket.co_requesters.values_list("pk", flat=True)}
    outward = ticket.links.values_list("kind", "other", "reference", "url")
    inward = ticket.linked_from.values_list("kind", "ticket")
    return {
        "requesters": sorted(people),
        "helpers": sorted(ticket.helpers.values_list("pk", flat=True)),
        "watches": sorted(map(list, ticket.watches.values_list("person", "level"))),
        "tags": sorted(ticket.tags.values_list("pk", flat=True)),
        "identifiers": sorted(map(list, ticket.identifiers.values_list("kind", "value"))),
        "outward": sorted(map(list, outward), key=str),
        "inward": sorted(map(list, inward)),
    }


def brought(theirs: Belongings, own: Belongings, earlier: list[Belongings], pair: tuple[int, int]) -> Belongings:
    """What one ticket brings that the other did not have of its own; what an earlier merge brought is not its own.
    A link between the two leads nowhere any more."""
    found: Belongings = {}
    for name, values in theirs.items():
        given = [value for each in earlier for value in each.get(name, ())]
        kept = [value for value in own[name] if value not in given]
        present = [identity(name, value) for value in kept]
        found[name] = [
            value for value in values if identity(name, value) not in present and not between(name, value, pair)
        ]
    return {name: values for name, values in found.items() if values}


def identity(name, value):
    """A person watches once, whatever the level; everything else is what it is."""
    return value[0] if name == "watches" else value


def between(name, value, pair) -> bool:
    return name in ("outward", "inward") and value[1] in pair


def give(ticket, gift: Belongings, *, by, at) -> None:
    """Add to the ticket whatever of this it has not yet."""
    ticket.co_requesters.add(*gift.get("requesters", ()))
    ticket.helpers.add(*gift.get("helpers", ()))
    ticket.tags.add(*gift.get("tags", ()))
    for person, level in gift.get("watches", ()):
        defaults = {"level": level, "added_by": by.person, "at": at}
        Watch.objects.get_or_create(ticket=ticket, person_id=person, defaults=defaults)
    for kind, value in gift.get("identifiers", ()):
        Identifier.objects.get_or_create(ticket=ticket, kind=kind, value=value)
    made = {"made_by": by.person, "made_at": at}
    for kind, other, reference, url in gift.get("outward", ()):
        found = {"ticket": ticket, "kind": kind, "other_id": other, "reference": reference}
        Link.objects.get_or_create(**found, defaults={"url": url, **made})
    for kind, other in gift.get("inward", ()):
        Link.objects.get_or_create(ticket_id=other, kind=kind, other=ticket, reference="", defaults=made)


def take_back(ticket, gift: Belongings, others: list[Belongings]) -> None:
    """Take from the ticket what this merge brought, unless one that stands brought it too."""
    gone = {name: [one for one in values if not shared(name, one, others)] for name, values in gift.items()}
    ticket.co_requesters.remove(*gone.get("requesters", ()))
    ticket.helpers.remove(*gone.get("helpers", ()))
    ticket.tags.remove(*gone.get("tags", ()))
    ticket.watches.filter(person__in=[person for person, _ in gone.get("watches", ())]).delete()
    for kind, value in gone.get("identifiers", ()):
        ticket.identifiers.filter(kind=kind, value=value).delete()
    for kind, other, reference, _ in gone.get("outward", ()):
        ticket.links.filter(kind=kind, other=other, reference=reference).delete()
    for kind, other in gone.get("inward", ()):
        ticket.linked_from.filter(kind=kind, ticket=other).delete()


def shared(name, value, others) -> bool:
    wanted = identity(name, value)
    return any(wanted == identity(name, one) for each in others for one in each.get(name, ()))
