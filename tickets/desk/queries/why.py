"""What ledger, calendars and log know together about a clock, for `tickets.sla.why` to explain."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from supportdesk.catalogue.models import Queue
from supportdesk.events.models import Event
from supportdesk.events.queries import history_of
from tickets.sla import attribution, why
from tickets.sla.attribution import Share
from tickets.sla.models import Policy
from tickets.sla.pieces import Told
from tickets.sla.queries import named_hours

from ..kinds import Kind
from ..models import Ticket, TicketClock, TicketMoment
from ..parties import WORDS, Holder, Team, holders, party_of
from ..states import Status, WaitingReason

BY_HAND = {Kind.SLA_OVERRIDDEN, Kind.SLA_OVERRIDE_REVOKED, Kind.SLA_EXCEPTED, Kind.SLA_EXCEPTION_ENDED}
WAITS = {"status": "status", "party": "waiting_for", "until": "waiting_until"}
CHANGED = {
    Kind.PRIORITISED: "the priority was changed",
    Kind.TRIAGED: "it was triaged",
    Kind.CLASSIFIED: "it was classified anew",
    Kind.TRANSFERRED: "it went to another queue",
    Kind.RESTORED: "a change was undone",
}


class Explained:
    """The clocks of one ticket explained; the log of the ticket is read once."""

    def __init__(self, ticket):
        self.ticket = ticket
        self.events = history_of(ticket.subject, ticket.pk)
        self.causes = {event.at: event for event in self.events if event.kind in BY_HAND or not by_time(event)}

    def why(self, clock, now) -> why.Why:
        return why.explain([self.told(one) for one in moments(clock)], now)

    def told(self, moment) -> Told:
        event = self.causes.get(moment.at)
        policy = Policy.objects.version(moment.policy_id)
        known = {
            "moment": moment.pure(),
            "share": moment.share,
            "policy": f"{policy.name}, version {policy.version}",
            "hours": named_hours(moment.data["calendar"]) if "calendar" in moment.data else None,
            "event": event and event.pk,
        }
        if moment.what == "hold":
            return Told(**known, **waited(moment, event))
        return Told(**known, cause=cause(moment, event))

    def shares(self, clock, now) -> dict[Holder | None, Share]:
        """Who held it, and how long (SLA-13). What a clock that goes on began with was held by whoever held it then."""
        explained = self.why(clock, now)
        found = attribution.attribute(explained, self.held)
        if not explained.before:
            return found
        last = TicketClock.objects.filter(ticket=self.ticket, goal=clock.goal, pk__lt=clock.pk).order_by("-pk").first()
        earlier = self.shares(last, last.stopped_at or now) if last else {}
        if sum(share.counted for share in earlier.values()) != explained.before:
            earlier = {None: Share(explained.before)}
        return merged(earlier, found)

    @property
    def held(self) -> list[tuple[datetime, Holder]]:
        queues = list(Queue.objects.select_related("team"))
        teams = {one.pk: Team(one.team.name, one.team.level) for one in queues if one.team}
        return holders(self.events, {one.name: one.pk for one in queues}, teams)


def by_time(event: Event) -> bool:
    return event.kind.startswith("sla.")


def merged(*shares: Mapping[Holder | None, Share]) -> dict[Holder | None, Share]:
    found: dict[Holder | None, Share] = {}
    for holder, share in (pair for some in shares for pair in some.items()):
        found[holder] = found.get(holder, Share()).plus(*share)
    return found


def moments(clock) -> Iterable[TicketMoment]:
    return TicketMoment.objects.filter(clock=clock).order_by("pk")


def waited(moment: TicketMoment, event: Event | None) -> dict:
    """For what it was held, for whom, and until when that was expected. Older moments leave that to the log."""
    changes = (event.words.get("changes") or {}) if event else {}
    known = {name: moment.data.get(name) or new(changes, column) for name, column in WAITS.items()}
    status = known["status"] or Status.PENDING_REQUESTER
    reason = moment.cause if moment.cause in WaitingReason.values else ""
    party = party_of(status, reason)
    return {
        "cause": WaitingReason(reason).label if reason else words(moment.cause) or Status(status).label,
        "party": within(known["party"]) or (WORDS.get(party, "") if party else "a colleague"),
        "until": datetime.fromisoformat(known["until"]) if known["until"] else None,
    }


def within(party: str | None) -> str:
    """ "The requester" in the middle of a sentence."""
    return f"the {party[4:]}" if party and party.startswith("The ") else party or ""


def new(changes: Mapping, name: str):
    return changes[name][1] if name in changes else None


def cause(moment: TicketMoment, event: Event | None) -> str:
    """What an act on the clock was for, in words."""
    if event is not None and event.kind in CHANGED:
        return CHANGED[Kind(event.kind)]
    if event is not None and event.kind in BY_HAND:
        return event.words.get("reason") or ""
    return words(moment.cause)


def words(code: str) -> str:
    return code.replace("_", " ")


def clocks_of(ticket: Ticket, goal: str) -> Iterable[TicketClock]:
    """Every clock of this goal that the ticket ever had, the newest first."""
    return TicketClock.objects.filter(ticket=ticket, goal=goal).order_by("-pk")
