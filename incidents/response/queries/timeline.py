"""The lines of a timeline with their files, in one statement."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef
from django.db.models.functions import JSONObject

from supportdesk.files.models import StoredFile

from ..models import EntryFile

NAMES = ("name", "size", "scan", "discarded_at")


def lines_of(incident, most):
    """The latest first; `attached` has the number and the file of each, as much of it as its state needs."""
    told: Any = {name: F(f"file__{name}") for name in NAMES}
    files = EntryFile.objects.filter(entry=OuterRef("pk")).order_by("pk").values(said=JSONObject(pk=F("pk"), **told))
    found = incident.entries.select_related("author").annotate(read=ArraySubquery(files))
    return [with_files(one) for one in found.order_by("-at", "-pk")[:most]]


def with_files(entry):
    entry.attached = [(said.pop("pk"), StoredFile(**said)) for said in entry.read]
    return entry
