"""What a search finds, for page and API: words and operators of the one grammar, with what the hits have in common."""

from .filters import chosen
from .models import Ticket
from .queries import search

LOOKED_THROUGH = 2000
# Each facet with its label and the parameter that narrows by it
FACETS = {
    "status": ("Status", "status"),
    "queue": ("Queue", "queue"),
    "type": ("Type", "type"),
    "organisation": ("Organisation", "organisation"),
    "age": ("Opened", "opened_after"),
}


def is_word(term):
    return (term.field, term.op) == ("text", "is")


def words_of(terms):
    return [value for term in terms if is_word(term) for value in term.values]


def found(asked, person, text):
    """Ids, exact identifiers first, then the latest: at most 2,000 are looked through. `asked` is a filter that was
    read from the address, `text` what was typed."""
    words = words_of(asked.terms)
    if not asked.is_valid():
        return []
    if not words:
        return list(asked.qs.order_by("-id").values_list("pk", flat=True)[:LOOKED_THROUGH])
    exact = search.identified(person, list(dict.fromkeys([text, *words])))
    hits = search.by_query(person, search.worded(words), LOOKED_THROUGH)
    ids = list(dict.fromkeys([*exact, *hits]))[:LOOKED_THROUGH]
    others = [term for term in asked.terms if not is_word(term)]
    if not others:
        return ids
    tickets = Ticket.objects.visible_to(person).filter(pk__in=ids)
    kept = set(chosen(tickets, others, person).values_list("pk", flat=True))
    return [pk for pk in ids if pk in kept]
