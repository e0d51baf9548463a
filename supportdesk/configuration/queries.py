"""What holds now, and whose word it is."""

from dataclasses import dataclass
from typing import Any

from supportdesk.configuration.definitions import Definition, known
from supportdesk.configuration.models import Setting


@dataclass(frozen=True)
class Held:
    definition: Definition
    value: Any
    setting: Setting | None


def held(now, group=None):
    """Every definition with its present value, in the order of their naming."""
    latest = {}
    for row in Setting.objects.filter(effective_from__lte=now).select_related("confirmed_by"):
        latest[row.key] = row
    return [
        Held(one, latest[one.key].value if one.key in latest else one.default, latest.get(one.key))
        for one in known().values()
        if group in (None, one.group)
    ]
