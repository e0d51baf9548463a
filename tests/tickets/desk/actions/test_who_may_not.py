"""Who may say none of these words: a stranger, the auditor, the admin, a light seat, an AI, a closed account.

The exceptions are rights that the permission matrix gives by name.
"""

import pytest

from supportdesk.accounts.actor import Actor
from supportdesk.errors import NotAllowed
from tickets.desk.actions.cancel import cancel
from tickets.desk.models import Ticket

from .calls import WITH_VERSION, WITHOUT_VERSION

pytestmark = pytest.mark.django_db

ALL = {**WITH_VERSION, **WITHOUT_VERSION}
OUTSIDERS = ("sue", "ada", "olga", "paula")
MAY = {("olga", "cancel")}


@pytest.fixture
def say(request, scene):
    """`say(name, by)`: this action on a ticket on which it is possible, by this actor."""

    def said(name, by):
        stage, words = ALL[name]
        ticket = request.getfixturevalue(stage)
        if name in WITH_VERSION:
            return words(ticket, by, ticket.version, scene)
        return words(ticket, by, scene)

    return said


@pytest.mark.parametrize("name", ALL)
def test_outsiders_are_refused_and_leave_no_trace(name, say, by, request, news):
    """ROLE-01: a right withheld is refused in the action itself, whatever the entry point."""
    ticket = request.getfixturevalue(ALL[name][0])
    before = Ticket.objects.filter(pk=ticket.pk).values().get()
    news(ticket)
    for who in OUTSIDERS:
        if (who, name) not in MAY:
            with pytest.raises(NotAllowed):
                say(name, by(request.getfixturevalue(who)))
    assert Ticket.objects.filter(pk=ticket.pk).values().get() == before
    assert news(ticket) == []


@pytest.mark.parametrize("name", ALL)
def test_neither_a_machine_unattended_nor_a_closed_account(name, say, tess):
    with pytest.raises(NotAllowed, match="unattended"):
        say(name, Actor(tess, "ai"))
    tess.is_active = False
    with pytest.raises(NotAllowed, match="closed"):
        say(name, Actor(tess, "browser"))


@pytest.mark.parametrize("name", ["triage", "prioritise", "classify", "transfer", "assign", "offer", "move", "resolve"])
def test_the_requester_does_not_do_the_desks_work(name, say, by, rob):
    with pytest.raises(NotAllowed):
        say(name, by(rob))


def test_the_admin_cancels_what_nobody_has_begun(ticket, by, olga):
    assert cancel(ticket, by=by(olga), seen=ticket.version, reason="spam").status == "cancelled"
