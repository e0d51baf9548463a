"""The cases behind a figure, as a page lists them: each with what it is, where it stands, and the event that put it
there (MET-12)."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.urls import reverse

from incidents.problems.models import Problem
from incidents.response.models import Incident
from kb.articles.models import Article
from kb.macros.models import Macro
from kb.playbooks.models import Playbook
from tickets.desk.models import Ticket
from tickets.escalations.models import Escalation

from .kpi import Shape
from .promised import Terms, terms
from .words import shown

KINDS: dict[str, Any] = {
    "ticket": Ticket,
    "incident": Incident,
    "problem": Problem,
    "article": Article,
    "escalation": Escalation,
}
KINDS |= {"macro": Macro, "playbook": Playbook}


NO_TERMS = Terms()


@dataclass(frozen=True)
class Case:
    """One row of a list: `fact` is what was counted. What it was about may be gone; then there is its number alone."""

    fact: Any
    kind: str
    pk: int
    thing: Any
    measured: str
    counts: str
    terms: Terms = NO_TERMS

    @property
    def at(self):
        """What is open counts since it was opened; anything else from its event on."""
        return getattr(self.fact, "at", None) or self.fact.opened_at

    @property
    def name(self) -> str:
        return getattr(self.thing, "reference", f"{self.kind} {self.pk}")

    @property
    def title(self) -> str:
        return getattr(self.thing, "title", "")

    @property
    def address(self) -> str:
        return reverse(self.kind, args=[self.pk]) if self.thing else ""


def cases(facts, shape, scale, viewer) -> list[Case]:
    """One statement for each kind of thing, two for promises. What stands in `facts` is the reader's to see already."""
    named = [(fact, *thing_of(fact)) for fact in facts]
    found = {
        kind: model.objects.in_bulk({pk for _, one, pk in named if one == kind})
        for kind, model in KINDS.items()
        if any(one == kind for _, one, _ in named)
    }
    said = terms(facts, viewer)
    return [
        Case(
            fact,
            kind,
            pk,
            found.get(kind, {}).get(pk),
            measured(fact, shape, scale),
            counts_as(fact, shape),
            said.get(fact.event_id, NO_TERMS),
        )
        for fact, kind, pk in named
    ]


def thing_of(fact):
    """A ticket's own page shows every event on it; of anything else its page."""
    return ("ticket", fact.ticket_id) if fact.ticket_id else (fact.subject, fact.subject_id)


def measured(fact, shape, scale):
    value = getattr(fact, "measure", None)
    return "" if value is None else shown(Fraction(value, scale), shape)


def counts_as(fact, shape):
    if fact.flags:
        return "left out"
    if shape == Shape.COUNT:
        return "counted"
    return "numerator and denominator" if fact.met else "denominator"
