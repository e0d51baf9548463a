"""Who holds a ticket, by what its history says: a fold of status, reason of waiting, queue and owner (SLA-13). Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import TextChoices

from .kinds import Kind
from .states import Status, WaitingReason

ENGINEERS = 3  # the level of the teams that build the product


class Party(TextChoices):
    SUPPORT = "support", "Support"
    REQUESTER = "requester", "Requester"
    ENGINEERING = "engineering", "Engineering"
    VENDOR = "vendor", "Vendor"
    APPROVAL = "approval", "Approval"
    DATE = "date", "Agreed date"


BY_REASON = {
    WaitingReason.DETAILS: Party.REQUESTER,
    WaitingReason.CONFIRMATION: Party.REQUESTER,
    WaitingReason.APPROVAL: Party.APPROVAL,
    WaitingReason.PROBLEM: Party.ENGINEERING,
    WaitingReason.CHANGE: Party.ENGINEERING,
    WaitingReason.VENDOR: Party.VENDOR,
    WaitingReason.APPOINTMENT: Party.DATE,
}
BY_STATUS = {
    Status.PENDING_REQUESTER: Party.REQUESTER,
    Status.PENDING_VENDOR: Party.VENDOR,
    Status.SCHEDULED: Party.DATE,
}
WORDS = {
    Party.REQUESTER: "the requester",
    Party.ENGINEERING: "engineering",
    Party.VENDOR: "the vendor",
    Party.APPROVAL: "an approval",
    Party.DATE: "the agreed date",
}
# What stands in the words of an event may be redacted; these kinds say it all the same.
STATUS_OF = {
    Kind.RESOLVED: Status.RESOLVED,
    Kind.CLOSED: Status.CLOSED,
    Kind.REOPENED: Status.IN_PROGRESS,
    Kind.CANCELLED: Status.CANCELLED,
}


class Team(NamedTuple):
    name: str
    level: int


class Holder(NamedTuple):
    """The party; where it is a team of the desk, which, at what level, and who owned the ticket there."""

    party: Party
    team: str = ""
    level: int | None = None
    owner: str = ""


@dataclass(frozen=True)
class Standing:
    """Where a ticket stood after an event."""

    status: str = Status.NEW
    reason: str = ""
    queue: int | None = None
    owner: str = ""

    def after(self, event: Any, queues: Mapping[str, int]) -> "Standing":
        changes = event.words.get("changes") or {}
        new = {name: changes[name][1] for name in ("status", "waiting_reason", "queue", "owner") if name in changes}
        return replace(
            self,
            status=new.get("status") or event.data.get("status") or STATUS_OF.get(event.kind, self.status),
            reason=new.get("waiting_reason", self.reason) or "",
            queue=event.data.get("to_queue") or opened_in(event) or queues.get(new.get("queue") or "") or self.queue,
            owner=new.get("owner", self.owner) or "",
        )


def opened_in(event: Any) -> int | None:
    return event.data.get("queue") if event.kind == Kind.OPENED else None


def holders(
    events: Iterable[Any], queues: Mapping[str, int], teams: Mapping[int, Team]
) -> list[tuple[datetime, Holder]]:
    """From when on who held it. `queues` by name, `teams` by the number of their queue."""
    standing = Standing()
    found: list[tuple[datetime, Holder]] = []
    for event in events:
        standing = standing.after(event, queues)
        holder = holder_of(standing, teams)
        if not found or found[-1][1] != holder:
            found.append((event.at, holder))
    return found


def holder_of(standing: Standing, teams: Mapping[int, Team]) -> Holder:
    party = party_of(standing.status, standing.reason)
    if party:
        return Holder(party)
    team = teams.get(standing.queue or 0, Team("", 1))
    kind = Party.ENGINEERING if team.level == ENGINEERS else Party.SUPPORT
    return Holder(kind, team.name, team.level, standing.owner)


def party_of(status: str, reason: str) -> Party | None:
    """Whom a wait is for; nobody else where the desk works, or waits for a colleague of its own."""
    if not reason:
        return BY_STATUS.get(Status(status))
    return BY_REASON.get(WaitingReason(reason))
