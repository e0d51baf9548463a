"""What a macro says, checked before anybody keeps it."""

from typing import Any

from kb.sound import require_no_secret
from supportdesk.accounts.languages import LANGUAGES
from supportdesk.accounts.models import Team
from supportdesk.catalogue.models import Category
from supportdesk.errors import Refused

from . import fields, render
from .models import Audience, MacroKind

LONGEST = 10_000
LIMITS = {"name": 100, "purpose": 200, "commitments": 500, "body": LONGEST}
NEEDED = {"name": "Give it a name.", "purpose": "Say what it is for.", "body": "Say what it says."}
CHOICES = {"audience": Audience.choices, "kind": MacroKind.choices, "language": LANGUAGES}
BLANK: dict = {"commitments": "", "language": "en", "category": None, "team": None, "fields": {}}


def checked(given: dict) -> dict:
    """The content in one form, or Refused at the first field that is not in order."""
    said = dict.fromkeys(LIMITS, "") | BLANK | given
    for name, most in LIMITS.items():
        said[name] = said[name].strip() if name == "body" else " ".join(said[name].split())
        if len(said[name]) > most:
            raise Refused(f"That is longer than {most:,} characters.", field=name)
    for name, message in NEEDED.items():
        if not said[name]:
            raise Refused(message, field=name, missing=(name,))
    for name, choices in CHOICES.items():
        if said.get(name) not in dict(choices):
            raise Refused("Choose one of the list.", field=name, missing=(name,))
    require_no_secret(said["body"], field="body")
    require_known_fields(said["body"])
    require_there(said)
    return said | {"fields": fields.checked(said["fields"])}


def require_known_fields(body):
    strange = render.unknown(body)
    if strange:
        raise Refused(f"There is no merge field “{strange[0]}”.", field="body")


def require_there(said):
    known: dict = {"category": Category.objects.offered(), "team": Team.objects.all()}
    for name, rows in known.items():
        if said[name] is not None and not rows.filter(pk=said[name]).exists():
            raise Refused("There is none such.", field=name)


def spoken(name, value):
    """A value of the content as one reads it, for what differs between two versions."""
    if name == "fields":
        return "; ".join(f"{label}: {said}" for label, said in fields.words(value or {}))
    if name in ("category", "team") and value:
        rows: Any = (Category if name == "category" else Team).objects
        return str(rows.filter(pk=value).first() or "")
    return dict(CHOICES.get(name, ())).get(value, value)
