"""Policies and their drafts as people look at them: in order, in words, with what differs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, pairwise

from . import choose
from .difference import changes
from .example import ordered
from .models import Draft, Goal, Policy
from .queries import policies_in_force


@dataclass(frozen=True)
class Line:
    """A policy in the list: what it asks, what it promises, and what is under way about it."""

    policy: Policy
    promises: tuple[tuple[str, str], ...]
    coming: Policy | None
    draft: Draft | None
    first: bool
    last: bool


def listed(at: datetime) -> list[tuple[int, list[Line]]]:
    """In the order in which they go: groups of those that ask for as much, the most demanding first."""
    policies = sorted(policies_in_force(at), key=choose.order)
    coming = {one.key: one for one in Policy.objects.filter(effective_from__gt=at).order_by("-effective_from")}
    drafts = {one.key: one for one in Draft.objects.filter(what="policy").open()}
    groups = groupby(policies, key=lambda policy: len(choose.conditions(policy)))
    return [(asked, lines(list(several), coming, drafts)) for asked, several in groups]


def lines(policies: Sequence[Policy], coming, drafts) -> list[Line]:
    end = len(policies) - 1
    return [
        Line(one, promises(one), coming.get(one.key), drafts.get(one.key), place == 0, place == end)
        for place, one in enumerate(policies)
    ]


def promises(policy: Policy) -> tuple[tuple[str, str], ...]:
    return tuple((Goal(target.goal).words, target.words) for target in ordered(policy))


def history(key: str) -> list[tuple[Policy, dict[str, list[str]]]]:
    """Every version of a policy with what it changed, the latest first."""
    versions = list(Policy.objects.filter(key=key).order_by("version"))
    told = [(one, changes(None, one)) for one in versions[:1]]
    return [*told, *((after, changes(before, after)) for before, after in pairwise(versions))][::-1]


def beside(policy: Policy, at: datetime) -> list[Policy]:
    """The policies to choose from if this one were in force."""
    others = [one for one in policies_in_force(at) if one.key != policy.key]
    return others if policy.withdrawn else [*others, policy]


def place_beyond(policy: Policy, *, up: bool, at: datetime) -> int | None:
    """The position that takes it past its neighbour among those that ask for as much: half way to the one beyond.
    Nothing without a neighbour or without room."""
    asked = len(choose.conditions(policy))
    peers = [one for one in policies_in_force(at) if len(choose.conditions(one)) == asked]
    peers.sort(key=choose.order, reverse=not up)
    keys = [one.key for one in peers]
    place = keys.index(policy.key) if policy.key in keys else 0
    if place == 0:
        return None
    past = peers[place - 1].position
    beyond = peers[place - 2].position if place > 1 else past + (-20 if up else 20)
    wanted = (past + beyond) // 2 if up else -((past + beyond) // -2)
    between = max(0, beyond) <= wanted < past if up else past < wanted <= beyond
    return wanted if between and wanted != (beyond if place > 1 else None) else None
