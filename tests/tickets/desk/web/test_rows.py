import pytest

from supportdesk import clock
from tests.factories import TagFactory
from tickets.desk.actions.assign import assign
from tickets.desk.actions.note import note
from tickets.desk.actions.reply import reply
from tickets.desk.actions.triage import triage
from tickets.desk.models import Reading, Ticket
from tickets.desk.queries.lists import ORDERS, score_parts
from tickets.desk.web import rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def shown():
    """`shown(ann)`: the rows as Ann sees them."""
    return lambda person, **asked: rows.rows(Ticket.objects.all(), person, **asked)


def test_a_new_p2_near_breach_stands_before_an_old_p4(opened, by, ann, sam, printing, turn_back, shown):
    """T-18: an old P4 and a new P2 near breach: when the queue loads the P2 ranks first, and the parts are shown."""
    old = opened(title="Old")
    triage(old, by=by(ann), seen=1, impact=3, urgency=3, category=printing)
    turn_back(old, days=60)
    new = opened(title="New")
    triage(new, by=by(sam), seen=1, impact=1, urgency=2, category=printing)
    assert [row.pk for row in shown(ann)] == [new.pk, old.pk]
    parts = {part.name: part.points for part in score_parts(new, clock.now())}
    assert set(parts) == {"SLA time left", "severity", "business impact", "customer tier", "age"}
    assert parts["severity"] > 0


IN_ORDER = {"rank": "bca", "due": "bca", "newest": "cba", "oldest": "abc", "activity": "acb", "priority": "bca"}


@pytest.mark.parametrize("order", ORDERS)
def test_each_order(order, opened, by, ann, tess, printing, shown):
    """`b` is a P1, `c` a P3, `a` a P4 on which somebody has just written."""
    made = {name: opened(title=name) for name in "abc"}
    for name, levels in {"a": (3, 3), "b": (1, 1), "c": (2, 2)}.items():
        triage(made[name], by=by(tess), seen=1, impact=levels[0], urgency=levels[1], category=printing)
    note(made["a"], by=by(ann), body="Hm.")
    assert "".join(row.title for row in shown(ann, order=order)) == IN_ORDER[order]


@pytest.mark.parametrize("many", [10, 20])
def test_the_statements_do_not_grow_with_the_rows(many, opened, ann, shown, django_assert_num_queries):
    vip = TagFactory(name="vip")
    for _ in range(many):
        opened(tags=[vip])
    with django_assert_num_queries(4):
        found = shown(ann)
        assert {(row.requester_name, row.organisation_name, row.unread) for row in found} == {("Rob", "Acme", True)}
        assert {(row.deadline.goal, row.tags) for row in found} == {("acknowledge", ("vip",))}
    assert len(found) == many


def test_a_page_is_a_stretch_of_the_list(opened, ann, shown):
    made = [opened().pk for _ in range(4)]
    assert [row.pk for row in shown(ann, order="oldest", start=1, stop=3)] == made[1:3]


def test_the_clock_that_a_row_shows_is_the_next_one_due(owned, ann, by, shown):
    (row,) = shown(ann)
    assert row.deadline.goal == "first_response"
    reply(owned, by=by(ann), body="I look at it.")
    (row,) = shown(ann)
    running = owned.clocks.filter(stopped_at=None).exclude(due_at=None)
    assert row.deadline.goal == running.earliest("due_at").goal == "next_update"


def test_where_no_clock_runs_none_is_shown(resolved, ann, shown):
    (row,) = shown(ann)
    assert row.deadline is None


def test_it_is_unread_until_read_and_again_after_news(ticket, by, ann, sam, shown):
    def unread():
        (row,) = shown(ann)
        return row.unread

    assert unread()
    Reading.objects.create(person=ann, ticket=ticket, read_at=clock.now())
    assert not unread()
    note(ticket, by=by(sam), body="It is the fuse.")
    assert unread()


def test_somebody_elses_reading_is_not_ones_own(ticket, by, ann, sam, shown):
    assign(ticket, by=by(sam), seen=1, to=sam)
    Reading.objects.create(person=sam, ticket=ticket, read_at=clock.now())
    (row,) = shown(ann)
    assert row.unread
