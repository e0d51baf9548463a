"""Reading by hand what is asked most: for a small row the ORM takes longer to put its question than to get the answer.

Whatever is left out is deferred, as by `only()`: it is read when somebody looks at it.
"""

from functools import cache
from typing import Any

from django.db import connection


@cache
def fields(kind, names=None) -> list:
    """These fields, or all, in the order in which `made` wants their values."""
    return [field for field in kind._meta.concrete_fields if names is None or field.name in names]


@cache
def reader(kind, names=None):
    """The attributes to set, and what turns a column into its value where the driver does not."""
    wanted = fields(kind, names)
    return [field.attname for field in wanted], [getattr(field, "from_db_value", None) for field in wanted]


def columns(kind, alias, names=None) -> str:
    return ", ".join(f'{alias}."{field.column}"' for field in fields(kind, names))


def statement(text, **parts) -> str:
    """The text with `{alias}` as the columns of what stands under that alias: a model, or a model and some fields."""
    return text.format(
        **{
            alias: columns(part[0], alias, part[1]) if isinstance(part, tuple) else columns(part, alias)
            for alias, part in parts.items()
        }
    )


def made(kind, values, names=None) -> Any:
    """A row of this kind from an iterator over the values of its columns."""
    attributes, readers = reader(kind, names)
    row = [next(values) if read is None else read(next(values), None, connection) for read in readers]
    return kind.from_db(connection.alias, attributes, row)


def rows(statement, given):
    """Each row as an iterator, for `made` to take from."""
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        return list(map(iter, cursor.fetchall()))


def row(statement, given):
    return next(iter(rows(statement, given)), None)
