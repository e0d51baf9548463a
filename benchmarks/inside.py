"""What runs with Django, in a process of its own for one database: `python -m benchmarks.inside WHAT [NUMBER]`."""

from benchmarks import ready  # isort: skip

import itertools
import json
import statistics
import sys
import time

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection

from incidents.statuspage import copies
from incidents.statuspage.actions.keep_component import keep_component
from incidents.statuspage.actions.notices import begin_notice, post
from incidents.statuspage.actions.set_health import set_health
from supportdesk import clock, live
from supportdesk.accounts.actions.issue_token import issue_token
from supportdesk.accounts.actor import Actor, system
from supportdesk.accounts.models import Person
from supportdesk.catalogue.models import Component, Tag
from supportdesk.events import relay
from supportdesk.events.models import Event, Outbox
from supportdesk.events.record import Occurrence, record_all
from tickets.desk.actions.bulk import bulk, start
from tickets.desk.actions.reply import reply
from tickets.desk.actions.ring_due import ring_due
from tickets.desk.actions.undo import undo
from tickets.desk.models import Operation, Ticket, TicketClock
from tickets.desk.queries import figures
from tickets.desk.states import LIVE
from tickets.sla import ledger
from tickets.views import queries as counting
from tickets.views.actions.save import save_view
from tickets.views.models import View

from . import prototypes
from .open_articles import ask_articles, fill_articles
from .open_clocks import fill, lateness, replay_and_retarget, ring_rounds, tidy, wait_for
from .open_figures import ask_boards, fold_all, fold_told, read_events, roll_day, roll_weeks
from .open_incidents import link_tickets
from .open_rooms import fill_rooms
from .open_ways import arrived, open_mailbox, owe, owed, resume

__all__ = [
    "arrived",
    "ask_articles",
    "ask_boards",
    "fill",
    "fill_articles",
    "fill_rooms",
    "fold_all",
    "fold_told",
    "lateness",
    "link_tickets",
    "open_mailbox",
    "owe",
    "owed",
    "read_events",
    "ready",
    "replay_and_retarget",
    "resume",
    "ring_rounds",
    "roll_day",
    "roll_weeks",
    "tidy",
    "wait_for",
]
VIEWS = {
    "High": "priority:1,2",
    "Mine": "owner:me",
    "Waiting long": "status:waiting waiting>3d",
    "Due soon": "due<4h -owner:none",
    "At risk": "due:at_risk,overdue",
    "Questions": "type:question status:new,triaged",
    "Old ones": "opened<7d -status:waiting",
    "Nobody's queue": "queue:bench-1,bench-2 owner:none",
    "One customer": 'organisation:"Customer 7"',
    "Closed last week": "status:closed resolved>1w",
}
SCOPES = ["tickets:read", "tickets:write", "people:read", "catalogue:read"]


def timed(work):
    begin, spent = time.perf_counter(), time.process_time()
    answer = work()
    return {"seconds": time.perf_counter() - begin, "cpu": time.process_time() - spent, "answer": answer}


def heard(tabs, names):
    """Addresses of streams, each of a list of so many tickets."""
    addresses = (live.address(["ticket", *(f"ticket-{n + 1}" for n in range(int(names)))]) for _ in range(int(tabs)))
    return [address.removeprefix(settings.LIVE_URL) for address in addresses]


def play():
    prototypes.play()
    return Ticket.objects.count()


def settle(sampled=200):
    """After the copies were made: ring what has become due, owe nothing, and hold a sample against the ledger."""
    prototypes.ring_all()
    Outbox.objects.all().delete()
    sample = TicketClock.objects.order_by("?")[: int(sampled)]
    wrong = [row.pk for row in sample if row.pure() != ledger.replayed(row)]
    if wrong:
        raise SystemExit(f"These copied clocks differ from their ledger: {wrong}")
    running = TicketClock.objects.filter(alarm_at__isnull=False).count()
    return {"tickets": Ticket.objects.count(), "live": Ticket.objects.live().count(), "running": running}


def keys():
    """A browser session for one agent, tokens for eight, and what they may ask for."""
    agents = list(Person.objects.filter(email__startswith="agent").order_by("pk")[:8])
    live = Ticket.objects.filter(status__in=LIVE).values_list("pk", flat=True)
    return {
        "cookie": f"sessionid={session(agents[0])}",
        "tokens": [issue_token(each, by=system("import"), name="bench", scopes=SCOPES)[1] for each in agents],
        "person": agents[0].pk,
        "queue": Ticket.objects.live().order_by("pk").first().queue_id,
        "live": list(live.order_by("?")[:400]),
        "all": list(Ticket.objects.order_by("?").values_list("pk", flat=True)[:400]),
        "requesters": list(Person.objects.filter(email__startswith="user").values_list("email", flat=True)[:200]),
    }


def save_views(person_pk):
    """Ten views as analysts keep them, and a session to look at them."""
    person = Person.objects.get(pk=person_pk)
    for name, filter in VIEWS.items():
        save_view(name, by=Actor(person, "import"), owner=person, filter=filter)
    return {"views": len(VIEWS)}


def count_views(person_pk, rounds=40):
    """The figures of the saved views, and those of the standing ones; how many of the first are exact."""
    person = Person.objects.get(pk=person_pk)
    views, now = list(View.objects.visible_to(person)), clock.now()
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    saved = [timed(lambda: counting.count(views, person)) for _ in range(int(rounds))]
    tickets = Ticket.objects.visible_to(person)
    standing = [timed(lambda: figures.counts(tickets, person, now, midnight, midnight)) for _ in range(int(rounds))]
    exact = sum(each.exact and each.number is not None for each in saved[-1]["answer"].values())
    return {"exact": exact} | {
        name: [each["seconds"] for each in every] for name, every in (("saved", saved), ("standing", standing))
    }


def lengthen(number):
    """A ticket on which two people have said so much, by the same action as ever; its id."""
    ticket = Ticket.objects.filter(status="in_progress").select_related("owner", "requester").earliest("pk")
    writers = itertools.cycle([Actor(ticket.owner, "browser"), Actor(ticket.requester, "browser")])
    for place, by in zip(range(int(number) - ticket.messages.count()), writers, strict=False):
        reply(ticket, by=by, body=f"Message {place}. " + "It still does not print from the second tray. " * 6)
    return ticket.pk


def session(person):
    store = SessionStore()
    store[SESSION_KEY] = str(person.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = person.get_session_auth_hash()
    store.save()
    return store.session_key


def nothing_due(rounds=30):
    by = system("clock")
    rang = [timed(lambda: ring_due(by=by)) for _ in range(int(rounds))]
    assert not any(each["answer"] for each in rang), "something was due"
    return {name: statistics.median(each[name] for each in rang) * 1000 for name in ("seconds", "cpu")}


def make_due(number):
    """Every open clock runs and stands before its last level; answers the instant at which so many are due."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE desk_ticketclock SET level = 90, breached_at = NULL, since = coalesce(since, started_at),"
            " due_at = now() + id * interval '1 ms', alarm_at = now() + id * interval '1 ms' WHERE stopped_at IS NULL"
        )
        cursor.execute("VACUUM ANALYZE desk_ticketclock")
    due = TicketClock.objects.filter(alarm_at__isnull=False).order_by("alarm_at")
    return due.values_list("alarm_at", flat=True)[int(number) - 1].isoformat()


def ring(now):
    """The sweep as the clock runs it: batches, each committed, until nothing is due."""
    instant = clock.now().fromisoformat(now)
    by = system("clock")

    def sweep():
        rang = 0
        while batch := ring_due(by=by, now=instant):
            rang += batch
        return rang

    return timed(sweep)


def tell(number):
    """So many replies happen on live tickets, as events that nobody has been told of."""
    by = Actor(Person.objects.filter(email__startswith="agent").first(), "api")
    live = list(Ticket.objects.filter(status__in=LIVE).values_list("pk", "organisation_id")[:1000])
    now = clock.now()
    told = [
        Occurrence("ticket.replied", "ticket", *live[n % len(live)], now, {"from_desk": True})
        for n in range(int(number))
    ]
    for begin in range(0, len(told), 1000):
        record_all(told[begin : begin + 1000], by=by)
    return Event.objects.count()


def drain(lane):
    return timed(lambda: relay.drain(lane))


def prepare_bulk(number):
    """A tag for so many tickets, prepared by a lead as the page does it; nothing is changed yet."""
    lead = Person.objects.filter(email__startswith="agent", roles__contains=["AN"]).order_by("pk").first()
    tag = Tag.objects.get_or_create(name="bench-bulk")[0]
    some = Ticket.objects.filter(pk__in=Ticket.objects.live().order_by("pk").values("pk")[: int(number)])
    made = timed(lambda: bulk(some, by=Actor(lead, "browser"), verb="tag", add=[tag]))
    return {"bulk": made["answer"].pk, "seconds": made["seconds"], "total": made["answer"].total}


def prepare_undo(number):
    operation = Operation.objects.select_related("asked_by").get(pk=number)
    made = timed(lambda: undo(operation, by=Actor(operation.asked_by, "browser")))
    return {"undo": made["answer"].pk, "seconds": made["seconds"]}


def begin_operation(number):
    operation = Operation.objects.select_related("asked_by").get(pk=number)
    return start(operation, by=Actor(operation.asked_by, "browser")).total


def status_page():
    """Twelve parts, one of them degraded, and what is said about it."""
    by = system("import")
    made = [Component.objects.get_or_create(key=f"status-{n}", defaults={"name": f"Part {n}"})[0] for n in range(12)]
    parts = [keep_component(one, by=by, name=one.name) for one in made]
    for number in range(6):
        notice = begin_notice(f"Disturbance {number}", by=by, components=parts[number : number + 2])
        post(notice, by=by, stage="investigating", body="We look into it. " * 10)
        if number:
            post(notice, by=by, stage="resolved", body="It works again.")
    set_health(parts[0], by=by, health="degraded")
    return copies.rewrite(clock.now())


if __name__ == "__main__":
    print(json.dumps(globals()[sys.argv[1]](*sys.argv[2:])))
