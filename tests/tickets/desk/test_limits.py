"""How many tickets at once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from prometheus_client import REGISTRY

from supportdesk.errors import NotAllowed, Refused, WrongState
from tickets.desk.actions.accept import accept
from tickets.desk.actions.assign import assign, take_next
from tickets.desk.actions.moves import move
from tickets.desk.actions.offer import offer
from tickets.desk.actions.set_limit import set_limit
from tickets.desk.actions.triage import triage
from tickets.desk.models import WipLimit

pytestmark = pytest.mark.django_db


@pytest.fixture
def holding(opened, by, ann):
    """`holding(2)`: so many tickets of Ann's."""

    def some(number, who=ann):
        for _ in range(number):
            one = opened()
            assign(one, by=by(who), seen=one.version, to=who)

    return some


def refusals(scope):
    return REGISTRY.get_sample_value("supportdesk_wip_refused_total", {"scope": scope}) or 0


def test_the_ninth_is_refused_and_counted(service_desk, tess, ann, by, holding, opened, told):
    set_limit(service_desk, by=by(tess), most=8, mode="block")
    holding(8)
    ninth, before = opened(), refusals("analyst")
    with pytest.raises(WrongState, match="Service desk: You have 8 tickets, the limit for each analyst"):
        assign(ninth, by=by(ann), seen=ninth.version, to=ann)
    assert refusals("analyst") == before + 1
    ninth.refresh_from_db()
    assert ninth.owner is None
    assert told(ninth) == ["ticket.opened"]


def test_the_ninth_is_warned_of_and_counted(service_desk, tess, ann, by, holding, opened, told, latest):
    set_limit(service_desk, by=by(tess), most=8)
    holding(8)
    ninth = opened()
    assign(ninth, by=by(ann), seen=ninth.version, to=ann)
    assert ninth.owner == ann
    assert told(ninth) == ["ticket.opened", "ticket.wip_exceeded", "sla.met", "ticket.assigned"]


def test_take_next_and_accept_mind_it_too(service_desk, tess, ann, sam, by, holding, opened):
    set_limit(service_desk, by=by(tess), most=1, mode="block")
    holding(1)
    opened()
    with pytest.raises(WrongState, match="the limit for each analyst"):
        take_next(service_desk, by=by(ann))
    hers = opened()
    assign(hers, by=by(sam), seen=hers.version, to=sam)
    offer(hers, by=by(sam), seen=hers.version, to=ann, reason="My shift ends.")
    with pytest.raises(WrongState, match="the limit for each analyst"):
        accept(hers, by=by(ann))


def test_a_column_is_full(service_desk, tess, ann, by, opened, printing, told):
    set_limit(service_desk, by=by(tess), most=1, status="in_progress", mode="block")
    first, second = opened(), opened()
    for one in (first, second):
        triage(one, by=by(ann), seen=one.version, impact=2, urgency=2, category=printing)
    move(first, by=by(ann), seen=first.version, action="start")
    with pytest.raises(WrongState, match="1 tickets are in “In progress”"):
        move(second, by=by(ann), seen=second.version, action="start")
    assert told(second)[-1] == "ticket.triaged"


def test_a_team_counts_all_its_queues(first_line, network, tess, ann, by, holding, opened):
    set_limit(first_line, by=by(tess), most=2, mode="block")
    holding(2)
    other = opened(queue=network)
    with pytest.raises(WrongState):
        assign(other, by=by(ann), seen=other.version, to=ann)


def test_another_queue_is_not_counted(service_desk, network, tess, ann, by, holding, opened):
    set_limit(service_desk, by=by(tess), most=1, mode="block")
    holding(1)
    other = opened(queue=network)
    assert assign(other, by=by(ann), seen=other.version, to=ann).owner == ann


def test_a_lead_limits_the_own_team_only(engineering, service_desk, tess, olga, by, recorded):
    with pytest.raises(NotAllowed):
        set_limit(engineering, by=by(tess), most=1)
    set_limit(service_desk, by=by(tess), most=3)
    assert [event.kind for event in recorded()] == ["routing.limit_set"]
    set_limit(service_desk, by=by(tess), most=None)
    assert not WipLimit.objects.exists()


@pytest.mark.parametrize("given", [{"most": 0}, {"most": 1, "status": "new"}, {"most": 1, "mode": "shout"}])
def test_what_makes_no_limit_is_refused(service_desk, tess, by, given):
    with pytest.raises(Refused):
        set_limit(service_desk, by=by(tess), **given)


def test_without_limits_nobody_pays(ticket, by, ann, network, tess):
    """Not one statement more on the way on which everybody goes."""

    def taken():
        with CaptureQueriesContext(connection) as captured:
            assign(ticket, by=by(ann), seen=ticket.version, to=ann)
        assign(ticket, by=by(ann), seen=ticket.version, to=None)
        return [one["sql"] for one in captured if "FROM" in one["sql"] and '"desk_wiplimit"' in one["sql"]]

    taken()
    assert taken() == []
    set_limit(network, by=by(tess), most=1)
    assert len(taken()) == 1
