"""The demo's three hundred tickets, told in the order in which they happened."""

import heapq
import random
from datetime import timedelta
from itertools import count

from django.db import transaction
from django.db.models import F

from supportdesk import clock
from supportdesk.accounts.actor import Actor, system

from ..actions.cancel import cancel
from ..actions.except_clock import except_clock
from ..actions.link import link
from ..actions.offer import offer
from ..actions.reply import reply
from ..actions.ring_due import ring_due
from ..models import Reading, Ticket
from ..states import LIVE
from . import showcase, stories, world
from .case import Case
from .lives import HOUR, ordinary

SEED = 7
# What a ticket shall come to, how many of them, and how many days ago the oldest and the youngest were opened
GOALS = (
    ("new", 9, 1, 0.01),
    ("triaged", 14, 2, 0.1),
    ("in_progress", 38, 4, 0.1),
    ("in_progress", 8, 9, 4),
    ("pending_requester", 18, 6, 1),
    ("pending_vendor", 9, 9, 2),
    ("pending_internal", 7, 7, 1),
    ("scheduled", 5, 7, 2),
    ("reopened", 6, 9, 6),
    ("resolved", 22, 6, 3),
    ("closed", 140, 40, 11),
)
WEEKEND, NIGHT = 0.15, 0.1
ENDED = ("resolved", "closed")
CALM = ((2, 2), (2, 3), (3, 2), (3, 3), (3, 3))
FRESH = timedelta(hours=6)


@transaction.atomic
def fill(seed=SEED) -> int:
    """Fill an empty installation; answers the number of tickets."""
    draw = random.Random(seed)  # noqa: S311 the same desk each time, no secret
    now = clock.now()
    place = world.build(seed)
    play([*lives(place, draw, now), *showcase.lives(place, draw, now)], now)
    connect(place, draw, now)
    while ring_due(by=system("import"), now=now):
        pass
    except_one(place)
    read_by_staff(place, draw, now)
    return Ticket.objects.count()


def play(lives, now):
    """Let every life go on in the order of the instants, until the present."""
    order = count()
    waiting = [(next(life), next(order), life) for life in lives]
    heapq.heapify(waiting)
    while waiting and waiting[0][0] <= now:
        _, _, life = heapq.heappop(waiting)
        at = next(life, None)
        if at is not None:
            heapq.heappush(waiting, (at, next(order), life))


def lives(place, draw, now):
    weights = [story.weight for story in stories.STORIES]
    for goal, number, oldest, youngest in GOALS:
        for _ in range(number):
            at = instant(draw, now, oldest, youngest)
            calm = goal not in ENDED and now - at > FRESH and draw.random() < 0.95  # what is urgent does not lie about
            levels = draw.choice(CALM) if calm else None
            case = Case(place, draw, draw.choices(stories.STORIES, weights)[0], levels=levels)
            yield ordinary(case, at, goal, **details(case, draw))


def details(case, draw):
    """Some name an identifier, some have tags."""
    identifiers = [
        ("request", case.words["request"]),
        ("error_code", case.words["error"]),
        ("external", case.words["vendor"]),
    ]
    return {
        "identifiers": [draw.choice(identifiers)] if draw.random() < 0.25 else (),
        "tags": draw.sample(sorted(case.world.tags), draw.choice((1, 1, 2))) if draw.random() < 0.3 else (),
    }


def instant(draw, now, oldest, youngest):
    """Between so many days ago; mostly on working days and by day."""
    while True:
        at = now - timedelta(days=draw.uniform(youngest, oldest))
        likely = (WEEKEND if at.weekday() > 4 else 1) * (1 if 7 <= at.hour < 18 else NIGHT)
        if draw.random() < max(likely, 0.02):
            return at


def connect(place, draw, now):
    """Cancellations, links between tickets and to the outside, and two tickets on their way to Ann."""
    staff = place.staff
    live = list(Ticket.objects.filter(status__in=LIVE).select_related("owner").order_by("-id"))
    for ticket, reason in zip(draw.sample(live[60:], 6), ("withdrawn", "spam", "duplicate") * 2, strict=True):
        cancel(
            ticket,
            by=Actor(staff["Tess"], "import"),
            seen=ticket.version,
            reason=reason,
            at=since(draw, now, ticket),
        )
    rest = [ticket for ticket in live if ticket.is_live]
    drawn = iter(draw.sample(rest, 13))
    by = Actor(staff["Sam"], "import")
    for kind in ("related", "child_of", "duplicate_of", "related", "related"):
        one, other = next(drawn), next(drawn)
        link(one, by=by, kind=kind, other=other, at=since(draw, now, one, other))
    for kind, reference in (("bug", "SHOP-2291"), ("vendor_case", "CS-481516"), ("change", "CHG-0342")):
        one = next(drawn)
        link(one, by=by, kind=kind, reference=reference, at=since(draw, now, one))
    hand_over(place, rest)


def since(draw, now, *tickets):
    """Some time between the last thing that happened to these tickets and now."""
    last = max(ticket.activity_at for ticket in tickets)
    return last + draw.random() * (now - last)


def hand_over(place, rest):
    """What happens at this very moment, so that Ann finds something in her notices."""
    ann = place.staff["Ann"]
    others = [
        ticket
        for ticket in rest
        if ticket.owner_id and ticket.owner != ann and ticket.queue_id == place.queues["service-desk"].pk
    ]
    for ticket in others[:2]:
        by = Actor(ticket.owner, "browser")
        offer(ticket, by=by, seen=ticket.version, to=ann, reason="My shift ends, and you know this customer.")
    hers = Ticket.objects.filter(owner=ann, status__in=LIVE).select_related("requester").order_by("pk")
    waiting = list(hers.filter(status="pending_requester")[:2])
    for ticket in waiting or hers[:2]:
        reply(
            ticket,
            by=Actor(ticket.requester, "browser"),
            body="Sorry for the delay: it was the blue cable. Now it works, but slowly.",
        )


def except_one(place):
    """A ticket for which nobody is to blame, a late one if there is one, so that an exception can be looked at."""
    ended = Ticket.objects.filter(clocks__goal="resolution", clocks__cancelled=False, status="resolved")
    ticket = ended.order_by(F("clocks__breached_at").asc(nulls_last=True), "pk").first()
    if ticket is not None:
        words = {"until": clock.now() + timedelta(days=14), "reason": "The provider's line was cut for two days."}
        except_clock(ticket, by=Actor(place.staff["Max"], "browser"), seen=ticket.version, goal="resolution", **words)


def read_by_staff(place, draw, now):
    """What people have read already; the rest shows as unread."""
    tickets = Ticket.objects.filter(status__in=LIVE, activity_at__lt=now - 3 * HOUR)
    seen = [(person, ticket) for person in place.staff.values() for ticket in tickets if draw.random() < 0.8]
    Reading.objects.bulk_create(
        [Reading(person=person, ticket=ticket, read_at=now) for person, ticket in seen], batch_size=1000
    )
