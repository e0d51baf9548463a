"""Whom and what the steps of a ladder name: what is there, and how it is called."""

from collections.abc import Iterable

from supportdesk.accounts.models import Person, Team
from supportdesk.catalogue.models import Queue

from .ladder import TELL_PERSON, TELL_TEAM, TRANSFER, Step, target


def names(steps: Iterable[Step]) -> dict[str, str]:
    """Each action that names somebody or something, with the name; what does not exist is not among them."""
    actions = {action for step in steps for action in step.actions}
    people = Person.objects.active().filter(pk__in=meant(actions, TELL_PERSON), is_machine=False)
    teams = Team.objects.filter(pk__in=meant(actions, TELL_TEAM))
    queues = Queue.objects.offered().filter(key__in=meant(actions, TRANSFER))
    return (
        {f"{TELL_PERSON}{one.pk}": one.name for one in people if one.serves}
        | {f"{TELL_TEAM}{one.pk}": one.name for one in teams}
        | {f"{TRANSFER}{one.key}": one.name for one in queues}
    )


def meant(actions: Iterable[str], prefix: str) -> list[str]:
    return [target(action) for action in actions if action.startswith(prefix)]


def missing(steps: Iterable[Step]) -> list[str]:
    """In words, what is named and does not exist."""
    steps = list(steps)
    naming = {action for step in steps for action in step.actions if target(action)}
    found = names(steps) if naming else {}
    lost = [f"{target(action)} is nobody and nothing that a ladder can name." for action in sorted(naming - set(found))]
    keys = {key for step in steps for key in step.queues}
    known = set(Queue.objects.filter(key__in=keys).values_list("key", flat=True)) if keys else set()
    return lost + [f"There is no queue “{key}”." for key in sorted(keys - known)]
