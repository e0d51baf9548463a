"""Who hears of what: events in, notices out."""

import pytest

from supportdesk.accounts.actor import system
from supportdesk.accounts.models import Role
from supportdesk.events import relay
from supportdesk.events.models import Event
from supportdesk.outbound.models import Notification
from tests.factories import PersonFactory
from tickets.desk import kinds, levels, subscribers
from tickets.desk.actions.accept import accept
from tickets.desk.actions.assign import assign
from tickets.desk.actions.cancel import cancel
from tickets.desk.actions.decline import decline
from tickets.desk.actions.note import note
from tickets.desk.actions.offer import offer
from tickets.desk.actions.open import open_ticket
from tickets.desk.actions.reopen import reopen
from tickets.desk.actions.reply import reply
from tickets.desk.actions.resolve import resolve
from tickets.desk.actions.ring_due import ring_due
from tickets.desk.actions.transfer import transfer

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard():
    """`heard()`: who was told what since the last time of asking."""

    def since():
        relay.drain("people")
        notices = [(notice.person.name, notice.text) for notice in Notification.objects.select_related("person")]
        Notification.objects.all().delete()
        return sorted(notices)

    return since


def test_owner_and_requester_hear_of_each_other(owned, by, ann, rob, sam, heard):
    heard()
    reply(owned, by=by(rob), body="Three.")
    assert heard() == [("Ann", f"T-{owned.pk}: Rob replied")]
    reply(owned, by=by(ann), body="Thank you.")
    assert heard() == [("Rob", f"T-{owned.pk}: Ann replied")]
    reply(owned, by=by(sam), body="I look too.")
    assert heard() == [("Ann", f"T-{owned.pk}: Sam replied"), ("Rob", f"T-{owned.pk}: Sam replied")]


def test_of_a_note_the_requester_never_hears(owned, by, sam, heard):
    """T-13: a note can never be delivered to a requester."""
    heard()
    note(owned, by=by(sam), body="He drops his coffee into it.")
    assert heard() == [("Ann", f"T-{owned.pk}: Sam wrote a note")]


def test_no_notice_holds_what_was_said(owned, by, rob, heard):
    reply(owned, by=by(rob), body="We sell swordfish, and the till is dead.")
    assert not any("swordfish" in text for _, text in heard())


def test_whoever_is_given_something_hears_of_it(triaged, by, tess, ann, sam, heard):
    heard()
    assign(triaged, by=by(tess), seen=triaged.version, to=ann)
    assert heard() == [("Ann", f"T-{triaged.pk} is yours, assigned by Tess")]
    offer(triaged, by=by(ann), seen=triaged.version, to=sam, reason="My shift ends.")
    assert heard() == [("Sam", f"T-{triaged.pk}: Ann hands it to you")]
    decline(triaged, by=by(sam), reason="No time.")
    assert heard() == [("Ann", f"T-{triaged.pk}: Sam declined to take it over")]


def test_told_late_it_still_reaches_the_one_it_was_about(triaged, by, tess, ann, sam, heard):
    """The relay may come late: what was said to Ann is not said to whoever owns it by then."""
    heard()
    assign(triaged, by=by(tess), seen=triaged.version, to=ann)
    offer(triaged, by=by(ann), seen=triaged.version, to=sam, reason="My shift ends.")
    accept(triaged, by=by(sam))
    assert heard() == [
        ("Ann", f"T-{triaged.pk} is yours, assigned by Tess"),
        ("Sam", f"T-{triaged.pk}: Ann hands it to you"),
    ]


def test_the_lead_of_the_new_queue_hears_of_a_transfer(owned, by, ann, engineering, engineering_team, heard):
    PersonFactory(name="Eve", roles=[Role.TL], team=engineering_team, team__lead=True)
    heard()
    transfer(owned, by=by(ann), seen=owned.version, queue=engineering, reason="A defect.")
    assert heard() == [("Eve", f"T-{owned.pk} came into your team's queue")]


def test_endings_and_reopenings(owned, by, ann, rob, tess, resolution, heard):
    heard()
    resolve(owned, by=by(ann), seen=owned.version, **resolution)
    assert heard() == [("Rob", f"T-{owned.pk} is resolved")]
    reopen(owned, by=by(rob), reason="not_fixed")
    assert heard() == [("Ann", f"T-{owned.pk} was reopened by Rob"), ("Tess", f"T-{owned.pk} was reopened by Rob")]
    cancel(owned, by=by(rob), seen=owned.version, reason="withdrawn")
    assert heard() == [("Ann", f"T-{owned.pk} was cancelled by Rob")]


def test_three_quarters_tell_owner_and_lead_once(opened_ago, by, ann, tess, max, heard):
    """SLA-07: 75 % reached: owner and lead each get one notice; at 90 % the manager too."""
    ticket = opened_ago(minutes=10)
    assign(ticket, by=system("import"), seen=1, to=ann, at=ticket.opened_at)
    ring_due(by=system("clock"), now=ticket.opened_at.replace(microsecond=0) + (ticket.due_at - ticket.opened_at) * 0.8)
    assert heard() == [
        ("Ann", f"T-{ticket.pk}: 50 % of the time for acknowledge is used, 2 min left"),
        ("Ann", f"T-{ticket.pk}: 75 % of the time for acknowledge is used, 1 min left"),
        ("Tess", f"T-{ticket.pk}: 75 % of the time for acknowledge is used, 1 min left"),
    ]
    ring_due(by=system("clock"))
    assert [text for name, text in heard() if name == "Max"] == [
        f"T-{ticket.pk}: 90 % of the time for acknowledge is used, 30 s left",
        f"T-{ticket.pk}: the time for acknowledge is over",
    ]


@pytest.mark.parametrize(("share", "who"), [(1, 1), (50, 1), (74, 1), (75, 2), (80, 2), (90, 3), (99, 3), (150, 3)])
def test_every_level_of_a_plain_ladder_has_hearers(ticket, share, who):
    event = Event(kind=kinds.Kind.SLA_WARNED, data={"share": share, "goal": "resolution"})
    assert len(subscribers.hearers(event, ticket)) == who


def test_a_manager_of_one_organisation_hears_of_that_one(opened_ago, globex, acme, heard):
    """A manager of Globex's own staff does not learn that Acme's tickets exist."""
    PersonFactory(name="Mia", roles=[Role.SM], organisation=globex)
    PersonFactory(name="Mona", roles=[Role.SM], organisation=acme)
    opened_ago(minutes=10)
    ring_due(by=system("clock"))
    names = {name for name, _ in heard()}
    assert ("Mona" in names, "Mia" in names) == (True, False)


def test_a_told_event_told_again_adds_nothing(owned, by, rob, heard):
    reply(owned, by=by(rob), body="Three.")
    relay.drain("people")
    before = Notification.objects.count()
    subscribers.notify(list(Event.objects.order_by("pk")))
    assert Notification.objects.count() == before


def test_of_an_import_nobody_hears(rob, service_desk, incident, heard, ann):
    """INT-22: what is imported is history: nobody is told."""
    words = {"title": "Old", "body": "-", "type": incident, "channel": "phone"}
    machine = system("import")
    ticket = open_ticket(service_desk, by=machine, requester=rob, **words)
    assign(ticket, by=machine, seen=1, to=ann)
    reply(ticket, by=machine, body="As it was.")
    assert heard() == []


def test_every_kind_that_is_heard_has_words():
    assert set(subscribers.WHO_HEARS) | levels.LEVELS == set(subscribers.WORDS)


def test_the_statements_do_not_grow_with_the_events(owned, by, rob, django_assert_num_queries):
    for number in range(10):
        reply(owned, by=by(rob), body=f"{number}")
    events = list(Event.objects.filter(kind="ticket.replied"))
    with django_assert_num_queries(6):
        subscribers.notify(events)
