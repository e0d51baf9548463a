"""A day of the desk that leaves something to count: one case that held, one that came back, one still open."""

import re
from html import unescape

import pytest

from metrics.surveys.actions.answer import answer_survey
from metrics.surveys.models import Survey
from metrics.surveys.subscribers import ask
from supportdesk.events import relay
from supportdesk.events.models import Event
from tests.tickets.desk.api.conftest import api
from tests.tickets.desk.web.conftest import browse, page, said
from tickets.desk.actions.assign import assign
from tickets.desk.actions.confirm import confirm
from tickets.desk.actions.reopen import reopen
from tickets.desk.actions.reply import reply
from tickets.desk.actions.resolve import resolve
from tickets.desk.actions.triage import triage

__all__ = ["api", "browse", "page", "said"]
FIGURE = re.compile(r'data-count="(\d+)" href="([^"]+)"')
TOTAL = re.compile(r'data-total="(\d+)"')


@pytest.fixture
def day(opened, by, ann, rob, printing, resolution, network):
    """Three tickets: Ann's that held and was rated, Ann's that came back, one of the network that nobody touched."""
    kept, back, untouched = opened(), opened(title="The scanner too"), opened(title="No line", queue=network)
    for ticket in (kept, back):
        triage(ticket, by=by(ann), seen=ticket.version, impact=2, urgency=2, category=printing)
        assign(ticket, by=by(ann), seen=ticket.version, to=ann)
        reply(ticket, by=by(ann), body="Is it the fuse? Please look at the lamp beside the paper tray.")
        resolve(ticket, by=by(ann), seen=ticket.version, **resolution)
    confirm(kept, by=by(rob))
    reopen(back, by=by(rob), reason="not_fixed", body="It is back.")
    ask(Event.objects.order_by("pk"))
    answer_survey(Survey.objects.get(), by=by(rob), score=4)
    relay.drain("figures")
    return kept, back, untouched


@pytest.fixture
def figures():
    """`figures(response)`: what a board says and where its cases stand."""
    return lambda response: {(int(count), unescape(link)) for count, link in FIGURE.findall(response.content.decode())}


@pytest.fixture
def total():
    """`total(response)`: how many cases a list says it has."""
    return lambda response: int(TOTAL.search(response.content.decode())[1])
