"""Weeks of a desk that happened: tickets whose lives are drawn from a seed, at instants of their own."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from operator import attrgetter
from random import Random
from typing import NamedTuple

import pytest

from supportdesk import clock
from supportdesk.accounts.actor import Actor, system
from tickets.desk.actions.close import close
from tickets.desk.actions.moves import move
from tickets.desk.actions.open import open_ticket
from tickets.desk.actions.prioritise import prioritise
from tickets.desk.actions.reopen import reopen
from tickets.desk.actions.reply import reply
from tickets.desk.actions.resolve import resolve
from tickets.desk.actions.ring_due import ring_due
from tickets.desk.actions.transfer import transfer
from tickets.desk.actions.triage import triage
from tickets.desk.models import Ticket, TicketClock
from tickets.promises.actions.answer import answer_some
from tickets.promises.actions.publish_terms import publish_terms
from tickets.promises.actions.retarget_open import carry_on
from tickets.promises.actions.what_if import ask
from tickets.sla.actions.drafts import begin_draft, change_draft
from tickets.sla.models import Policy

MONDAY = datetime(2026, 3, 2, 8, tzinfo=UTC)
WEEKS = 4
GAPS = [3, 20, 90, 400, 2000, 6000]  # minutes between two acts, at most
VERSIONED = {"triage": triage, "prioritise": prioritise, "transfer": transfer, "resolve": resolve, "close": close}


class Act(NamedTuple):
    at: datetime
    ticket: int
    verb: str
    what: dict


def life(number, random):
    """What happens to one ticket, in order."""
    at = MONDAY + timedelta(minutes=random.randrange(WEEKS * 7 * 24 * 60))
    where = {"channel": random.choice(["portal", "phone"]), "queue": random.randrange(2)}
    yield Act(at, number, "open", where | levels(random))
    steps = ["triage", *random.choices(["reply", "wait", "transfer", "prioritise"], k=4), "resolve"]
    steps += random.choice([[], ["reopen", "wait", "resolve"], ["close"]])
    for step in steps[: random.randint(1, len(steps))]:
        at += timedelta(minutes=1 + random.choice(GAPS) * random.random())
        yield Act(at, number, step, levels(random) if step in ("triage", "prioritise") else {})


def levels(random):
    return {"impact": random.choice([1, 2, 3]), "urgency": random.choice([1, 2, 3])}


@pytest.fixture
def drawn():
    """`drawn(40, seed=1)`: the lives of forty tickets as one row of acts."""

    def lives(count, seed=1):
        random = Random(seed)
        return sorted((act for number in range(count) for act in life(number, random)), key=attrgetter("at"))

    return lives


class Desk:
    """Where the acts happen."""

    def __init__(self, queues, rob, ann, kind):
        self.queues, self.kind = queues, kind
        self.rob, self.ann = Actor(rob, "import"), Actor(ann, "import")

    def happen(self, acts):
        for act in acts:
            if act.verb == "open":
                self.open(act, **act.what)
            else:
                self.do(act, Ticket.objects.get(source_key=f"story-{act.ticket}"))

    def open(self, act, *, queue, **what):
        words = {"title": f"Story {act.ticket}", "body": "It blinks.", "source_key": f"story-{act.ticket}"}
        rob, there = self.rob, self.queues[queue]
        open_ticket(there, by=rob, requester=rob.person, type=self.kind, at=act.at, **words | what)

    def do(self, act, ticket):
        doing = {"by": self.ann, "at": act.at}
        if act.verb in VERSIONED:
            VERSIONED[act.verb](ticket, seen=ticket.version, **doing | act.what | self.beside(act.verb, ticket))
        elif act.verb == "reopen":
            reopen(ticket, reason="not_fixed", **doing)
        elif act.verb == "reply":
            reply(ticket, body="We are at it.", **doing)
        else:
            step = "start" if ticket.status == "pending_requester" else "wait_requester"
            move(ticket, seen=ticket.version, action=step, waiting_reason="details", **doing)

    def beside(self, verb, ticket):
        if verb == "transfer":
            return {"queue": next(queue for queue in self.queues if queue != ticket.queue)}
        return {"code": "fixed", "cause_class": "unknown"} if verb == "resolve" else {}


@pytest.fixture
def play(rob, ann, incident, service_desk, network):
    """`play(acts)`: let them happen, each at its own instant."""
    return Desk([service_desk, network], rob, ann, incident).happen


@pytest.fixture
def ring():
    """`ring(until)`: the sweep comes by."""

    def sweep(until):
        while ring_due(by=system("clock"), now=until):
            pass

    return sweep


@pytest.fixture
def breaches():
    """`breaches(since, until)`: what is broken by then: ticket, goal and which of its clocks, with the instant."""

    def broken(since, until):
        found, seen = {}, {}
        for row in TicketClock.objects.select_related("ticket").order_by("pk"):
            place = (row.ticket.source_key, row.goal)
            seen[place] = seen.get(place, 0) + 1
            if row.breached_at and since <= row.breached_at < until:
                found[(*place, seen[place])] = row.breached_at
        return found

    return broken


NIGHT_AND_DAY = {str(day): [[0, 1440]] for day in range(7)}
MORNINGS = {str(day): [[540, 660]] for day in range(5)}
MOVED = {"p3": True, "p4": True, "standard": True}
FIRST, LAST = date(2026, 3, 2), date(2026, 4, 5)


@pytest.fixture
def hours_drafted(by, max):
    """`hours_drafted(week)`: Max proposes other business hours."""

    def propose(week, **more):
        content = {"name": "Other hours", "zone": "UTC", "week": week}
        given = {"what": "calendar", "content": content, "policies": MOVED, "reason": "Customers asked.", **more}
        return begin_draft("business-hours", by=by(max), **given)

    return propose


@pytest.fixture
def terms_drafted(by, max):
    """`terms_drafted("p3", 10)`: Max proposes ten times as long for P3."""

    def propose(key, times):
        said = Policy.objects.get(key=key, version=1).plain()
        for target in said["targets"]:
            target |= {"seconds": round(target["seconds"] * times), "unit": "minutes"}
        return begin_draft(key, by=by(max), what="policy", content=said, reason="Customers asked.")

    return propose


@pytest.fixture
def month(drawn, play, ring):
    """What happened to thirty tickets in March."""
    play(drawn(30))
    ring(MONDAY + timedelta(weeks=WEEKS + 1))


@pytest.fixture
def ask_what_if(by, max):
    """`ask_what_if(draft)`: Max asks; nobody has looked yet."""

    def asked(draft, **more):
        span = {"first": FIRST, "last": LAST, "zone": "UTC", **more}
        return ask(draft, by=by(max), **span)

    return asked


@pytest.fixture
def answered(ask_what_if):
    """`answered(draft)`: Max has asked, and the workers are done."""

    def done(draft, **more):
        what_if = ask_what_if(draft, **more)
        while answer_some(what_if, by=system("clock")):
            pass
        what_if.refresh_from_db()
        return what_if

    return done


@pytest.fixture
def desk_clock(settings, tmp_path):
    """`desk_clock(instant)`: the desk's clock stands there, and goes on."""
    settings.TEST_CLOCK, settings.RUN_DIR, settings.ALLOWED_HOSTS = True, tmp_path, ["localhost"]

    def stand(instant):
        seconds = (instant - clock.now()).total_seconds() + clock.offset().total_seconds() if instant else 0
        (tmp_path / "clock").write_text(str(seconds))

    return stand


def told(what_if):
    """Its lists, by names that a copy of the desk has too."""
    places, seen = {}, Counter()
    for pk, source, goal in TicketClock.objects.order_by("pk").values_list("pk", "ticket__source_key", "goal"):
        seen[source, goal] += 1
        places[pk] = (source, goal, seen[source, goal])
    rows = what_if.differences.values_list("clock", "gained")
    return {gained: {places[pk] for pk, one in rows if one is gained} for gained in (True, False)}


@pytest.fixture
def publish_at(desk_clock, by, max):
    """`publish_at(instant, draft, also_open=True)`: Max publishes it while the desk's clock stands there."""

    def published(instant, draft, *, also_open):
        desk_clock(instant)
        if also_open:
            change_draft(draft, by=by(max), also_open=True)
        _, run = publish_terms(draft, by=by(max))
        while run and carry_on(run, by=system("clock")):
            pass
        desk_clock(None)

    return published
