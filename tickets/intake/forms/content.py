"""What a form says, checked before anybody keeps it."""

import re
from typing import Any
from urllib.parse import urlsplit

from kb.sound import require_no_secret
from supportdesk.accounts.models import Organisation
from supportdesk.catalogue.models import Category, Component, Queue, Tag, TicketType
from supportdesk.configuration.values import value
from supportdesk.errors import Refused
from tickets.desk import surroundings

from . import schema
from .configured import FORBIDDEN

KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
MOST_QUESTIONS, MOST_CHOICES, MOST_ORIGINS, MOST_DAYS = 40, 200, 10, 3650
LIMITS = {"name": 100, "intro": 300, "title": 200}
BLANK: dict = {"intro": "", "title": "", "queue": None, "organisation": None, "files": True, "embed_on": []}
QUESTION: dict = {
    "help": "", "required": False, "lands": "", "personal": "none", "keep_days": None, "choices": [], "when": None,
}  # fmt: skip
WORDS = {"label": 200, "purpose": 300, "help": 300}


def checked(given: dict) -> dict:
    """The content in one form, or Refused at the first field that is not in order."""
    said = dict.fromkeys(LIMITS, "") | BLANK | given
    for name, most in LIMITS.items():
        said[name] = line(said[name], name, most)
    if not said["name"]:
        raise Refused("Give it a name.", field="name", missing=("name",))
    require_there(said)
    said["embed_on"] = [origin(one) for one in said["embed_on"]]
    if len(said["embed_on"]) > MOST_ORIGINS:
        raise Refused(f"At most {MOST_ORIGINS} addresses.", field="embed_on")
    if not 0 < len(said["questions"]) <= MOST_QUESTIONS:
        raise Refused(f"A form has 1 to {MOST_QUESTIONS} questions.", field="questions")
    above: dict[str, dict] = {}
    for one in said["questions"]:
        whole = checked_question(one, above)
        above[whole["key"]] = whole
    said["questions"] = list(above.values())
    require_a_ticket(said)
    return said


def line(text, field, most):
    said = " ".join(text.split())
    if len(said) > most:
        raise Refused(f"That is longer than {most} characters.", field=field)
    require_no_secret(said, field=field)
    return said


def require_there(said):
    known: dict = {
        "type": TicketType.objects.offered(),
        "queue": Queue.objects.offered(),
        "organisation": Organisation.objects.all(),
    }
    for name, rows in known.items():
        if said.get(name) is None and name != "type":
            continue
        if not rows.filter(pk=said.get(name)).exists():
            raise Refused("There is none such.", field=name)
    queue = Queue.objects.filter(pk=said["queue"]).first() if said["queue"] else None
    if queue and queue.organisation_id not in (None, said["organisation"]):
        raise Refused(f"“{queue}” serves one organisation; the form would be for others too.", field="queue")


def origin(text):
    """Where the form may stand in somebody else's page: a scheme and a host, nothing after it."""
    try:
        parts = urlsplit(text.strip())
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        raise Refused("Give addresses as https://www.example.org.", field="embed_on") from None
    host = parts.hostname or ""
    if parts.scheme != "https" or not re.fullmatch(r"[a-z0-9.-]{1,253}", host) or parts.path not in ("", "/"):
        raise Refused("Give addresses as https://www.example.org.", field="embed_on")
    return f"https://{host}{port}"


def checked_question(given: dict, above: dict) -> dict:
    """One question; `above` holds those before it, for only they may decide whether it is asked."""
    said: dict[str, Any] = QUESTION | given
    where = said.get("label") or said.get("key") or "without a name"
    for name, most in WORDS.items():
        said[name] = line(said.get(name) or "", "questions", most)
    if not KEY.fullmatch(said.get("key") or "") or said["key"] in above:
        raise wrong(where, "give it a key of its own: small letters, digits and underscores")
    if not said["label"]:
        raise wrong(where, "say what is asked")
    if not said["purpose"]:
        raise wrong(where, "say what the answer is needed for")
    if said["kind"] not in schema.KINDS or said["lands"] not in schema.LANDS:
        raise wrong(where, "choose a kind, and where the answer goes, of the lists")
    require_allowed(where, said)
    said["choices"] = checked_choices(where, said)
    said["when"] = checked_condition(where, said["when"], above)
    require_landing(where, said)
    if said["keep_days"] is not None and not 1 <= said["keep_days"] <= MOST_DAYS:
        raise wrong(where, f"an answer is kept 1 to {MOST_DAYS} days, or as long as the ticket")
    return {name: said[name] for name in ("key", "label", "kind", "purpose", *QUESTION)}


def wrong(where, what):
    return Refused(f"Question “{where}”: {what}.", field="questions")


def require_allowed(where, said):
    if said["personal"] not in schema.PERSONAL:
        raise wrong(where, "choose what it lays bare of a person of the list")
    if said["personal"] in value(FORBIDDEN):
        what = schema.PERSONAL[said["personal"]]
        raise wrong(where, f"no form may ask for that here ({what[0].lower()}{what[1:]})")


def checked_choices(where, said):
    if said["kind"] not in schema.CHOOSING:
        return []
    made = {}
    for one in said["choices"]:
        key, label = " ".join(one["value"].split()), line(one["label"], "questions", 200)
        if not key or not label or key in made or len(key) > 100:
            raise wrong(where, "each choice has words, and a value of its own")
        made[key] = label
    if not 0 < len(made) <= MOST_CHOICES:
        raise wrong(where, f"give 1 to {MOST_CHOICES} choices")
    return [{"value": key, "label": label} for key, label in made.items()]


def checked_condition(where, when, above):
    if not when:
        return None
    decides = above.get(when["question"])
    if decides is None or decides["kind"] not in schema.DECIDING:
        raise wrong(where, "a condition looks at a question above it that is answered by choosing")
    known = schema.question(decides).named
    if not when["is"] or any(one not in known for one in when["is"]):
        raise wrong(where, "a condition names answers that one can choose")
    return {"question": when["question"], "is": list(dict.fromkeys(when["is"]))}


def require_landing(where, said):
    lands, kinds = said["lands"], schema.FITS.get(said["lands"])
    if lands.startswith(schema.IDENTIFIER):
        kinds = ("text",)
    if kinds and said["kind"] not in kinds:
        raise wrong(where, f"what goes there is of the kind “{schema.KINDS[kinds[0]].lower()}”")
    if lands and said["keep_days"] is not None:
        raise wrong(where, "what goes into the ticket is kept as long as the ticket")
    values = {one["value"] for one in said["choices"]}
    known: dict = {
        "category": (Category.objects.offered(), "key"),
        "component": (Component.objects.offered(), "key"),
        "tags": (Tag.objects.offered(), "name"),
    }
    if lands in known:
        rows, column = known[lands]
        there = set(rows.filter(**{f"{column}__in": values}).values_list(column, flat=True))
        if missing := sorted(values - there):
            raise wrong(where, f"“{missing[0]}” is none that tickets can have")
    part = lands.removeprefix(schema.SURROUNDINGS)
    if lands.startswith(schema.SURROUNDINGS) and not values <= set(surroundings.CHOICES.get(part, values)):
        raise wrong(where, f"the values are {', '.join(surroundings.CHOICES[part])}")
    if lands in ("impact", "urgency") and not values <= {"1", "2", "3"}:
        raise wrong(where, "the values are 1 (high), 2 and 3 (low)")


def require_a_ticket(said):
    """Whatever else is asked, a ticket comes of it: with a subject and a description."""
    lands = [one["lands"] for one in said["questions"] if one["lands"] and one["lands"] != "tags"]
    twice = next((one for one in lands if lands.count(one) > 1 and not one.startswith(schema.IDENTIFIER)), None)
    if twice:
        raise Refused(f"Two questions go into the field “{schema.LANDS[twice]}”.", field="questions")
    always = {one["lands"] for one in said["questions"] if one["required"] and not one["when"]}
    if "title" not in always and not said["title"]:
        raise Refused("Give the subject, or a question that always asks for it.", field="title", missing=("title",))
    if "body" not in always:
        raise Refused("One question has to ask for the description, always.", field="questions")
