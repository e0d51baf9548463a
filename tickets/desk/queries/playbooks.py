"""Playbooks on a ticket: those at work, with each step's result, and those that fit (T-16)."""

from dataclasses import dataclass
from typing import Any

from kb.playbooks.queries import offered

from ..models import PlaybookRun


@dataclass(frozen=True)
class ShownStep:
    """One step of a run. `result` is the last that was said of it, `next` whether it can be done now."""

    number: int
    title: str
    body: str
    expected: str
    answers: list
    result: Any
    next: bool


def runs_of(ticket):
    """The latest first; two statements, however many there are."""
    related = ("version", "begun_by", "ended_by")
    rows = PlaybookRun.objects.filter(ticket=ticket).select_related(*related).prefetch_related("results__by")
    return list(rows.order_by("ended_at", "-pk"))


def steps_of(run):
    place, results = run.place, list(run.results.all())
    return [
        ShownStep(
            number=number,
            title=step["title"],
            body=step["body"],
            expected=step["expected"],
            answers=[one["label"] for one in step["answers"]],
            result=results[place.done[number]] if number in place.done else None,
            next=run.ended_at is None and number in place.open,
        )
        for number, step in enumerate(run.version.steps, 1)
    ]


def seen_of(run):
    """How many results its reader has before their eyes."""
    return len(run.results.all())


def fitting(ticket, person):
    return offered(person, category=ticket.category, component=ticket.component)
