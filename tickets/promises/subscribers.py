"""Whoever publishes by another door than ours is heard of here: what was to reach open tickets reaches them."""

from supportdesk.accounts.actor import Actor
from supportdesk.accounts.models import Person
from tickets.sla.kinds import Kind
from tickets.sla.models import Draft, Policy

from .actions.publish_terms import begin_run

PUBLISHED = {Kind.POLICY_PUBLISHED, Kind.CALENDAR_PUBLISHED}


def begin_runs(events):
    """A run for each draft that was to be published for open tickets too and has none yet."""
    told = {event.data["draft"]: event for event in events if event.kind in PUBLISHED and event.data["policies"]}
    for draft in Draft.objects.filter(pk__in=told, also_open=True, runs=None) if told else ():
        event = told[draft.pk]
        who = Actor(Person.objects.get(pk=event.actor_id), event.via)
        begin_run(draft, by=who, policies=list(Policy.objects.filter(pk__in=event.data["policies"])))
