import pytest

from supportdesk.errors import Refused
from tickets.desk.actions.retitle import retitle
from tickets.desk.queries import search

pytestmark = pytest.mark.django_db


def test_old_value_new_value_actor_instant_and_origin_are_kept(ticket, by, ann, news, latest):
    """T-41: any field edit keeps old value, new value, actor, instant and origin."""
    news(ticket)
    retitle(ticket, by=by(ann, "api"), seen=1, title="  Printer on floor 4 is dead ")
    assert (ticket.title, ticket.version) == ("Printer on floor 4 is dead", 2)
    assert news(ticket) == ["ticket.retitled"]
    event = latest(ticket)
    assert event.words == {"changes": {"title": ["Printer on floor 3 is dead", "Printer on floor 4 is dead"]}}
    assert (event.actor_name, event.at, event.via) == ("Ann", ticket.activity_at, "api")


def test_it_stays_findable_under_both(ticket, by, ann):
    retitle(ticket, by=by(ann), seen=1, title="Plotter is dead")
    assert search.by_words(ann, "plotter") == search.by_words(ann, "printer") == [ticket.pk]


def test_the_same_title_is_no_change(ticket, by, ann, news):
    news(ticket)
    retitle(ticket, by=by(ann), seen=1, title=ticket.title)
    assert (ticket.version, news(ticket)) == (1, [])


def test_a_ticket_needs_a_title(ticket, by, ann):
    with pytest.raises(Refused) as refusal:
        retitle(ticket, by=by(ann), seen=1, title=" ")
    assert (refusal.value.field, refusal.value.missing) == ("title", ("title",))
