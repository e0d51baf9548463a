"""The desk's promises on paper: which of them a ticket has after each act, by the rules of docs/sla.md alone."""

from collections import Counter
from dataclasses import dataclass, field

from tests.tickets.sla import oracle
from tests.tickets.sla.paper import Promise

PAUSING = {"pending_requester", "pending_vendor", "scheduled"}
PARTIES = {"details": "requester", "vendor": "vendor", "appointment": "date"}
FROM_THE_START = ("acknowledge", "first_response", "resolution")


@dataclass
class Version:
    """A version of a policy: what it asks and what it promises, by goal."""

    key: str
    conditions: dict
    position: int
    promised: dict


@dataclass
class PaperTicket:
    priority: int
    type: str
    queue: str
    tier: str
    status: str = "new"
    reason: str = ""
    open: dict = field(default_factory=dict)
    over: list = field(default_factory=list)
    merged: tuple | None = None
    held: list = field(default_factory=list)

    @property
    def facts(self):
        return {"priority": self.priority, "type": self.type, "queue": self.queue, "tier": self.tier}

    @property
    def is_live(self):
        return self.status not in ("resolved", "closed", "cancelled")

    def stands(self, now):
        """Who holds it from now on: the desk, or whom it waits for."""
        self.held.append((now, PARTIES.get(self.reason, "support")))

    def shares(self, promise):
        """Microseconds that a running promise has used, by who held the ticket meanwhile."""
        found = Counter(self.shares(promise.after)) if promise.after else Counter()
        now = self.held[-1][0] if promise.stopped_at is None else promise.stopped_at
        ends = [at for at, _ in self.held[1:]] + [now]
        for (at, party), end in zip(self.held, ends, strict=True):
            begin, last = max(at, promise.started_at), min(end, now)
            if begin < last:
                found[party] += oracle.counted(promise.terms.hours, begin, last, promise.pauses)
        return +found


class Paper:
    """All tickets and all policies; of these the newest version is in force."""

    def __init__(self, versions):
        self.versions = {version.key: version for version in versions}
        self.tickets = {}

    def chosen(self, ticket):
        """Of the policies that match the one with the most conditions, then the lower position."""
        matching = [
            one for one in self.versions.values() if all(ticket.facts[k] == v for k, v in one.conditions.items())
        ]
        return min(matching, key=lambda one: (-len(one.conditions), one.position))

    def judged_by(self, ticket):
        """The version of what was promised last and is open still: what is published meanwhile judges later tickets."""
        return next((promise.version for promise in reversed(ticket.open.values())), None) or self.chosen(ticket)

    def publish(self, version):
        self.versions[version.key] = version

    def open(self, pk, ticket, now):
        self.tickets[pk] = ticket
        for goal in FROM_THE_START:
            self.begin(ticket, goal, now)

    def begin(self, ticket, goal, now, *, after=None, version=None, **more):
        version = version or self.chosen(ticket)
        if goal in version.promised:
            promise = ticket.open[goal] = Promise(version.promised[goal], now, **more)
            promise.after, promise.version = after, version

    def finish(self, ticket, how, goals, now):
        for goal in [goal for goal in ticket.open if goal in goals]:
            promise = ticket.open.pop(goal)
            getattr(promise, how)(now)
            ticket.over.append((goal, promise))

    def retarget(self, ticket, now):
        version = self.chosen(ticket)
        self.finish(ticket, "cancel", set(ticket.open) - set(version.promised), now)
        for goal, promise in ticket.open.items():
            if version is not promise.version:
                promise.retarget(now, version.promised[goal])
                promise.version = version

    def follow(self, ticket, now):
        """The promises do what the status demands."""
        if ticket.status == "cancelled":
            return self.finish(ticket, "cancel", set(ticket.open), now)
        if ticket.status in ("resolved", "closed"):
            return self.finish(ticket, "stop", set(ticket.open), now)
        for promise in ticket.open.values():
            if ticket.status in PAUSING:
                promise.hold(now, ticket.reason)
            elif promise.held:
                promise.run(now)
        return None

    # Acts

    def triage(self, ticket, priority, now):
        ticket.status, ticket.priority = "triaged", priority
        self.retarget(ticket, now)
        self.finish(ticket, "stop", {"acknowledge"}, now)

    def change(self, ticket, now, **facts):
        for name, value in facts.items():
            setattr(ticket, name, value)
        self.retarget(ticket, now)

    def move(self, ticket, status, reason, now):
        ticket.status, ticket.reason = status, reason
        self.follow(ticket, now)

    def answer(self, ticket, now):
        """The desk says something of substance."""
        if ticket.status == "new":
            ticket.status = "in_progress"
        self.follow(ticket, now)
        self.finish(ticket, "stop", {"acknowledge", "first_response"}, now)
        version = self.judged_by(ticket)
        self.finish(ticket, "stop", {"next_update"}, now)
        self.begin(ticket, "next_update", now, version=version)
        self.follow(ticket, now)

    def ask(self, ticket, now):
        """The requester says something."""
        if ticket.status == "pending_requester":
            ticket.status, ticket.reason = "in_progress", ""
        self.follow(ticket, now)

    def resolve(self, ticket, now):
        ticket.status, ticket.reason = "resolved", ""
        self.follow(ticket, now)

    def reopen(self, ticket, now):
        """The promise of a resolution goes on from the time already used."""
        ticket.status = "in_progress"
        last = next((promise for goal, promise in reversed(ticket.over) if goal == "resolution"), None)
        self.begin(ticket, "resolution", now, after=last, spent=last.elapsed(now) if last else 0)

    def merge(self, ticket, now):
        ticket.merged = ticket.status, ticket.reason, dict(ticket.open)
        ticket.status, ticket.reason = "cancelled", ""
        self.follow(ticket, now)

    def unmerge(self, ticket, now):
        """What the merge has ended goes on from the time used; what has rung does not ring again."""
        ticket.status, ticket.reason, ended = ticket.merged
        ticket.merged = None
        for goal, last in ended.items():
            used = {"spent": last.elapsed(now), "level": last.level, "breached_at": last.breached_at}
            self.begin(ticket, goal, now, after=last, **used)
        self.follow(ticket, now)

    def sweep(self, now):
        for ticket in self.tickets.values():
            for promise in ticket.open.values():
                promise.ring(now)
