"""The arguments of an operation as plain values and back: rows by model and number, instants by their text."""

from datetime import datetime

from django.apps import apps
from django.db.models import Model


def packed(value):
    if isinstance(value, Model):
        return {"row": value._meta.label_lower, "pk": value.pk}
    if isinstance(value, datetime):
        return {"at": value.isoformat()}
    if isinstance(value, dict):
        return {name: packed(one) for name, one in value.items()}
    if isinstance(value, str | int | bool | None):
        return value
    return [packed(one) for one in value]


def unpacked(value):
    if isinstance(value, list):
        return [unpacked(one) for one in value]
    if not isinstance(value, dict):
        return value
    if "row" in value:
        return apps.get_model(value["row"])._base_manager.get(pk=value["pk"])
    if "at" in value:
        return datetime.fromisoformat(value["at"])
    return {name: unpacked(one) for name, one in value.items()}
