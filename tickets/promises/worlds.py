"""What is promised in a world where the draft is in force: the policies of the past with the draft in its place."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from tickets.sla import choose, worktime
from tickets.sla.course import Promise
from tickets.sla.models import Calendar, Policy
from tickets.sla.models.policy import Reopen
from tickets.sla.queries import policies_in_force
from tickets.sla.whatif import Facts, Question


def promises_of(policy, hours=lambda target: Calendar.objects.version(target.calendar_id).hours) -> dict[str, Promise]:
    """What a version promises, goal by goal; each of them knows the others."""
    beside: dict[str, Promise] = {}
    resumes = policy.reopen == Reopen.RESUME
    for target in policy.targets_cached:
        terms = (target.seconds, hours(target), target.pauses)
        beside[target.goal] = Promise(*terms, policy.key, resumes, beside)
    return beside


@dataclass
class World:
    """`drafted` is a policy or a calendar in memory; it takes the place of whatever has its key, from `since` on. The
    policies that `stay_behind` do not move to a drafted calendar. What was chosen once is remembered: versions never
    change."""

    drafted: Policy | Calendar
    since: datetime
    until: datetime
    stay_behind: frozenset[str] = frozenset()
    known: dict = field(default_factory=dict)

    def chosen(self, facts: Facts, at: datetime) -> Mapping[str, Promise]:
        """What is promised at `at`, not before the span, to a ticket of these facts."""
        epoch = bisect_right(self.epochs, at) - 1
        asked = (epoch, *facts.items())
        found = self.known.get(asked)
        if found is None:
            policy = choose.choose(self.in_force[epoch], facts)
            found = self.known[asked] = self.promises(policy) if policy else {}
        return found

    @cached_property
    def epochs(self) -> list[datetime]:
        """The instants of the span from which on other policies are in force."""
        within = Policy.objects.filter(effective_from__gt=self.since, effective_from__lt=self.until)
        return [self.since, *within.order_by("effective_from").values_list("effective_from", flat=True).distinct()]

    @cached_property
    def in_force(self) -> list[list[Policy]]:
        return [self.with_draft(policies_in_force(epoch)) for epoch in self.epochs]

    def with_draft(self, policies):
        if isinstance(self.drafted, Calendar):
            return policies
        others = [policy for policy in policies if policy.key != self.drafted.key]
        return others if self.drafted.withdrawn else [*others, self.drafted]

    def promises(self, policy) -> Mapping[str, Promise]:
        return promises_of(policy, lambda target: self.hours(policy, target))

    def hours(self, policy, target) -> worktime.Calendar:
        """The drafted hours wherever a promise is counted in the calendar of that key."""
        calendar = Calendar.objects.version(target.calendar_id)
        if isinstance(self.drafted, Calendar) and calendar.key == self.drafted.key:
            return calendar.hours if policy.key in self.stay_behind else self.drafted.hours
        return calendar.hours

    @cached_property
    def keys(self) -> frozenset[str]:
        """The policies that get a next version."""
        if isinstance(self.drafted, Policy):
            return frozenset({self.drafted.key})
        return frozenset(policy.key for policy in self.in_force[0] if self.counts_in_draft(policy)) - self.stay_behind

    def counts_in_draft(self, policy) -> bool:
        calendars = (Calendar.objects.version(target.calendar_id) for target in policy.targets_cached)
        return any(calendar.key == self.drafted.key for calendar in calendars)

    def concerns(self, before: Promise | None, after: Promise | None) -> bool:
        """Whether a publisher who ticks "also open tickets" would judge this clock anew."""
        return any(one is not None and one.policy in self.keys for one in (before, after))

    def question(self, *, also_open: bool) -> Question:
        return Question(self.chosen, self.concerns, self.since, self.until, also_open)
