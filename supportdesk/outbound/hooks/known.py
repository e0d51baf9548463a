"""Which kinds of events there are, and whether somebody may subscribe to what they name."""

from collections.abc import Iterable
from functools import cache
from importlib import import_module

from django.apps import apps
from django.utils.module_loading import module_has_submodule

OWN = "webhook."
EVERYTHING = "*"
MOST = 100


@cache
def kinds() -> tuple[str, ...]:
    """Every kind that any app records, but for those of webhooks themselves."""
    found = [app.name for app in apps.get_app_configs() if module_has_submodule(app.module, "kinds")]
    named = [str(kind) for name in found for kind in getattr(import_module(f"{name}.kinds"), "Kind", ())]
    return tuple(sorted(kind for kind in named if not kind.startswith(OWN)))


@cache
def areas() -> tuple[str, ...]:
    return tuple(sorted({f"{kind.partition('.')[0]}.*" for kind in kinds()}))


def wrong(named: Iterable[str]) -> str:
    """What is wrong with a list of kinds, or nothing."""
    given = list(named)
    if not given or len(given) > MOST:
        return f"Name 1 to {MOST} events, such as ticket.replied, ticket.* or *."
    unknown = [one for one in given if one not in (EVERYTHING, *areas(), *kinds())]
    return (
        f"There is no event “{unknown[0][:60]}”. Name one such as ticket.replied, an area such as ticket.*, or *."
        if unknown
        else ""
    )
