"""Random histories: tickets, an incident or two, problems and articles, drawn as events and told in any order.

They need not be lives that the actions would allow: the fold has to come to the same rows whatever it is told.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random

from supportdesk.events.models import Event

BEGAN = datetime(2026, 3, 1, tzinfo=UTC)
WAITS = ("pending_requester", "pending_internal", "pending_vendor", "scheduled")
GOALS = ("acknowledge", "first_response", "next_update", "resolution", "ownership")
WORDLESS = {
    "ticket.triaged": {"status": "triaged"},
    "ticket.noted": {},
    "ticket.closed": {"status": "closed"},
    "ticket.reopened": {"status": "in_progress"},
    "ticket.classified": {},
    "ticket.prioritised": {},
    "ticket.transferred": {},
    "ticket.merged": {"status": "cancelled"},
    "ticket.unmerged": {"status": "in_progress"},
    "ticket.called_off": {"status": "cancelled"},
    "ticket.restricted": {},
    "ticket.unrestricted": {},
    "ticket.joined_incident": {},
    "ticket.left_incident": {},
    "ticket.problem_linked": {},
    "ticket.flagged": {},
}
FREQUENT = ("ticket.replied", "ticket.moved", "ticket.resolved", "sla", "ticket.assigned", "ticket.closed")
OTHERS = ("ticket.cancelled", "ticket.linked", "escalation", "survey", "article", "ticket.accepted")


@dataclass
class Walk:
    """Lives that begin within so many days."""

    random: Random
    days: int
    number: int = 0
    events: list[Event] = field(default_factory=list)
    standing: dict[int, dict] = field(default_factory=dict)
    times: dict[tuple, datetime] = field(default_factory=dict)
    asked: dict[int, list[int]] = field(default_factory=dict)

    def draw(self, count):
        """So many events, in the order in which they were written."""
        while len(self.events) < count:
            draw = self.random.random()
            if draw < 0.03:
                self.incident(self.random.randrange(1, 6))
            elif draw < 0.06:
                self.other()
            else:
                self.ticket(self.random.randrange(1, 3 + count // 15))
        return self.events

    def tell(self, kind, subject, pk, data, **more):
        """At its own instant, mostly after what happened before; now and then told days later, or far too late."""
        last = self.times.get((subject, pk), BEGAN + timedelta(seconds=self.random.randrange(self.days * 86400)))
        at = last + timedelta(seconds=self.random.choice([0, 0, 7, 600, 9000, 90000, 6000 * self.days]))
        at -= timedelta(seconds=self.random.choice([0] * 12 + [3600, 400000]))
        self.times[subject, pk] = max(at, last)
        late = timedelta(days=self.random.choice([0] * 10 + [3, 29, 45]))
        self.number += self.random.choice([1, 1, 1, 2])
        own = {"actor_id": self.random.randrange(1, 6), "actor_kind": "person", "via": "browser"} | more
        who = {"actor_name": "Somebody", "organisation_id": pk % 3 or None, "operation": None}
        said = {"kind": kind, "subject": subject, "subject_id": pk, "data": data}
        self.events.append(Event(pk=self.number, at=at, recorded_at=at + late, **who, **own, **said))

    def ticket(self, pk):
        if pk not in self.standing:
            self.standing[pk] = self.stands(status="new")
            about = {"requester": 100 + pk % 7, "standing": dict(self.standing[pk])}
            self.tell("ticket.opened", "ticket", pk, about, actor_id=100 + pk % 7)
            return
        kind = self.random.choice(FREQUENT) if self.random.random() < 0.6 else self.random.choice([*WORDLESS, *OTHERS])
        if kind in WORDLESS:
            self.change(kind, pk, {"basis": self.random.choice(["silence", "confirmation"])}, **WORDLESS[kind])
        else:
            getattr(self, kind.removeprefix("ticket."))(pk)

    def stands(self, **given):
        choose = self.random.choice
        about = {"queue": choose([1, 2, 3]), "type": choose([1, 2]), "category": choose([None, 4, 5, 6])}
        about |= {"priority": choose([1, 2, 3, 4]), "channel": choose(["email", "portal"]), "tier": "gold"}
        return about | {"waiting": "", "region": None, "owner": choose([None, 1, 2])} | given

    def change(self, kind, pk, data, *, status=None, **more):
        if kind in ("ticket.classified", "ticket.prioritised", "ticket.transferred"):
            self.standing[pk] = self.stands(status=self.standing[pk]["status"])
        if status:
            self.standing[pk]["status"] = status
        self.tell(kind, "ticket", pk, data | {"standing": dict(self.standing[pk])}, **more)

    def replied(self, pk):
        from_desk = self.random.random() < 0.6
        who = {} if from_desk else {"actor_id": 100 + pk % 7}
        data = {"from_desk": from_desk, "substantial": self.random.random() < 0.8}
        self.change("ticket.replied", pk, data, **who)

    def moved(self, pk):
        self.change("ticket.moved", pk, {}, status=self.random.choice(["in_progress", *WAITS]))

    def resolved(self, pk):
        more = {"actor_kind": "machine"} if self.random.random() < 0.1 else {}
        data = {"lacking": self.random.choice([[], [], ["code"]])}
        self.change("ticket.resolved", pk, data, status="resolved", **more)

    def sla(self, pk):
        kind = self.random.choice(["sla.met", "sla.met", "sla.missed", "sla.ended_excepted"])
        data = {"goal": self.random.choice(GOALS), "spent": self.random.randrange(100_000)}
        self.tell(kind, "ticket", pk, data)

    def assigned(self, pk, kind="ticket.assigned"):
        owner, giver = (self.random.choice([None, 1, 2, 3]) for _ in range(2))
        self.standing[pk]["owner"] = owner
        self.change(kind, pk, {"owner": owner, "giver": giver})

    def accepted(self, pk):
        self.assigned(pk, "ticket.accepted")

    def cancelled(self, pk):
        reason = self.random.choice(["withdrawn", "spam", "duplicate", "mistake"])
        self.change("ticket.cancelled", pk, {"reason": reason}, status="cancelled")

    def linked(self, pk):
        kind = self.random.choice(["duplicate_of", "related", "child_of"])
        self.tell("ticket.linked", "ticket", pk, {"kind": kind})

    def escalation(self, pk):
        kind = self.random.choice(["submitted", "submitted", "returned", "accepted", "declined", "rated", "judged"])
        percent = self.random.choice([60, 100])
        data = {"escalation": pk * 10 + self.random.randrange(2), "target": ["tier", "engineering"][pk % 2]}
        data |= {"percent": percent, "gaps": self.random.choice([0, 0, 1]), "sender": 2}
        data |= {"rating": self.random.choice([3.5, 4.0, 5.0]), "avoidable": self.random.random() < 0.3}
        self.tell(f"escalation.{kind}", "ticket", pk, data)

    def survey(self, pk):
        scale = self.random.choice([5, 2])
        known = self.asked.setdefault(pk, [])
        if known and self.random.random() < 0.7:
            number, scale = known.pop()
            data = {"survey": number, "scale": scale, "score": self.random.randrange(1, 6) if scale == 5 else pk % 2}
            self.tell("ticket.survey_answered", "ticket", pk, data, actor_id=100 + pk % 7)
        else:
            known.append((self.number, scale))
            self.tell("ticket.survey_sent", "ticket", pk, {"survey": self.number, "scale": scale}, actor_kind="machine")

    def article(self, pk):
        kind = self.random.choice(["ticket.article_cited", "ticket.article_cited", "ticket.article_uncited"])
        role = self.random.choice(["solved", "sent", "consulted"])
        self.tell(kind, "ticket", pk, {"article": self.random.randrange(3), "role": role})

    def incident(self, pk):
        if ("incident", pk) not in self.times:
            began = BEGAN + timedelta(days=self.random.randrange(self.days))
            data = {"severity": 2, "drill": pk == 3, "restricted": False, "recurs": [None, 1][pk % 2]}
            data |= {"started": began.isoformat(), "detected": (began + timedelta(minutes=9)).isoformat()}
            self.times["incident", pk] = began + timedelta(minutes=9)
            self.tell("incident.suspected", "incident", pk, data)
            return
        audience = {"audience": self.random.choice(["internal", "external"])}
        state = self.random.choice(["acknowledged", "investigating", "identified", "restored"])
        move = {"move": self.random.choice(["on", "on", "on", "back"]), "state": state}
        kind, data = self.random.choice(
            [
                ("incident.moved", move),
                ("incident.moved", move),
                ("incident.declared", {"severity": 1}),
                ("incident.updated", audience),
                ("incident.update_late", audience),
            ]
        )
        self.tell(kind, "incident", pk, data)

    def other(self):
        pk = self.random.randrange(1, 5)
        kind, data = self.random.choice(
            [
                ("problem.opened", {}),
                (
                    "problem.moved",
                    {"state": self.random.choice(["accepted", "fix_deployed", "fix_deployed", "declined"])},
                ),
                ("article.revised", {"minor": self.random.random() < 0.5}),
                ("article.published", {}),
                ("macro.published", {"proposed_by": 3}),
            ]
        )
        self.tell(kind, kind.partition(".")[0], pk, data)
