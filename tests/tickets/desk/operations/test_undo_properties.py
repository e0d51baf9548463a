"""Any sequence of bulk changes, merges, splits and their undo gives identical threads and fields back."""

from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from supportdesk import clock
from supportdesk.accounts.actor import Actor, system
from supportdesk.errors import Refused
from tests.at_work import RESOLVED
from tests.factories import CategoryFactory, PersonFactory, TagFactory, TicketTypeFactory
from tickets.desk.actions.assign import assign
from tickets.desk.actions.bulk import bulk, start
from tickets.desk.actions.help import add_helper
from tickets.desk.actions.identify import identify
from tickets.desk.actions.link import link
from tickets.desk.actions.merge import merge
from tickets.desk.actions.note import note
from tickets.desk.actions.open import open_ticket
from tickets.desk.actions.operate import carry_out
from tickets.desk.actions.reply import reply
from tickets.desk.actions.split import split
from tickets.desk.actions.triage import triage
from tickets.desk.actions.undo import undo
from tickets.desk.models import Ticket

from .snapshot import differences, snapshot, words

pytestmark = pytest.mark.django_db


@dataclass
class World:
    """A small desk: six tickets of two people of Acme, in different states, with something on each."""

    by: Actor
    people: dict
    tickets: list
    stack: list = field(default_factory=list)

    def chosen(self, numbers):
        return Ticket.objects.filter(pk__in=[self.tickets[number % len(self.tickets)] for number in numbers])

    def one(self, number):
        return Ticket.objects.get(pk=self.tickets[number % len(self.tickets)])


def world(ann, sam, rob, rosa, queues):
    by = Actor(ann, "browser")
    things = {
        "sam": sam,
        "ann": ann,
        "queues": queues,
        "tags": [TagFactory(name=name) for name in ("vpn", "late", "vip")],
        "types": [TicketTypeFactory(key=key) for key in ("incident", "question")],
        "categories": [CategoryFactory(key=key) for key in ("printing", "network")],
    }
    made = World(by, things, [])
    for number in range(6):
        made.tickets.append(one_of_six(made, number, (rob, rosa)[number % 2]).pk)
    link(made.one(0), by=by, kind="child_of", other=made.one(5))
    return made


def one_of_six(made, number, who):
    by, things = made.by, made.people
    about = {"type": things["types"][number % 2], "channel": "portal", "tags": things["tags"][: number % 3]}
    ticket = open_ticket(things["queues"][0], by=by, requester=who, title=f"Ticket {number}", body="Help!", **about)
    reply(ticket, by=Actor(who, "browser"), body=f"And this too, {number}.")
    if number > 1:
        triage(ticket, by=by, seen=ticket.version, impact=2, urgency=2, category=things["categories"][0])
        note(ticket, by=by, body=f"Note {number}")
    if number > 2:
        assign(ticket, by=by, seen=ticket.version, to=things["ann"])
        identify(ticket, by=by, kind="trace", value=f"same-{number % 2}")
    if number > 3:
        add_helper(ticket, by=by, helper=things["sam"])
    return ticket


def until():
    return clock.now() + timedelta(days=2)


BULK = {
    "assign": lambda w, n: {"to": (None, w.people["ann"], w.people["sam"])[n % 3], "reason": "Mine."},
    "transfer": lambda w, n: {"queue": w.people["queues"][n % 2], "reason": "Belongs there."},
    "tag": lambda w, n: {"add": [w.people["tags"][n % 3]], "remove": [w.people["tags"][(n + 1) % 3]]},
    "prioritise": lambda w, n: {"priority": 1 + n % 4, "rationale": "So many."},
    "classify": lambda w, n: {"type": w.people["types"][n % 2], "category": w.people["categories"][n % 2]},
    "link": lambda w, n: {"kind": ("related", "child_of", "duplicate_of")[n % 3], "other": w.one(n)},
    "note": lambda w, n: {"body": f"Note of many {n}"},
    "move": lambda w, n: (
        {"action": "start"}
        if n % 2
        else {"action": "wait_requester", "waiting_reason": "details", "until": until(), "waiting_for": "Rob"}
    ),
    "resolve": lambda w, n: RESOLVED,
    "close": lambda w, n: {"reason": "Enough."},
    "cancel": lambda w, n: {"reason": "mistake", "comment": ""},
}
numbers = st.integers(0, 11)
several = st.lists(st.integers(0, 7), min_size=1, max_size=5)
step = st.one_of(
    st.tuples(st.just("bulk"), st.sampled_from(sorted(BULK)), several, numbers),
    st.tuples(st.just("bulk"), st.sampled_from(sorted(BULK)), several, numbers),
    st.tuples(st.just("merge"), st.none(), several, numbers),
    st.tuples(st.just("split"), st.none(), several, numbers),
    st.tuples(st.just("undo"), st.none(), st.just([]), numbers),
)


def prepare(made, kind, verb, chosen, number):
    if kind == "bulk":
        return bulk(made.chosen(chosen), by=made.by, verb=verb, **BULK[verb](made, number))
    if kind == "merge":
        return merge(made.one(number), by=made.by, tickets=made.chosen(chosen))
    ticket = made.one(number)
    said = list(ticket.messages.order_by("at", "pk").values_list("pk", flat=True)[1:])
    notes = list(ticket.notes.values_list("pk", flat=True))[: number % 2]
    return split(ticket, by=made.by, seen=ticket.version, title="Apart", messages=said[:2], notes=notes)


def carried(made, operation):
    if operation.state == "previewed":
        start(operation, by=made.by)
    while carry_out(operation, by=system("clock")):
        pass
    operation.refresh_from_db()
    return operation


def act(made, kind, verb, chosen, number):
    """One step; on the stack goes what was before, and what was done. A refusal leaves everything as it was."""
    before = snapshot(made.tickets)
    try:
        with transaction.atomic():
            operation = prepare(made, kind, verb, chosen, number)
    except Refused:
        assert differences(before, snapshot(made.tickets)) == []
        return
    assert kind == "split" or differences(before, snapshot(made.tickets)) == [], "a preview changed something"
    carried(made, operation)
    if kind == "split":
        made.tickets.append(operation.items.get().data["new"])
    if operation.done:
        made.stack.append((before, operation))


def take_back(made):
    before, operation = made.stack.pop()
    undoing = carried(made, undo(operation, by=made.by))
    operation.refresh_from_db()
    told = [(item.ticket_id, item.state, item.why, item.data) for item in undoing.items.all()]
    assert differences(before, snapshot(before)) == [], (operation.kind, operation.verb, told)
    assert (undoing.refused, operation.state) == (0, "undone"), (operation.kind, operation.verb, told)


@pytest.fixture
def scene(ann, sam, rob, acme, service_desk, network, tess):
    rosa = PersonFactory(name="Rosa", organisation=acme)
    ann.roles = ["TL", "AN"]
    ann.save()
    return ann, sam, rob, rosa, (service_desk, network)


def there_and_back(scene, steps):
    with transaction.atomic():
        made = world(*scene)
        said = words()
        for each in steps:
            if each[0] != "undo":
                act(made, *each)
            elif made.stack:
                take_back(made)
        while made.stack:
            take_back(made)
        assert words() == said
        transaction.set_rollback(True)


CHECKS = {"deadline": None, "suppress_health_check": list(HealthCheck), "database": None}


@settings(max_examples=12, **CHECKS)
@given(steps=st.lists(step, min_size=2, max_size=7))
@example(steps=[("bulk", "assign", [3], 8), ("merge", None, [3], 0)])
def test_whatever_was_done_is_taken_back(scene, steps):
    there_and_back(scene, steps)


@pytest.mark.prove
@settings(max_examples=400, **CHECKS)
@given(steps=st.lists(step, min_size=2, max_size=14))
def test_whatever_was_done_is_taken_back_at_length(scene, steps):
    there_and_back(scene, steps)


@settings(max_examples=8, **CHECKS)
@given(steps=st.lists(step, min_size=3, max_size=7), order=st.randoms(use_true_random=False))
def test_in_whatever_order_no_word_is_lost_or_doubled(scene, steps, order):
    """Taken back out of order, what stands in the way stays; but nothing that was said gets lost."""
    with transaction.atomic():
        made = world(*scene)
        said = words()
        for each in steps:
            if each[0] != "undo":
                act(made, *each)
        order.shuffle(made.stack)
        for _, operation in made.stack:
            carried(made, undo(operation, by=made.by))
        assert words() == said
        transaction.set_rollback(True)
