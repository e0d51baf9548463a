"""Two at once on one ticket and its incident: both lock the incident first, so one waits and neither is killed."""

import threading
from concurrent.futures import ThreadPoolExecutor
from time import monotonic, sleep

import pytest
from django.db import connection

from incidents.response.actions import carry
from incidents.response.actions.carry import carry_next
from incidents.response.actions.flag import flag
from incidents.response.actions.link import link
from incidents.response.actions.settle import settle
from incidents.response.models import Incident
from incidents.response.models.suspicion import Measure
from incidents.response.sightings import watch_for
from supportdesk import clock
from tickets.desk import guarding
from tickets.desk.models import Ticket
from tickets.sla import presets

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 5  # seconds in which the other one stands in the way, or never will
WAITS = """
SELECT EXISTS (SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock')
"""


@pytest.fixture(autouse=True)
def promised(transactional_db):
    """A test before may have emptied every table, that of the promises too."""
    presets.install()


@pytest.fixture
def met(monkeypatch):
    """`met(module, name, one, other)`: `one` runs as far as `module.name`; there it stays until `other`, which begins
    only now, waits for a lock."""

    def both(module, name, one, other):
        there, go_on = threading.Event(), getattr(module, name)

        def stays(*args, **kwargs):
            there.set()
            until = monotonic() + PATIENCE
            while not somebody_waits() and monotonic() < until:
                sleep(0.01)
            return go_on(*args, **kwargs)

        def late():
            assert there.wait(PATIENCE)
            return other()

        monkeypatch.setattr(module, name, stays)
        with ThreadPoolExecutor(2) as pool:
            return [each.result() for each in [pool.submit(own, work) for work in (one, late)]]

    return both


def somebody_waits():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(WAITS)
        return cursor.fetchone()[0]


def own(work):
    """With a connection of its own."""
    try:
        return work()
    finally:
        connection.close()


def test_a_flag_and_a_link_of_one_ticket_both_succeed(met, suspected, spooler, opened, by, joe, ann):
    """INC-02, INC-04: a flag locks the incident that it joins before the ticket, as whoever links does."""
    incident, ticket = suspected(), opened(component=spooler)
    watch_for(incident, [(Measure.COMPONENT, str(spooler.pk))], clock.now())
    flagged, linked = met(
        guarding,
        "screened",
        lambda: flag(Ticket.objects.get(pk=ticket.pk), by=by(joe), words="The third floor too."),
        lambda: link(Incident.objects.get(pk=incident.pk), by=by(ann), tickets=[ticket.pk]),
    )
    assert (flagged, linked.already) == (incident, [ticket.pk])
    assert incident.links.live().count() == 1


def test_a_final_message_and_a_link_of_one_ticket_both_succeed(
    met, declared, joined, lead, opened, by, ian, ann, clockwork
):
    """INC-19: the last one that is told ends the clock of its incident; that is locked before the ticket too."""
    (ticket,), late = joined(declared), opened(title="Late")
    lead(declared, "verified")
    settle(declared, by=by(ian), message="Printing works again.")
    carried, linked = met(
        carry,
        "end_when_told",
        lambda: carry_next(by=clockwork),
        lambda: link(Incident.objects.get(pk=declared.pk), by=by(ann), tickets=[ticket.pk, late.pk]),
    )
    assert (carried, [one.ticket_id for one in linked.made]) == (True, [late.pk])
    assert ticket.messages.filter(from_desk=True).count() == 1
