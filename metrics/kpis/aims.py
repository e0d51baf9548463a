"""Targets that hold: examples of the definitions until somebody confirms others, each from an instant on, and closer
ones for a queue, a category, a tier, a role or a stage of ramping up (MET-11)."""

import re
from dataclasses import replace
from typing import NamedTuple

from supportdesk.accounts.models import Organisation, Person, RampStage, Role
from supportdesk.configuration.definitions import Definition
from supportdesk.configuration.values import changes, value

from .kpi import Shape, Target
from .registry import KPIS

NEAREST = ("stage", "role", "category", "queue", "tier")  # of several that fit the first one holds
LONGEST = 500
PART = re.compile(
    rf"(?:({'|'.join(NEAREST)}) ([\w-]+): )?"
    r"(?:at least (\d+(?:\.\d+)?)|at most (\d+(?:\.\d+)?)|(\d+(?:\.\d+)?) to (\d+(?:\.\d+)?)|(falling|rising))"
)
FORM = (
    "Write “at least 85”, “at most 8”, “5 to 25”, “falling” or “rising”; closer ones after a semicolon: "
    "“at least 85; stage first_30_days: at least 80; queue 3: at most 4”."
)
KNOWN = {"stage": RampStage.values, "role": Role.values, "tier": Organisation.Tier.values}
UNITS = {Shape.SHARE: " %", Shape.SNAPSHOT: " %", Shape.DURATION: " seconds", Shape.MEAN: " points", Shape.COUNT: ""}


class Part(NamedTuple):
    """`about` and `key` say for what it holds; neither: for whatever has no closer one."""

    about: str
    key: str
    words: str
    least: float | None
    most: float | None
    trend: str


def key_of(kpi) -> str:
    return f"target_{kpi.id}"


def wrong(text) -> str:
    """What is wrong with a text, in words, or nothing."""
    if not isinstance(text, str) or len(text) > LONGEST:
        return f"Give a text of at most {LONGEST} characters."
    try:
        parts = read(text)
    except ValueError as error:
        return str(error)
    return "" if len({part[:2] for part in parts}) == len(parts) else "Each of them has one target only."


def read(text) -> list[Part]:
    return [part(piece.strip()) for piece in text.split(";") if piece.strip()]


def part(text) -> Part:
    found = PART.fullmatch(text)
    if not found:
        raise ValueError(f"“{text}” is no target. {FORM}")
    about, key, least, most, low, high, trend = found.groups()
    if about and not (key in KNOWN[about] if about in KNOWN else key.isdecimal()):
        raise ValueError(f"There is no {about} “{key}”. Queues and categories are named by their number.")
    least, most = (None if one is None else float(one) for one in (least or low, most or high))
    if least is not None and most is not None and least > most:
        raise ValueError(f"“{text}” has nothing in it.")
    return Part(about or "", key or "", text.partition(": ")[2] or text, least, most, trend or "")


def example(kpi) -> str:
    """The target of the definition, as it would be written."""
    for one in kpi.targets[:1]:
        if None not in (one.least, one.most):
            return f"{one.least:g} to {one.most:g}"
        return f"at least {one.least:g}" if one.least is not None else f"at most {one.most:g}"
    return ""


def said(kpi, at) -> str:
    """What holds, as it is written; what is still the definition's, in its words."""
    written = value(key_of(kpi), at)
    return kpi.targets[0].words if kpi.targets and written == example(kpi) else written


def target(kpi, at, about) -> Target | None:
    """What held at that instant for this part of the desk: `about` says which queue, which tier and so on."""
    said = value(key_of(kpi), at)
    parts = {(one.about, one.key): one for one in read(said)}
    near = [(name, str(key)) for name in NEAREST for key in about.get(name, ())]
    found = next((parts[place] for place in (*near, ("", "")) if place in parts), None)
    first = kpi.targets[0] if kpi.targets else Target("")
    if found is None:
        return None
    if said == example(kpi):
        return first
    unit = " %" if first.of == "share" else UNITS[kpi.shape]
    words = f"{found.words}{'' if found.trend else unit}"
    return replace(first, words=words, least=found.least, most=found.most, trend=found.trend)


def around(viewer, filters) -> dict[str, tuple]:
    """What the filters say of the part of the desk; of a person their roles and stage."""
    names = {name: (key,) for name, key in filters.query().items() if name in NEAREST}
    if filters.person is None:
        return names
    person = viewer if viewer.pk == filters.person else Person.objects.filter(pk=filters.person).first()
    return names | ({"stage": (person.ramp_stage,), "role": tuple(person.roles)} if person else {})


def changed(kpi):
    """Instants from which another target holds, with its words."""
    return [(since, said or "none") for since, said in changes(key_of(kpi))]


DEFINITIONS = tuple(
    Definition(
        key_of(kpi), f"{kpi.id} {kpi.name}", example(kpi), wrong, FORM, "targets", later=True, right="set_target"
    )
    for kpi in KPIS.values()
)
