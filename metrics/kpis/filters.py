"""Which part of the desk a figure is about. The names are those of the address and of the parameters of REST."""

from dataclasses import asdict, dataclass, replace

from django.db.models import Q

from supportdesk.catalogue.channels import Channel
from supportdesk.catalogue.models import Queue
from supportdesk.errors import Refused
from supportdesk.numbers import whole

from .spread import WORDS

NUMBERS = ("queue", "team", "category", "type", "priority", "organisation", "region", "person", "component")
UNSAID = {True: 0, False: "none"}  # what an address says of those that nobody has said
COLUMNS = {
    "queue": "queue_id",
    "category": "category_id",
    "type": "type_id",
    "priority": "priority",
    "channel": "channel",
    "tier": "tier",
    "organisation": "organisation_id",
    "region": "region_id",
    "person": "person_id",
    "component": "component_id",
}


@dataclass(frozen=True)
class Filters:
    queue: int | None = None
    team: int | None = None
    category: int | None = None
    type: int | None = None
    priority: int | None = None
    channel: str | None = None
    tier: str | None = None
    organisation: int | None = None
    region: int | None = None
    person: int | None = None
    component: int | None = None
    took: int | None = None  # a band of `spread`

    @classmethod
    def read(cls, given) -> "Filters":
        """From the parameters of an address. What is malformed is refused by name; what is empty asks nothing."""
        return cls(**{name: read(name, given.get(name)) for name in cls.__dataclass_fields__ if given.get(name)})

    def query(self) -> dict[str, str]:
        return {name: str(value) for name, value in asdict(self).items() if value is not None}

    def without(self, name) -> "Filters":
        return replace(self, **{name: None})

    def put(self, name, value) -> "Filters":
        return replace(self, **{name: value})

    def condition(self, *, person="person_id") -> Q:
        """On facts or stays; a team's work is that of its queues. How long a thing took is asked where it is known what
        is measured (`selecting`)."""
        wanted = {name: value for name, value in asdict(self).items() if value is not None}
        team, _ = wanted.pop("team", None), wanted.pop("took", None)
        found = Q(queue_id__in=Queue.objects.filter(team=team or None).values("pk")) if team is not None else Q()
        columns = COLUMNS | {"person": person}
        for name, value in wanted.items():
            unsaid = {f"{columns[name]}__isnull": True} if name in NUMBERS else {columns[name]: ""}
            found &= Q(**(unsaid if value == UNSAID[name in NUMBERS] else {columns[name]: value}))
        return found


EVERYTHING = Filters()


def read(name, text):
    if name in NUMBERS or name == "took":
        value = whole(text)
        if value is None or (name == "took" and value not in WORDS):
            raise Refused(f"A {name} is named by its number.", field=name)
        return value
    if (name == "channel" and text not in Channel.values) or len(text) > 20 or not text.isprintable():
        raise Refused(f"There is no such {name}.", field=name)
    return text
