import pytest

from supportdesk import clock
from tests.factories import TagFactory
from tickets.desk.actions.assign import assign
from tickets.desk.actions.note import note
from tickets.desk.actions.reply import reply
from tickets.desk.actions.triage import triage
from tickets.desk.models import Reading, Ticket
from tickets.desk.queries import lists

pytestmark = pytest.mark.django_db


def pks(tickets):
    return [ticket.pk for ticket in tickets]


def test_a_new_p2_near_breach_stands_before_an_old_p4(opened, by, ann, sam, printing, turn_back):
    """T-18: an old P4 and a new P2 near breach: when the queue loads the P2 ranks first, and the parts are shown."""
    old = opened(title="Old")
    triage(old, by=by(ann), seen=1, impact=3, urgency=3, category=printing)
    turn_back(old, days=60)
    new = opened(title="New")
    triage(new, by=by(sam), seen=1, impact=1, urgency=2, category=printing)
    assert pks(lists.rows(Ticket.objects.all(), ann)) == [new.pk, old.pk]
    parts = {part.name: part.points for part in lists.score_parts(new, clock.now())}
    assert set(parts) == {"SLA time left", "severity", "business impact", "customer tier", "age"}
    assert parts["severity"] > 0


@pytest.mark.parametrize(
    ("order", "expected"),
    [("rank", "bca"), ("due", "bca"), ("newest", "cba"), ("oldest", "abc"), ("activity", "acb"), ("priority", "bca")],
)
def test_each_order(order, expected, opened, by, ann, tess, printing):
    """`b` is a P1, `c` a P3, `a` a P4 on which somebody has just written."""
    made = {name: opened(title=name) for name in "abc"}
    for name, levels in {"a": (3, 3), "b": (1, 1), "c": (2, 2)}.items():
        triage(made[name], by=by(tess), seen=1, impact=levels[0], urgency=levels[1], category=printing)
    note(made["a"], by=by(ann), body="Hm.")
    assert "".join(ticket.title for ticket in lists.rows(Ticket.objects.all(), ann, order=order)) == expected


@pytest.mark.parametrize("many", [10, 20])
def test_the_statements_do_not_grow_with_the_rows(many, opened, ann, django_assert_num_queries):
    vip = TagFactory(name="vip")
    for _ in range(many):
        opened(tags=[vip])
    with django_assert_num_queries(4):
        for ticket in lists.rows(Ticket.objects.all(), ann):
            assert (ticket.requester.name, ticket.queue.name, lists.is_unread(ticket)) == ("Rob", "Service desk", True)
            assert lists.next_clock(ticket).goal == "acknowledge"
            assert [tag.name for tag in ticket.shown_tags] == ["vip"]


def test_the_clock_that_a_row_shows_is_the_next_one_due(owned, ann, by):
    (row,) = lists.rows(Ticket.objects.all(), ann)
    assert lists.next_clock(row).goal == "first_response"
    reply(owned, by=by(ann), body="I look at it.")
    (row,) = lists.rows(Ticket.objects.all(), ann)
    assert lists.next_clock(row).goal in ("next_update", "resolution")


def test_where_no_clock_runs_none_is_shown(resolved, ann):
    (row,) = lists.rows(Ticket.objects.all(), ann)
    assert lists.next_clock(row) is None


def test_it_is_unread_until_read_and_again_after_news(ticket, by, ann, sam):
    def unread():
        (row,) = lists.rows(Ticket.objects.all(), ann)
        return lists.is_unread(row)

    assert unread()
    Reading.objects.create(person=ann, ticket=ticket, read_at=clock.now())
    assert not unread()
    note(ticket, by=by(sam), body="It is the fuse.")
    assert unread()


def test_counting_stops_at_the_cap(opened, monkeypatch):
    monkeypatch.setattr(lists, "CAP", 2)
    for _ in range(3):
        opened()
    assert lists.count(Ticket.objects.all()) == 2


def test_somebody_elses_reading_is_not_ones_own(ticket, by, ann, sam):
    assign(ticket, by=by(sam), seen=1, to=sam)
    Reading.objects.create(person=sam, ticket=ticket, read_at=clock.now())
    (row,) = lists.rows(Ticket.objects.all(), ann)
    assert lists.is_unread(row)
