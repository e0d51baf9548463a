"""The environment of our own pages: what every template may use besides its context."""

import json
import re
import zlib
from datetime import datetime
from functools import cache
from itertools import groupby

from django.conf import settings
from django.contrib import messages
from django.db.models import QuerySet
from django.forms import CheckboxSelectMultiple, RadioSelect
from django.templatetags.static import static
from django.urls import reverse
from django_vite.core.asset_loader import DjangoViteAssetLoader
from jinja2 import Environment, StrictUndefined, pass_context
from markupsafe import Markup

from supportdesk import oidc, times
from supportdesk.accounts import hotkeys as keys
from supportdesk.markdown import markdown

INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")
STYLESHEET = re.compile(r'<link[^>]*rel="stylesheet"[^>]*>')
THEMES = ("system", "light", "dark")
DENSITIES = ("comfortable", "compact")
FONT = "../node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2"


def environment(**options) -> Environment:
    strict = {"autoescape": True, "undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    made = Environment(**options | strict)  # noqa: S701 (the line above)
    made.globals |= {
        "static": static,
        "url": address,
        "vite": vite,
        "styles": styles,
        "font": font,
        "can": can,
        "key": key,
        "shortcuts": shortcuts,
        "own_keys": own_keys,
    }
    made.filters |= {
        "markdown": markdown,
        "span": times.span,
        "worked": times.worked,
        "ago": times.ago,
        "since": times.since,
        "instant": times.instant,
        "shortday": times.shortday,
        "shortinstant": times.shortinstant,
        "initials": initials,
        "forename": forename,
        "hue": hue,
        "widget": widget,
        "several": several,
        "options": options_of,
        "spoken": spoken,
        "strokes": keys.shown,
        "aria_keys": keys.aria,
    }
    return made


def address(name, *args, **kwargs):
    return reverse(name, args=args, kwargs=kwargs)


@cache
def vite(entry="main.ts"):
    tags = DjangoViteAssetLoader.instance().generate_vite_asset(entry)
    return Markup(tags)  # noqa: S704 (made from the manifest of our own build)


@cache
def styles():
    """Our styles without our script: for pages that anybody reads and nobody works on."""
    return Markup("".join(STYLESHEET.findall(vite())))  # noqa: S704 (a part of the line above)


@cache
def font():
    return DjangoViteAssetLoader.instance().generate_vite_asset_url(FONT)


def several(bound):
    """Whether a field is a set of boxes or of buttons, and of which kind."""
    kinds = {CheckboxSelectMultiple: "checkbox", RadioSelect: "radio"}
    return kinds.get(type(bound.field.widget))


def options_of(bound):
    """Value, label, chosen."""
    given = bound.value()
    several_given = given if isinstance(given, (list, tuple, QuerySet)) else [given]
    chosen = {str(getattr(one, "pk", one)) for one in several_given}
    return [(value, label, str(value) in chosen) for value, label in bound.field.choices]


def spoken(value):
    """An old or new value of the history: instants as instants, names without underscores."""
    if value is None or value == "":
        return "nothing"
    text = str(value)
    if INSTANT.match(text):
        return times.shortinstant(datetime.fromisoformat(text))
    return text.replace("_", " ")


@pass_context
def can(context, action, thing):
    """Whether the reader may: the view says by whose rules (`rules` in the context, a policy module's `can`)."""
    return context["rules"](context["actor"], action, thing)


@pass_context
def key(context, command):
    """The reader's own keys for a command; empty for none."""
    return keys.keys_of(context.get("person"))[command]


@pass_context
def shortcuts(context):
    """What the sheet shows: groups of commands, each with the reader's own keys."""
    person = context["person"]
    own = keys.keys_of(person)
    said = [one for one in keys.offered(person) if own[one.name]]
    return [(name, [(one.label, own[one.name]) for one in some]) for name, some in groupby(said, lambda one: one.group)]


@pass_context
def own_keys(context):
    """For the script: command -> keys."""
    return json.dumps({name: said for name, said in keys.keys_of(context["person"]).items() if said})


def initials(name):
    words = [word for word in name.replace("@", " ").split() if word[0].isalnum()]
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper() or "?"


def forename(name):
    return next(iter(name.split()), "them")


def hue(name):
    return zlib.crc32(name.encode()) % 8


def widget(bound, attrs):
    """A form's field in our own clothes: class, description and error announced together."""
    kinds = {"select": "select", "textarea": "textarea", "checkbox": "checkbox checkbox-sm"}
    name = bound.field.widget.input_type if hasattr(bound.field.widget, "input_type") else "textarea"
    more = {"class": kinds.get(name, "input"), **attrs}
    if bound.errors:
        more |= {"aria-invalid": "true", "aria-describedby": f"{bound.id_for_label}-error-1"}
    return bound.as_widget(attrs=more)


def frame(request):
    """What the frame around every page needs. No SQL: a page's statements are its own."""
    theme, density = request.COOKIES.get("theme"), request.COOKIES.get("density")
    return {
        "person": getattr(request, "user", None),
        "theme": theme if theme in THEMES else "system",
        "density": density if density in DENSITIES else "comfortable",
        "rail": "icons" if request.COOKIES.get("rail") == "icons" else "wide",
        "timeline": "oldest" if request.COOKIES.get("timeline") == "oldest" else "newest",
        "messages": messages.get_messages(request),
        "sign_in_with": oidc.name_of(settings.SOCIALACCOUNT_PROVIDERS),
    }


@cache
def release():
    """Changes with every build, so that nobody keeps a fragment of an older one."""
    return f"{zlib.crc32(str(vite()).encode()):08x}"
