"""The life of one ticket as its events tell it: how it stood after each, and what sets it apart. Pure."""

from typing import NamedTuple

from incidents.response.kinds import Kind as Incident
from metrics.facts.happened import Happened, ordered
from metrics.facts.models import Apart
from tickets.desk.kinds import Kind
from tickets.desk.states import LIVE, CancelReason, Status

from .said import Around, Said

HANDS = {Kind.TRIAGED, Kind.MOVED, Kind.RESOLVED, Kind.NOTED, Kind.ASSIGNED, Kind.ACCEPTED, Kind.TRANSFERRED}
NOTHING: dict = {}


class Stand(NamedTuple):
    """How it stands after an event."""

    status: str
    waiting: str
    owner_id: int | None
    around: Around

    @property
    def live(self) -> bool:
        return self.status in LIVE


class Story:
    """A ticket whose beginning nobody has told (or told too late) has no story."""

    def __init__(self, events: list[Happened]):
        self.events = ordered(events)
        self.told = bool(self.events) and any(event.kind == Kind.OPENED for event in self.events)
        if not self.told:
            return
        self.opened = next(event for event in self.events if event.kind == Kind.OPENED)
        self.events = self.events[self.events.index(self.opened) :]
        self.requester_id = self.opened.data.get("requester")
        self.stands = list(self.standing())
        self.walled = self.restricted()
        self.apart = self.set_apart()

    def standing(self):
        """Step by step; what an event does not say is as it was."""
        stand = None
        for event in self.events:
            said = event.data.get("standing", NOTHING)
            if said or stand is None:
                stand = stood(said, self.opened)
            yield stand

    def restricted(self) -> bool:
        walls = [event.kind for event in self.events if event.kind in (Kind.RESTRICTED, Kind.UNRESTRICTED)]
        return bool(walls) and walls[-1] == Kind.RESTRICTED

    def set_apart(self) -> int:
        """What holds for all of a ticket's facts, by how it ended as far as one knows: what was merged counts once, in
        the one that took it in (X2)."""
        if self.stands[-1].status != Status.CANCELLED:
            return 0
        ends = [one for one in self.events if one.kind in (Kind.CANCELLED, Kind.MERGED, Kind.CALLED_OFF)]
        if not ends:
            return 0
        last = ends[-1]
        if last.kind != Kind.CANCELLED:
            return Apart.MERGED
        return self.cancelled_for(last.data.get("reason"))

    def cancelled_for(self, reason) -> int:
        if reason in (CancelReason.SPAM, CancelReason.MISTAKE):
            return Apart.SPAM
        if reason == CancelReason.DUPLICATE:
            return Apart.MERGED
        return 0 if any(self.is_work(event) for event in self.events) else Apart.UNWORKED

    def is_work(self, event) -> bool:
        answered = event.kind == Kind.REPLIED and event.data.get("from_desk", False)
        return event.by_person and event.actor_id != self.requester_id and (event.kind in HANDS or answered)

    def pairs(self):
        return zip(self.events, self.stands, strict=True)

    def of(self, *kinds):
        """Events of these kinds, each with how the ticket stood after it."""
        return [(event, stand) for event, stand in self.pairs() if event.kind in kinds]

    def say(self, what, event, stand, *, goal="", apart=0, person_id=None, **measured) -> Said:
        return Said(
            what,
            goal,
            event.id,
            event.at,
            stand.around,
            person_id=person_id,
            requester_id=self.requester_id,
            apart=self.apart | apart,
            walled=self.walled,
            **measured,
        )


def stood(said, opened) -> Stand:
    around = Around(
        queue_id=said.get("queue"),
        type_id=said.get("type"),
        category_id=said.get("category"),
        priority=said.get("priority"),
        channel=said.get("channel") or "",
        tier=said.get("tier") or "",
        organisation_id=opened.organisation_id,
        region_id=said.get("region"),
        component_id=said.get("component"),
    )
    return Stand(said.get("status", Status.NEW), said.get("waiting") or "", said.get("owner"), around)


def credited(event) -> int | None:
    """Figures of people are of people: what a machine did is nobody's."""
    return event.actor_id if event.by_person else None


JOINED, LEFT = Incident.JOINED, Incident.LEFT
