"""What of the desk's own rules can be set: how long one may reopen, when silence closes, which waits hold a clock, and
which fields the gates ask for. Whoever asks names the instant."""

from collections.abc import Mapping

from supportdesk.configuration.definitions import Definition, line, number, some_of
from supportdesk.configuration.values import value

from . import gate
from .silence import REOPEN_DAYS, WORKING_DAYS
from .states import PAUSING, WAITING, Status


def wrong_fields(allowed, always):
    """What is wrong with `{type: [field, …]}`; the type "" stands for all that are not named."""

    def wrong(given):
        if not isinstance(given, dict) or not all(isinstance(names, list) for names in given.values()):
            return "Give a list of fields for each type."
        if any(name not in allowed for names in given.values() for name in names):
            return f"The fields are {', '.join(allowed)}."
        lacking = [name for names in given.values() for name in always if name not in names]
        return f"{gate.words((lacking[0],))} is always needed." if lacking else ""

    return wrong


def wrong_labels(given):
    """A status keeps what it means; only its name is the desk's to choose, and no two have one name."""
    if not isinstance(given, dict) or set(given) != set(Status.values):
        return "Give a name for each status."
    names = [name.strip().lower() if isinstance(name, str) else "" for name in given.values()]
    if not all(name and len(name) <= 40 and name.isprintable() for name in names):
        return "A name is one line of at most 40 characters."
    return "" if len(set(names)) == len(names) else "Two statuses cannot have one name."


DEFINITIONS = (
    Definition(
        "reopen_days",
        "Days in which a requester may reopen",
        REOPEN_DAYS,
        number(0, 365),
        "After its end. Later, what they write opens a follow-up.",
    ),
    Definition(
        "silence_days",
        "Working days of silence after which what is resolved closes",
        WORKING_DAYS,
        number(1, 90),
    ),
    Definition(
        "pausing",
        "Waits that hold the clocks",
        [status.value for status in PAUSING],
        some_of(*WAITING),
        "Waiting for a colleague is the desk's own delay.",
        choices=tuple((status, Status(status).label) for status in WAITING),
    ),
    Definition(
        "oldest_version",
        "Oldest version of the product that is supported",
        "0",
        line(60),
        "A ticket about an older one says so.",
        later=True,
    ),
    Definition("status_labels", "Names of the statuses", dict(Status.choices), wrong_labels, group="workflow"),
    Definition(
        "triage_fields",
        "Fields that triage asks for",
        {"": list(gate.TRIAGE)} | {key: list(names) for key, names in gate.TRIAGE_BY_TYPE.items()},
        wrong_fields((*gate.TRIAGE, *gate.BESIDE), gate.ALWAYS_AT_TRIAGE),
        group="workflow",
    ),
    Definition(
        "resolution_fields",
        "Parts of a resolution",
        {"": list(gate.RESOLUTION)} | {key: list(names) for key, names in gate.RESOLUTION_BY_TYPE.items()},
        wrong_fields(gate.RESOLUTION, gate.ALWAYS_AT_RESOLUTION),
        group="workflow",
    ),
)


class StatusLabels(Mapping):
    """Each status under the name that the desk gave it, as of the moment of looking."""

    def __getitem__(self, status):
        return status_label(status) if status in Status.values else {}[status]

    def __iter__(self):
        return iter(Status.values)

    def __len__(self):
        return len(Status)


def status_label(status):
    return value("status_labels")[Status(status).value]


def reopen_days(at=None):
    return value("reopen_days", at)


def silence_days(at=None):
    return value("silence_days", at)


def pausing(at=None):
    return value("pausing", at)


def oldest_version():
    return value("oldest_version")


def triage_fields(type_key, at=None):
    return gate.fields(value("triage_fields", at), type_key)


def resolution_fields(type_key, at=None):
    return gate.fields(value("resolution_fields", at), type_key)
