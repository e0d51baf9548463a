"""Who of a queue's team gets a ticket (D8). Pure: candidates and what is wanted in, the person and the reason out."""

from dataclasses import dataclass, field

ROUND_ROBIN, LEAST_LOAD, SKILLS = "round_robin", "least_load", "skills"


@dataclass(frozen=True)
class Candidate:
    """`share` in per cent of a full place; `limit` of tickets at once, if there is any."""

    pk: int
    name: str
    away: bool = False
    working: bool = True
    sees: bool = True
    load: int = 0
    share: int = 100
    held: int = 0
    limit: int | None = None
    skills: frozenset[str] = frozenset()

    @property
    def weight(self):
        return self.load * 100 / self.share


@dataclass(frozen=True)
class Wanted:
    """`last`: who got the ticket before this one."""

    strategy: str
    skills: frozenset[str] = frozenset()
    last: int | None = None


@dataclass(frozen=True)
class Line:
    """What is said of one candidate."""

    pk: int
    name: str
    chosen: bool
    word: str


@dataclass(frozen=True)
class Choice:
    person: int | None
    why: str
    lines: tuple[Line, ...] = field(default=())


def choose(candidates, wanted: Wanted) -> Choice:
    """The person and why, with a word about each candidate; nobody when nobody can take it."""
    lacks = {one.pk: obstacle(one, wanted) for one in candidates}
    free = [one for one in candidates if not lacks[one.pk]]
    chosen = min(free, key=lambda one: (weight(one, wanted), turn(one, wanted)), default=None)
    lines = tuple(
        Line(one.pk, one.name, one is chosen, lacks[one.pk] or word(one, chosen, wanted))
        for one in sorted(candidates, key=lambda one: (one.name, one.pk))
    )
    if chosen is None:
        return Choice(None, "Nobody of the team can take it now.", lines)
    return Choice(chosen.pk, f"{chosen.name} {reason(chosen, wanted)}.", lines)


def obstacle(one, wanted) -> str:
    """Why this one cannot have it, or nothing."""
    missing = sorted(wanted.skills - one.skills) if wanted.strategy == SKILLS else []
    if one.away:
        return "is away"
    if not one.working:
        return "does not work at this hour"
    if not one.sees:
        return "cannot see this ticket"
    if one.limit is not None and one.held >= one.limit:
        return f"has {one.held} tickets, the limit is {one.limit}"
    return f"lacks the skill {' and '.join(missing)}" if missing else ""


def weight(one, wanted):
    return 0 if wanted.strategy == ROUND_ROBIN else one.weight


def turn(one, wanted):
    """Whose turn comes first: those after the last one, then from the beginning."""
    return wanted.last is not None and one.pk <= wanted.last, one.pk


def reason(one, wanted):
    if wanted.strategy == ROUND_ROBIN:
        return "is next in turn"
    load = f"has the least to do: {burden(one)}"
    if wanted.strategy == SKILLS and wanted.skills:
        return f"knows {' and '.join(sorted(wanted.skills))} and {load}"
    return load


def word(one, chosen, wanted):
    if one is chosen:
        return reason(one, wanted)
    return "comes later in turn" if wanted.strategy == ROUND_ROBIN else f"has more to do or comes later: {burden(one)}"


def burden(one):
    return f"{one.load} open" + (f" at {one.share} % of a place" if one.share != 100 else "")
