"""What the terms of the grammar choose."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import reduce
from operator import and_, or_

from django.contrib.postgres.search import SearchQuery
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.lookups import Exact
from django.utils import timezone
from django.utils.functional import cached_property

from supportdesk import clock
from supportdesk.accounts.models import Membership, Person
from tickets.sla.models import Goal
from tickets.sla.models.clock import AT_RISK

from . import grammar, names
from .fields import FIELDS
from .grammar import Term, Unreadable
from .models import Identifier, Message, Reading, Text, Ticket, TicketClock, Watch
from .states import LIVE, OWN_STATUS, WAITING, Category, Status, of_category
from .texts import CONFIGURATION

DAY = timedelta(days=1)
UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
GROUPS = {
    "live": LIVE,
    "open": of_category(Category.OPEN),
    "waiting": WAITING,
    "ended": of_category(Category.RESOLVED, Category.CLOSED),
}
OWN_GROUPS = GROUPS | {"waiting": (Status.PENDING_REQUESTER, Status.SCHEDULED)}
COLUMNS = {"opened": "opened_at", "updated": "activity_at", "resolved": "resolved_at", "due": "due_at"}
EVERY = ("is", "text")  # several values of these all hold; of the others any


@dataclass
class Reader:
    """For whom "me", "mine" and "today" are said."""

    person: Person

    @cached_property
    def now(self) -> datetime:
        return clock.now()

    @property
    def teams(self):
        return self.person.scope.teams


def chosen(tickets, terms, person):
    """These tickets, narrowed by these terms. Unreadable names what does not exist for this person."""
    reader, faults = Reader(person), []
    for term in terms:
        try:
            tickets = narrowed(tickets, term, reader)
        except Unreadable as unreadable:
            faults += unreadable.faults
    if faults:
        raise Unreadable(faults)
    return tickets


def narrowed(tickets, term, reader):
    if term.op in ("after", "before"):
        return tickets.filter(by_moment(term, reader))
    if term.field in EVERY and term.op == "not":
        for value in term.values:
            tickets = tickets.exclude(MEANINGS[term.field](Term(term.field, "is", (value,)), reader))
        return tickets
    condition = MEANINGS[term.field](term, reader)
    return tickets.exclude(condition) if term.op == "not" else tickets.filter(condition)


def by_status(term, reader):
    """A requester asks by the states that they are told."""
    groups, told = (GROUPS, {}) if reader.person.serves else (OWN_GROUPS, OWN_STATUS)
    named = {Status(status) for value in term.values for status in groups.get(value, (value,))}
    wanted = {told.get(status, status) for status in named}
    return Q(status__in=[status.value for status in Status if told.get(status, status) in wanted])


def by_priority(term, reader):
    meant = Q(priority__in=[int(value) for value in term.values if value != "none"])
    return meant | Q(priority=None) if "none" in term.values else meant


def by_name(path):
    def condition(term, reader):
        ids, nobody = names.ids(term, reader.person)
        meant = Q(**{f"{path}__in": ids})
        return meant | Q(**{f"{path}__isnull": True}) if nobody else meant

    return condition


def by_owner(term, reader):
    ids, nobody = names.people(term, reader.person)
    meant = Q(owner__in=ids)
    if "team" in term.values:
        meant |= Q(owner__in=Membership.objects.filter(team__in=reader.teams).values("person"))
    return meant | Q(owner=None) if nobody else meant


def by_requester(term, reader):
    return Q(requester__in=names.people(term, reader.person)[0])


def by_organisation(term, reader):
    return Q(organisation__in=names.organisations(term, reader.person))


def by_tag(term, reader):
    ids, nobody = names.ids(term, reader.person)
    meant = Q(pk__in=Ticket.tags.through.objects.filter(tag__in=ids).values("ticket"))
    return meant | Q(tags=None) if nobody else meant


def by_queue(term, reader):
    ids, _ = names.ids(term, reader.person)
    own = Q(queue__team__in=reader.teams) if "mine" in term.values else Q()
    return Q(queue__in=ids) | own if ids else own


def by_due(term, reader):
    """By the running clocks themselves, so that every figure opens exactly its tickets."""
    running = TicketClock.objects.filter(stopped_at=None, since__isnull=False)
    deadlines = {
        "none": lambda: Q(due_at=None),
        "today": lambda: Q(due_at__lte=reader.now + DAY),
        "overdue": lambda: Q(pk__in=running.filter(due_at__lte=reader.now).values("ticket")),
        "at_risk": lambda: Q(pk__in=running.filter(level__gte=AT_RISK, due_at__gt=reader.now).values("ticket")),
    }
    return reduce(or_, [deadlines[value]() for value in term.values])


def by_waiting(term, reader):
    return Q(waiting_until__lt=reader.now, status__in=WAITING)


def by_flags(term, reader):
    return reduce(and_, [FLAGGED[value](reader) for value in term.values])


def unread(reader):
    read = Reading.objects.filter(ticket=OuterRef("pk"), person=reader.person, read_at__gte=OuterRef("activity_at"))
    return Q(~Exists(read))


def replied(reader):
    """The desk has answered, and the latest word is the requester's."""
    said = Message.objects.filter(ticket=OuterRef("pk"))
    latest = Subquery(said.order_by("-at", "-id").values("from_desk")[:1])
    return Q(Exists(said.filter(from_desk=True))) & Q(Exact(latest, False))


FLAGGED = {
    "unread": unread,
    "replied": replied,
    "watched": lambda reader: Q(pk__in=Watch.objects.filter(person=reader.person).values("ticket")),
    "offered": lambda reader: Q(offered_to=reader.person),
    "helped": lambda reader: Q(pk__in=Ticket.helpers.through.objects.filter(person=reader.person).values("ticket")),
    "reopened": lambda reader: Q(reopen_count__gt=0),
}


def by_text(term, reader):
    """Every word in one message or note; notes only for whoever may read them."""
    kinds = {True: "phrase", False: "plain"}
    asked = [SearchQuery(value, config=CONFIGURATION, search_type=kinds[" " in value]) for value in term.values]
    said = Text.objects.filter(document=reduce(and_, asked))
    return Q(pk__in=(said if reader.person.serves else said.filter(internal=False)).values("ticket"))


def by_identifier(term, reader):
    """Whatever its case (T-10)."""
    same = reduce(or_, [Q(value__iexact=value) for value in term.values])
    return Q(pk__in=Identifier.objects.filter(same).values("ticket"))


def by_moment(term, reader):
    at = instant(term, reader.now)
    bound = {"after": "gte", "before": "lt"}[term.op]
    if term.field == "waiting":
        return Q(**{f"status_since__{bound}": at}, status__in=WAITING)
    if term.field in COLUMNS:
        return Q(**{f"{COLUMNS[term.field]}__{bound}": at})
    if term.field == "promised":
        clocks = TicketClock.objects.filter(goal=Goal.NEXT_UPDATE, stopped_at=None, **{f"due_at__{bound}": at})
        return Q(pk__in=clocks.values("ticket"))
    if term.field == "breached":
        return Q(pk__in=TicketClock.objects.filter(breached_at__gte=at).values("ticket"), merged_into=None)
    return Q(pk__in=Ticket.objects.filter(reopenings__at__gte=at).values("pk"), merged_into=None)


def instant(term, now) -> datetime:
    """A span counts from now, forwards for what lies ahead; a day begins where the reader is."""
    value = term.values[0]
    if span := grammar.SPAN.match(value):
        width = timedelta(**{UNITS[span[2]]: int(span[1])})
        return now + width if FIELDS[term.field].ahead else now - width
    if value in grammar.DAYS:
        return midnight(day(value, timezone.localdate(now)))
    if len(value) == 10:
        return midnight(date.fromisoformat(value))
    given = datetime.fromisoformat(value)
    return given if given.tzinfo else timezone.make_aware(given)


def day(word, today):
    return {
        "today": today,
        "yesterday": today - DAY,
        "tomorrow": today + DAY,
        "week": today - today.weekday() * DAY,
        "month": today.replace(day=1),
    }[word]


def midnight(of_day):
    return timezone.make_aware(datetime.combine(of_day, time()))


MEANINGS = {
    "status": by_status,
    "priority": by_priority,
    "owner": by_owner,
    "requester": by_requester,
    "organisation": by_organisation,
    "queue": by_queue,
    "type": by_name("type"),
    "category": by_name("category"),
    "component": by_name("component"),
    "tag": by_tag,
    "channel": lambda term, reader: Q(channel__in=term.values),
    "is": by_flags,
    "due": by_due,
    "waiting": by_waiting,
    "identifier": by_identifier,
    "source_key": lambda term, reader: Q(source_key__in=term.values),
    "text": by_text,
}
