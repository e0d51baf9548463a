"""Taking a text out of whatever belongs to a thing (SEC-03). Which rows those are is read from the tables themselves:
whatever points at the thing, and whatever points at that, so that a new table is not forgotten."""

import html
import json
from collections.abc import Iterator
from functools import cache

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import CharField, F, Func, JSONField, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Left, Replace

MARK = "[redacted]"
DEEPEST = 3


@cache
def paths(root: type[models.Model]) -> dict[type[models.Model], tuple[str, ...]]:
    """Model -> the ways from its rows to a thing of this kind, as lookups."""
    found: dict[type[models.Model], set[str]] = {root: {"pk"}}
    frontier = dict(found)
    for _ in range(DEEPEST):
        following: dict[type[models.Model], set[str]] = {}
        for model in apps.get_models(include_auto_created=True):
            ways = {way for field in keys(model) for way in ways_by(field, frontier)} if model is not root else set()
            if ways - found.get(model, set()):
                following[model] = ways
        for model, ways in following.items():
            found[model] = found.get(model, set()) | ways
        frontier = following
    return {model: tuple(sorted(ways)) for model, ways in found.items()}


def keys(model):
    return [field for field in model._meta.concrete_fields if isinstance(field, models.ForeignKey)]


def ways_by(field, frontier):
    return {f"{field.name}__{way}" for way in frontier.get(field.related_model, ())}


def belonging(thing: models.Model) -> Iterator[QuerySet]:
    """Everything that is part of a thing, kind by kind, and the thing itself."""
    for model, ways in paths(type(thing)).items():
        about = Q()
        for way in ways:
            about |= Q(**{way: thing.pk})
        rows = model._base_manager.filter(about)
        yield model._base_manager.filter(pk__in=rows.values("pk")) if len(ways) > 1 else rows


def erase(rows: QuerySet, text: str) -> int:
    """Take the text out of every column of these rows that holds words; answers how often it stood in one."""
    return sum(erased(rows, field, said) for field in words_of(rows.model) for said in spellings(text))


def words_of(model) -> list:
    """Columns of free text: codes, keys and links are none."""
    return [one for one in model._meta.concrete_fields if isinstance(one, FREE) and not one.choices and not one.unique]


FREE = (CharField, TextField, JSONField, ArrayField)


def spellings(text: str) -> list[str]:
    return list(dict.fromkeys([text, html.escape(text)]))


def erased(rows: QuerySet, field, text: str) -> int:
    if isinstance(field, JSONField | ArrayField):
        return erased_within(rows, field, text)
    clean = Replace(F(field.attname), Value(text), Value(MARK))
    kept = Left(clean, field.max_length) if field.max_length else clean
    return rows.model._base_manager.filter(pk__in=holding(rows, field, text)).update(**{field.attname: kept})


def holding(rows: QuerySet, field, text: str) -> list:
    return list(rows.filter(**{f"{field.attname}__contains": text}).values_list("pk", flat=True).distinct())


class Printed(Func):
    """An array as one text, so that it can be looked through."""

    function = "array_to_string"
    template = "%(function)s(%(expressions)s, chr(10))"
    output_field = TextField()


def erased_within(rows: QuerySet, field, text: str) -> int:
    """Lists and objects are looked through as text, and rewritten piece by piece."""
    array = isinstance(field, ArrayField)
    if array and not isinstance(field.base_field, CharField | TextField):
        return 0
    printed = Printed(F(field.attname)) if array else Cast(F(field.attname), TextField())
    looked_for = text if array else json.dumps(text, ensure_ascii=False)[1:-1]
    found = rows.annotate(printed=printed).filter(printed__contains=looked_for)
    values = dict(found.values_list("pk", field.attname))
    for pk, value in values.items():
        rows.model._base_manager.filter(pk=pk).update(**{field.attname: without(value, text)})
    return len(values)


def without(value, text: str):
    if isinstance(value, str):
        return value.replace(text, MARK)
    if isinstance(value, list):
        return [without(one, text) for one in value]
    if isinstance(value, dict):
        return {without(name, text): without(one, text) for name, one in value.items()}
    return value
