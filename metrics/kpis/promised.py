"""What stands behind a promise that was counted: the version of the policy that judged it, and why it was broken
(MET-12)."""

from typing import NamedTuple

from metrics.facts.models import What
from supportdesk.events.models import Event
from tickets.breaches.models import BreachReason
from tickets.sla.models import Policy


class Terms(NamedTuple):
    policy: str = ""
    why: str = ""


def terms(facts, viewer) -> dict[int, Terms]:
    """By the event that ended the promise. Two statements; versions never change and are read once."""
    ends = [fact.event_id for fact in facts if getattr(fact, "what", "") == What.PROMISE]
    if not ends:
        return {}
    said = dict(Event.objects.filter(pk__in=ends).values_list("pk", "data"))
    numbers = {data["policy"] for data in said.values() if data.get("policy")}
    policies = {one.pk: f"{one.name}, version {one.version}" for one in Policy.objects.versions(sorted(numbers))}
    asked = BreachReason.objects.visible_to(viewer).filter(clock__in={data.get("clock") for data in said.values()})
    reasons = {one.clock_id: reason(one) for one in asked}
    return {
        event: Terms(policies.get(data.get("policy"), ""), reasons.get(data.get("clock"), ""))
        for event, data in said.items()
    }


def reason(asked) -> str:
    if asked.answered_at is None:
        return "Not said yet"
    cause = asked.get_cause_display()
    return f"{cause}: {asked.words}" if asked.words else cause
