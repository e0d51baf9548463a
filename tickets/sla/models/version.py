"""Rows that are published once and never change: whoever was judged by one can always read it again (D4, SLA-10)."""

import json
from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from supportdesk.errors import WrongState

OWN = ("id", "key", "version", "effective_from", "reason")  # what each version says of itself


class Unchanging(models.Model):
    class Meta:
        abstract = True

    def save(self, **options):
        if not self._state.adding:
            raise WrongState(f"A published {self._meta.verbose_name} never changes: publish its next version.")
        self.full_clean()
        super().save(**{**options, "force_insert": True})

    def delete(self, *args, **options):
        raise WrongState(f"A published {self._meta.verbose_name} stays: others were judged by it.")


class VersionQuerySet(models.QuerySet):
    def in_force(self, at):
        """The version of each key that took effect last: one that was given a day begins on it, whatever was
        published meanwhile."""
        return self.filter(effective_from__lte=at).order_by("key", "-effective_from", "-version").distinct("key")


class Versions(models.Manager):
    """Reads a version by its number once per process: what never changes needs no second look.

    Each model declares its own, for Django would share one object among all heirs of an abstract model.
    """

    def __init__(self):
        super().__init__()
        self.known = {}

    def get_queryset(self):
        return VersionQuerySet(self.model, using=self._db)

    def in_force(self, at):
        return self.get_queryset().in_force(at)

    def version(self, pk):
        found = self.known.get(pk)
        if found is None:
            found = self.known[pk] = self.get(pk=pk)
        return found

    def versions(self, pks):
        """Several, in the order asked for; those not yet known are read together."""
        missing = [pk for pk in pks if pk not in self.known]
        if missing:
            self.known.update(self.in_bulk(missing))
        return [self.known[pk] for pk in pks]


class Version(Unchanging):
    key = models.SlugField(max_length=60, db_index=False)
    version = models.PositiveIntegerField(default=1)
    name = models.CharField(max_length=120)
    effective_from = models.DateTimeField()
    reason = models.CharField(max_length=500, blank=True, help_text="Why this version replaced the one before.")

    class Meta:
        abstract = True
        constraints = [models.UniqueConstraint(fields=["key", "version"], name="%(app_label)s_%(class)s_version")]

    def __str__(self):
        return f"{self.name} (version {self.version})"

    @classmethod
    def saying(cls) -> list[models.Field]:
        """The fields in which one version may differ from the one before."""
        return [field for field in cls._meta.concrete_fields if field.name not in OWN]

    def plain(self) -> dict[str, Any]:
        """What it says, as plain values."""
        said = {field.attname: getattr(self, field.attname) for field in self.saying()}
        return json.loads(json.dumps(said, cls=DjangoJSONEncoder))

    @classmethod
    def drafted(cls, content: dict[str, Any], **own) -> Self:
        """A version in memory that says this; what the content leaves out is as it is by default."""
        said = {
            field.attname: taken(field, content[field.attname]) for field in cls.saying() if field.attname in content
        }
        return cls(**said, **own)


def taken(field: models.Field, value):
    if isinstance(field, ArrayField) and isinstance(value, list):
        return [field.base_field.to_python(one) for one in value]
    return field.to_python(value)
