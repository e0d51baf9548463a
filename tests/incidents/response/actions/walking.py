"""One incident and its tickets, walked through in any order; and an own account, kept beside it, of who must have heard
what: this is the oracle, and asks the product nothing but what is said."""

from collections import Counter, defaultdict

from incidents.response.actions.carry import carry_next
from incidents.response.actions.push import push_next
from incidents.response.actions.settle import settle, told_otherwise
from incidents.response.actions.unlink import unlink
from incidents.response.actions.update import write_update
from incidents.response.actions.workarounds import approve_workaround, propose_workaround
from incidents.response.models import Push
from incidents.response.queries.beside import of_a_ticket
from incidents.response.queries.sweep import sweep
from incidents.response.queries.updates import pushes
from incidents.response.states import ORDER
from supportdesk.errors import Refused
from supportdesk.events.models import Event
from tests.at_work import RESOLVED
from tickets.desk.actions.assign import assign
from tickets.desk.actions.confirm import confirm
from tickets.desk.actions.merge import take_in
from tickets.desk.actions.reopen import reopen
from tickets.desk.actions.resolve import resolve
from tickets.desk.actions.triage import triage
from tickets.desk.models import Message, Ticket

ACTS = ["link", "unlink", "update", "push", "push_one", "turn", "forward", "back", "settle", "carry", "close"]
ACTS += ["work", "solve", "confirm", "reopen", "merge", "approve", "otherwise", "forward", "update", "push"]
FINAL = "Printing works again since noon."
MOST = 4
NEXT, AT_WORK = ("triaged",), ("triaged", "in_progress")


class World:
    """`children`: the numbers of the tickets that belong to it. `hands` do what fixtures do: lead, step, joined, by."""

    def __init__(self, incident, hands, people, category):
        self.incident, self.category = incident, category
        self.lead, self.step, self.joined, self.by = hands
        self.ian, self.ann, self.sam, self.asking, self.clockwork = people
        self.children, self.linked, self.ways = [], 0, []
        self.owed, self.heard, self.settled = defaultdict(set), defaultdict(Counter), set()
        self.started, self.resolved, self.final = set(), set(), set()  # what flows down, and has not yet
        self.told_otherwise = set()

    def link(self):
        """Of another requester each time."""
        if self.incident.is_live and len(self.children) < MOST:
            (made,) = self.joined(self.incident, who=self.asking[self.linked % len(self.asking)])
            self.linked += 1
            self.children.append(made.pk)
            self.heard[made.pk]["ticket.joined_incident"] += 1
            self.begin({made.pk})

    def unlink(self):
        if self.children and self.incident.is_live:
            gone = self.children.pop(0)
            unlink(self.incident, by=self.by(self.ian), ticket=Ticket.objects.get(pk=gone), reason="Another fault.")
            self.settled.discard(gone)
            self.over({gone})
            self.heard[gone]["ticket.left_incident"] += 1

    def update(self):
        said = {"headline": "Where it stands", "body": "We look into it."}
        made = self.tried(write_update, self.incident, by=self.by(self.ian), audience="external", **said)
        if made:
            self.owed[made] |= set(self.children)

    def push(self):
        while self.push_one():
            pass

    def push_one(self):
        return push_next(by=self.clockwork)

    def turn(self):
        """Whoever waits longest waits on, as after a failure: the last comes first."""
        waiting = list(Push.objects.filter(due_at__isnull=False).order_by("due_at", "pk"))
        for one, other in zip(waiting, reversed(waiting), strict=True):
            Push.objects.filter(pk=one.pk).update(due_at=other.due_at)

    def carry(self):
        waiting = {states: self.among(due, states) for due, states in ((self.started, NEXT), (self.resolved, AT_WORK))}
        while carry_next(by=self.clockwork):
            pass
        held = set(self.incident.links.live().exclude(flow_words="").values_list("ticket_id", flat=True))
        assert not self.incident.links.live().filter(flow_due_at__isnull=False).exists()
        for states, due in waiting.items():
            assert self.among(due, states) <= held
        self.over(set(self.children))

    def among(self, due, states):
        return set(Ticket.objects.filter(pk__in=due, status__in=states).values_list("pk", flat=True))

    def begin(self, tickets):
        """What is investigated starts its tickets, what is verified resolves them; whatever else waited is past."""
        place = ORDER.index(self.incident.state)
        if ORDER.index("investigating") <= place <= ORDER.index("verified"):
            self.over(tickets)
            (self.resolved if self.incident.state == "verified" else self.started).update(tickets)

    def over(self, tickets):
        for waiting in (self.started, self.resolved, self.final):
            waiting.difference_update(tickets)

    def forward(self):
        place = ORDER.index(self.incident.state)
        if self.incident.state not in ("verified", "closed"):
            self.lead(self.incident, ORDER[place + 1])
            self.moved()

    def back(self):
        if ORDER.index("investigating") < ORDER.index(self.incident.state) < ORDER.index("review"):
            self.step(self.incident, "back")
            self.settled -= self.final  # what was to be said of the end is not said: it is not over
            self.moved()

    def moved(self):
        for pk in self.children:
            self.heard[pk]["ticket.incident_moved"] += 1
        self.begin(set(self.children))

    def settle(self):
        if self.tried(settle, self.incident, by=self.by(self.ian), message=FINAL) is not None:
            self.final |= set(self.children) - self.settled
            self.settled |= set(self.children)

    def otherwise(self):
        """The first one was told by telephone."""
        knows = self.children[:1]
        if self.tried(told_otherwise, self.incident, by=self.by(self.ian), tickets=knows, reason="By telephone."):
            self.told_otherwise |= set(knows)
            self.settled |= set(knows)
            self.final -= set(knows)

    def close(self):
        if self.incident.state == "verified" and self.tried(self.step, self.incident, "close"):
            assert set(self.children) <= self.settled
            self.moved()

    def work(self):
        for ticket in self.some("new"):
            triage(ticket, by=self.by(self.ann), seen=None, impact=2, urgency=2, category=self.category)

    def solve(self):
        for ticket in self.some("triaged", "in_progress"):
            if ticket.owner_id != self.ann.pk:
                assign(ticket, by=self.by(self.ann), seen=None, to=self.ann)
            self.tried(resolve, ticket, by=self.by(self.ann), seen=None, **RESOLVED)

    def confirm(self):
        for ticket in self.some("resolved"):
            self.tried(confirm, ticket, by=self.by(ticket.requester))

    def reopen(self):
        for ticket in self.some("resolved", "closed"):
            self.tried(reopen, ticket, by=self.by(ticket.requester), reason="not_fixed")

    def merge(self):
        """The newest into the oldest of the same requester."""
        for ticket in Ticket.objects.filter(pk__in=self.children[1:]).order_by("-pk")[:1]:
            oldest = Ticket.objects.filter(pk__in=self.children, requester=ticket.requester).earliest("pk")
            self.tried(take_in, oldest, by=self.by(self.ann), ticket=ticket, seen=None)

    def approve(self):
        way = self.tried(propose_workaround, self.incident, by=self.by(self.sam), text=f"Use printer {len(self.ways)}.")
        if way and self.tried(approve_workaround, way, by=self.by(self.ian)):
            self.ways.append(way.pk)

    def some(self, *states):
        """The first child in one of these states, if there is one."""
        return Ticket.objects.filter(pk__in=self.children, status__in=states).order_by("pk")[:1]

    def tried(self, act, *given, **named):
        try:
            return act(*given, **named)
        except Refused:
            return None


def account(world):
    """What was owed was said once, or is held with a reason that whoever leads the incident reads."""
    for update, owed in world.owed.items():
        told_of(update, owed, {one.ticket_id: one for one in pushes(update, world.ian)})
    for pk, kinds in world.heard.items():
        said = Event.objects.filter(subject="ticket", subject_id=pk, data__incident=world.incident.pk)
        assert Counter(said.filter(kind__in=HEARD).values_list("kind", flat=True)) == kinds
    left = sweep(world.incident, world.ian)
    untold, refused = ({link.ticket_id for link in links} for links in (left.untold, left.refused))
    for link in world.incident.links.live():
        final = Message.objects.filter(source_key=f"incident-{world.incident.pk}-final-{link.ticket_id}").count()
        known = final or link.ticket_id in world.told_otherwise
        assert final <= 1
        assert known == (link.told_at is not None)
        assert known or link.ticket_id in untold
        assert known or link.ticket_id not in world.settled or link.ticket_id in refused
    for ticket in Ticket.objects.filter(pk__in=world.children):
        (shown,) = of_a_ticket(world.ann, ticket)
        assert [way.pk for way in shown.offered] == sorted(world.ways)


HEARD = ("ticket.joined_incident", "ticket.left_incident", "ticket.incident_moved")


def told_of(update, owed, given):
    """Each requester reads an update once, and each ticket of theirs says where, or why not."""
    assert set(given) == owed
    people = defaultdict(Counter)
    for pk, push in given.items():
        said = Message.objects.filter(source_key=f"incident-update-{update.pk}-{pk}").count()
        events = Event.objects.filter(subject="ticket", subject_id=pk, data__update=update.pk)
        assert said == (push.outcome == Push.Outcome.TOLD)
        assert events.count() == (push.outcome != Push.Outcome.REFUSED)
        assert push.outcome != Push.Outcome.WAITS
        assert push.words or push.outcome != Push.Outcome.REFUSED
        people[push.ticket.requester_id][push.outcome] += 1
    for outcomes in people.values():
        assert outcomes[Push.Outcome.TOLD] == 1 or set(outcomes) == {Push.Outcome.REFUSED}
