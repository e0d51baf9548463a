"""A thing named in a body, by its id or its key, found among what this person may see.

A thing that exists elsewhere gets the very answer of one that does not exist.
"""

from supportdesk.api.errors import malformed


def one(rows, given, name, *, key="key"):
    """The row with this id (a number) or this key (a text); 400 at `/name` without one."""
    found = rows.filter(pk=given) if isinstance(given, int) else rows.filter(**{key: given})
    thing = next(iter(found.order_by()[:1]), None)
    if thing is None:
        raise missing(name)
    return thing


def missing(name):
    return malformed("There is no such thing that you may choose.", "does_not_exist", pointer=f"/{name}")
