"""By hand what is asked and written most: for a small row the ORM takes longer to ask than the database to answer.

Whatever is left out is deferred, as by `only()`: it is read when somebody looks at it.
"""

from functools import cache
from typing import Any

from django.db import connection

NAME = ("id", "name")
INSERT = """
WITH made AS (INSERT INTO {table} ({names}) VALUES {values} RETURNING *){also} SELECT id FROM made ORDER BY id
"""
UPDATE = "UPDATE {table} SET {changed} WHERE id = %s"


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


@cache
def listing(kind, parent, parts, also, tail) -> str:
    """The statement of `rows_of`; in the order of the model unless the tail has one."""
    joined = {name: kind._meta.get_field(name) for name, _ in parts}
    read = [columns(kind, "one"), *(columns(joined[name].related_model, name, names) for name, names in parts)]
    tables = [
        f'LEFT JOIN {field.related_model._meta.db_table} {name} ON {name}.id = one."{field.column}"'
        for name, field in joined.items()
    ]
    order = "" if "ORDER BY" in tail else f" ORDER BY {', '.join(map(ordered(kind), kind._meta.ordering or ['pk']))}"
    where = f'FROM {kind._meta.db_table} one {" ".join(tables)} WHERE one."{kind._meta.get_field(parent).column}" = %s'
    return f"SELECT {', '.join([*read, *(text for _, text in also)])} {where} {tail}{order}"


def ordered(kind):
    def by(name):
        column = "id" if name.lstrip("-") in ("pk", "id") else kind._meta.get_field(name.lstrip("-")).column
        return f'one."{column}"{" DESC" if name.startswith("-") else ""}'

    return by


def rows_of(kind, parent, pk, *, parts=(), also=(), tail=""):
    """Rows of this kind whose foreign key `parent` is `pk`, each with what its other foreign keys name: `parts` are
    pairs of such a key and the fields wanted of it, `also` pairs of an attribute and the SQL of its value (the row is
    `one`), `tail` is more of the condition, an order, a limit."""
    return [
        related(made(kind, values), parts, also, values)
        for values in rows(listing(kind, parent, parts, also, tail), [pk])
    ]


def related(thing, parts, also, values):
    for name, names in parts:
        other = made(type(thing)._meta.get_field(name).related_model, values, names)
        setattr(thing, name, other if other.pk is not None else None)
    for name, _ in also:
        setattr(thing, name, next(values))
    return thing


def next_number(kind) -> int:
    """The number of a row about to be written, so that what leads to it can be reckoned first and the row, with all
    its indexes, is written once."""
    return next(row("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [kind._meta.db_table]))


@cache
def insertion(kind, number, *, numbered, also) -> str:
    written = fields(kind)[0 if numbered else 1 :]
    names = ", ".join(f'"{field.column}"' for field in written)
    values = ", ".join([f"({', '.join(['%s'] * len(written))})"] * number)
    return INSERT.format(table=kind._meta.db_table, names=names, values=values, also=also)


def insert(things, *, also="", given=()):
    """Write new rows of one kind in one statement; `also` is what is written of them beside, from `made`."""
    kind: Any = type(things[0])
    numbered = things[0].pk is not None
    written = fields(kind)[0 if numbered else 1 :]
    values = [
        field.get_db_prep_save(field.pre_save(thing, add=True), connection) for thing in things for field in written
    ]
    found = rows(insertion(kind, len(things), numbered=numbered, also=also), [*values, *given])
    for thing, (pk,) in zip(things, found, strict=True):
        thing.pk, thing._state.adding, thing._state.db = pk, False, connection.alias


def pour(kind, names, rows):
    """New rows of one kind from the values of these columns, thousands at a time, of which nobody needs an object: by
    COPY, a third of what `bulk_create` costs."""
    if rows:
        statement = f"COPY {kind._meta.db_table} ({', '.join(names)}) FROM STDIN"
        with connection.cursor() as cursor, cursor.copy(statement) as sink:
            for one in rows:
                sink.write_row(one)


@cache
def change(kind, names) -> str:
    changed = ", ".join(f'"{field.column}" = %s' for field in fields(kind, names))
    return UPDATE.format(table=kind._meta.db_table, changed=changed)


def update(thing, names):
    """Write these fields of one row."""
    kind: Any = type(thing)
    chosen = frozenset(names)
    values = [field.get_db_prep_save(getattr(thing, field.attname), connection) for field in fields(kind, chosen)]
    with connection.cursor() as cursor:
        cursor.execute(change(kind, chosen), [*values, thing.pk])
