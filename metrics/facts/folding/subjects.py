"""Which things have facts, which of their events count, and who folds them."""

from collections.abc import Callable, Set
from typing import NamedTuple

from . import causes, incidents, knowledge, tickets


class Subject(NamedTuple):
    kinds: Set[str]
    fold: Callable


SUBJECTS: dict[str, Subject] = {
    "ticket": Subject(tickets.KINDS, tickets.fold),
    "incident": Subject(incidents.KINDS, incidents.fold),
    "problem": Subject(causes.KINDS, causes.fold),
    "article": Subject(knowledge.ARTICLES, knowledge.articles),
    "macro": Subject({knowledge.Macro.PUBLISHED}, knowledge.approved),
    "playbook": Subject({knowledge.Playbook.PUBLISHED}, knowledge.approved),
}
