"""What a playbook says, checked before anybody keeps it (KB-13)."""

from typing import Any

from kb.sound import require_no_secret
from supportdesk.accounts.models import Team
from supportdesk.catalogue.models import Category, Component
from supportdesk.errors import Refused

from . import tree
from .models import PERIOD, PlaybookKind

LONGEST = 10_000
MOST_STEPS, MOST_ANSWERS, LONGEST_PERIOD = 60, 6, 730
LINES = {"name": 100, "trigger": 300}
TEXTS = ("prechecks", "expected", "rollback", "verification", "escalate_when")
NEEDED = {
    "name": "Give it a name.",
    "trigger": "Say when one takes it.",
    "expected": "Say what is expected in the end.",
    "rollback": "Say how to go back, or that nothing has to be taken back.",
    "escalate_when": "Say when to escalate.",
}
MODELS: dict[str, Any] = {"category": Category, "component": Component, "team": Team}
BLANK = dict.fromkeys(MODELS) | {"response": False, "period_days": PERIOD, "steps": []}


def checked(given: dict) -> dict:
    """The content in one form, or Refused at the first field that is not in order."""
    said = dict.fromkeys([*LINES, *TEXTS], "") | BLANK | given
    for name, most in LINES.items():
        said[name] = shortened(" ".join(said[name].split()), most, name)
    for name in TEXTS:
        said[name] = shortened(said[name].strip(), LONGEST, name)
        require_no_secret(said[name], field=name)
    for name, message in NEEDED.items():
        if not said[name]:
            raise Refused(message, field=name, missing=(name,))
    if said.get("kind") not in PlaybookKind.values:
        raise Refused("A checklist or a decision tree?", field="kind", missing=("kind",))
    if not 1 <= said["period_days"] <= LONGEST_PERIOD:
        raise Refused(f"From 1 to {LONGEST_PERIOD} days.", field="period_days")
    require_there(said)
    said["steps"] = steps(said["steps"])
    faults = tree.faults(said["kind"], said["steps"])
    if faults:
        raise Refused(faults[0], field="steps")
    return said


def shortened(text, most, name):
    if len(text) > most:
        raise Refused(f"That is longer than {most:,} characters.", field=name)
    return text


def require_there(said):
    for name, model in MODELS.items():
        rows = model.objects.all() if model is Team else model.objects.offered()
        if said[name] is not None and not rows.filter(pk=said[name]).exists():
            raise Refused("There is none such.", field=name)


def steps(given):
    """Each with all its parts, in one form."""
    if len(given) > MOST_STEPS:
        raise Refused(f"At most {MOST_STEPS} steps.", field="steps")
    return [step(one, number) for number, one in enumerate(given, 1)]


def step(given, number):
    texts = {name: str(given.get(name) or "").strip() for name in ("title", "body", "expected")}
    shortened(texts["title"], 200, "steps")
    for name in ("body", "expected"):
        shortened(texts[name], LONGEST, "steps")
        require_no_secret(texts[name], field="steps")
    answers = [answer(one, number) for one in given.get("answers") or ()]
    if len(answers) > MOST_ANSWERS:
        raise Refused(f"Step {number}: at most {MOST_ANSWERS} answers.", field="steps")
    return texts | {"answers": answers}


def answer(given, number):
    label, to = str(given.get("label") or "").strip(), given.get("to")
    if len(label) > 200 or not (to in tree.EXITS or type(to) is int):
        raise Refused(f"Step {number}: each answer leads to a step, to “solved” or to “escalate”.", field="steps")
    return {"label": label, "to": to}


def spoken(name, value):
    """A value of the content as one reads it, for what differs between two versions."""
    if name == "steps":
        return "\n".join(f"{number}. {line(one)}" for number, one in enumerate(value or [], 1))
    if name in MODELS and value:
        return str(MODELS[name].objects.filter(pk=value).first() or "")
    if name == "response":
        return "Yes" if value else "No"
    return dict(PlaybookKind.choices).get(value, value) if name == "kind" else value


def line(one):
    ways = "; ".join(f"{each['label']} → {each['to']}" for each in one["answers"])
    parts = [one["title"], one["body"], one["expected"] and f"Expected: {one['expected']}", ways]
    return ". ".join(part for part in parts if part)
