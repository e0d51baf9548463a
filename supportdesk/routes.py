"""Every address the desk answers at, read from the resolver."""

import inspect
from collections.abc import Callable, Iterator
from typing import NamedTuple

from django.urls import URLPattern, URLResolver, get_resolver

ANY = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"]


class Route(NamedTuple):
    path: str
    name: str
    methods: list[str]
    view: str
    anonymous: bool


def routes() -> Iterator[Route]:
    for path, pattern in walk(get_resolver(), "/"):
        view = pattern.callback
        yield Route(path, pattern.name or "", methods(view), dotted(view), not getattr(view, "login_required", True))


def walk(resolver: URLResolver, prefix: str) -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        path = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from walk(entry, path)
        else:
            yield path, entry


def methods(view: Callable) -> list[str]:
    """What a class has methods for; what `require_http_methods` lets through to a function; else everything."""
    owner = getattr(view, "cls", None) or getattr(view, "view_class", None)
    if owner:
        return sorted(name.upper() for name in owner.http_method_names if hasattr(owner, name) and name != "options")
    for layer in layers(view):
        allowed = inspect.getclosurevars(layer).nonlocals.get("request_method_list")
        if allowed:
            return sorted(allowed)
    return ANY


def layers(view: Callable) -> Iterator[Callable]:
    """The decorated function, then what each decorator hides."""
    yield view
    if hasattr(view, "__wrapped__"):
        yield from layers(view.__wrapped__)


def dotted(view: Callable) -> str:
    owner = getattr(view, "cls", None) or getattr(view, "view_class", None) or inspect.unwrap(view)
    return f"{owner.__module__}.{getattr(owner, '__qualname__', type(owner).__qualname__)}"
