"""A wall around a ticket: who knows of it, who keeps the list, and what leaves it."""

import pytest

from supportdesk.accounts.models import Role
from supportdesk.errors import NotAllowed, Refused, WrongState
from supportdesk.events import relay
from supportdesk.outbound.models import Notification
from tests.factories import PersonFactory, QueueFactory, RegionFactory, TeamFactory
from tickets.desk.actions.name import name
from tickets.desk.actions.offer import offer
from tickets.desk.actions.reply import reply
from tickets.desk.actions.restrict import restrict
from tickets.desk.actions.split import split
from tickets.desk.actions.unname import unname
from tickets.desk.actions.unrestrict import unrestrict
from tickets.desk.models import Ticket
from tickets.desk.queries.search import by_reference, by_words

pytestmark = pytest.mark.django_db

KINDS = ("security", "hr", "legal", "complaint")
# Who reads a restricted ticket of Rob's, where Ann built the wall and Erin is on the list: one line a person,
# one column a kind. Written from the requirements (C 1, C 2, SEC-13, ROLE-12), not from the code.
READERS = """
            security  hr   legal  complaint
    rob     yes       yes  yes    yes
    ann     yes       yes  yes    yes
    erin    yes       yes  yes    yes
    sol     yes       yes  yes    yes
    max     yes       no   yes    yes
    joe     no        no   no     no
    sam     no        no   no     no
    tess    no        no   no     no
    ian     no        no   no     no
    ada     no        no   no     no
    olga    no        no   no     no
    paula   no        no   no     no
    rita    no        no   no     no
    sue     no        no   no     no
"""


@pytest.fixture
def sol(db):
    """The security officer."""
    return PersonFactory(name="Sol", roles=[Role.SO])


@pytest.fixture
def walled(ticket, by, ann, erin):
    restrict(ticket, by=by(ann), kind="security", reason="A key was posted.", people=[erin])
    return ticket


def cells():
    head, *lines = [line.split() for line in READERS.strip().splitlines()]
    return [(who, kind, word == "yes") for who, *words in lines for kind, word in zip(head, words, strict=True)]


@pytest.mark.parametrize(("who", "kind", "reads"), cells())
def test_sec_13_the_list_the_officer_the_manager_and_the_requester(who, kind, reads, request, ticket, by, ann, erin):
    """SEC-13: named access lists; everybody else does not know that there is a ticket."""
    restrict(ticket, by=by(ann), kind=kind, reason="For few.", people=[erin])
    person = request.getfixturevalue(who)
    assert (ticket in Ticket.objects.visible_to(person)) is reads
    assert (by_reference(person, ticket.reference) == ticket) is reads
    assert (by_words(person, "printer") == [ticket.pk]) is reads


def test_it_is_one_change_and_one_event(ticket, by, ann, erin, told, latest):
    before = ticket.version
    restrict(ticket, by=by(ann), kind="security", reason="A key was posted.", people=[erin])
    assert (ticket.restricted, ticket.version) == (True, before + 1)
    assert told(ticket)[-1] == "ticket.restricted"
    event = latest(ticket)
    about = {"kind": "security", "people": sorted([ann.pk, erin.pk]), "version": ticket.version}
    assert event.data == about | {"standing": ticket.standing()}
    assert event.words["reason"] == "A key was posted."


def test_the_list_lets_in_whom_the_queue_would_not(ticket, by, ann, erin):
    assert not Ticket.objects.visible_to(erin).exists()
    restrict(ticket, by=by(ann), kind="security", reason="For few.", people=[erin])
    assert list(Ticket.objects.visible_to(erin)) == [ticket]


def test_an_owner_who_does_not_see_it_any_more_owns_it_no_longer(owned, by, tess, ann, sam):
    offer(owned, by=by(ann), seen=owned.version, to=sam, reason="My shift ends.")
    restrict(owned, by=by(tess), kind="complaint", reason="It is about Ann.")
    assert (owned.owner, owned.offered_to) == (None, None)
    assert not owned.handoffs.filter(accepted_at=None, withdrawn_at=None).exists()


def test_an_owner_on_the_list_stays(owned, by, tess, ann):
    restrict(owned, by=by(tess), kind="legal", reason="For few.", people=[ann])
    assert owned.owner == ann


def test_it_takes_a_kind_and_a_reason_and_is_done_once(ticket, by, ann, told):
    for kind, reason, field in (("gossip", "x", "kind"), ("hr", " ", "reason")):
        with pytest.raises(Refused) as refusal:
            restrict(ticket, by=by(ann), kind=kind, reason=reason)
        assert refusal.value.field == field
    assert told(ticket) == ["ticket.opened"]
    restrict(ticket, by=by(ann), kind="hr", reason="For few.")
    with pytest.raises(WrongState, match="already"):
        restrict(ticket, by=by(ann), kind="hr", reason="For few.")


@pytest.mark.parametrize("who", ["rob", "sue", "ada", "olga", "paula"])
def test_who_does_not_work_on_tickets_builds_no_walls(who, request, ticket, by, told):
    with pytest.raises(NotAllowed):
        restrict(ticket, by=by(request.getfixturevalue(who)), kind="hr", reason="x")
    assert told(ticket) == ["ticket.opened"]


def test_the_manager_and_the_officer_keep_the_list(walled, by, max, sol, sam, told):
    name(walled, by=by(max), person=sam)
    assert walled in Ticket.objects.visible_to(sam)
    with pytest.raises(Refused, match="already"):
        name(walled, by=by(sol), person=sam)
    unname(walled, by=by(sol), person=sam)
    assert walled not in Ticket.objects.visible_to(sam)
    with pytest.raises(Refused, match="not on the list"):
        unname(walled, by=by(sol), person=sam)
    assert told(walled)[-2:] == ["ticket.named", "ticket.unnamed"]


@pytest.mark.parametrize("who", ["ann", "sam", "tess", "erin", "rob", "olga"])
def test_nobody_else_keeps_it(who, request, walled, by, sam, erin):
    person = by(request.getfixturevalue(who))
    for say in (
        lambda: name(walled, by=person, person=sam),
        lambda: unname(walled, by=person, person=erin),
        lambda: unrestrict(walled, by=person, reason="x"),
    ):
        with pytest.raises(NotAllowed):
            say()


def test_the_borders_of_organisation_and_region_hold_for_the_list_too(walled, by, max, rob, globex, acme):
    gina = PersonFactory(name="Gina", roles=[Role.AN], organisation=globex)
    abroad = PersonFactory(name="Nils", roles=[Role.AN], regions=[RegionFactory(key="north")])
    Ticket.objects.filter(pk=walled.pk).update(region=RegionFactory(key="south"))
    for person in (gina, abroad, rob):
        with pytest.raises(Refused) as refusal:
            name(walled, by=by(max), person=person)
        assert refusal.value.field == "person"


def test_without_the_wall_everything_is_as_before(walled, by, max, sam, told):
    with pytest.raises(Refused, match="Say why"):
        unrestrict(walled, by=by(max), reason="")
    unrestrict(walled, by=by(max), reason="The key is void.")
    assert not walled.restricted
    assert walled in Ticket.objects.visible_to(sam)
    assert told(walled)[-1] == "ticket.unrestricted"
    with pytest.raises(WrongState):
        name(walled, by=by(max), person=sam)


def test_notices_have_the_reference_alone_and_reach_nobody_outside(owned, by, rob, tess, ann):
    """COM-14: given a restricted ticket, a notice has reference and link only."""
    restrict(owned, by=by(tess), kind="complaint", reason="It is about a colleague.", people=[ann])
    relay.drain("people")
    Notification.objects.all().delete()
    reply(owned, by=by(rob), body="It happened again.")
    relay.drain("people")
    assert [(one.person, one.text) for one in Notification.objects.all()] == [(ann, owned.reference)]
    unname_by_manager(owned, by, ann)
    Notification.objects.all().delete()
    Ticket.objects.filter(pk=owned.pk).update(owner=ann)
    reply(owned, by=by(rob), body="And again.")
    relay.drain("people")
    assert not Notification.objects.exists()


def unname_by_manager(ticket, by, person):
    max = PersonFactory(name="Max", roles=[Role.SM])
    unname(ticket, by=by(max), person=person)
    relay.drain("people")


def test_what_is_split_off_stands_behind_the_same_wall(walled, by, ann, erin, sam, rob):
    reply(walled, by=by(rob), body="And another thing.")
    last = walled.messages.latest("pk")
    split(walled, by=by(ann), seen=walled.version, title="Another thing", messages=[last])
    new = last.__class__.objects.get(pk=last.pk).ticket
    assert new != walled
    assert new in Ticket.objects.visible_to(erin)
    assert new not in Ticket.objects.visible_to(sam)


def test_what_follows_a_restricted_ticket_stands_behind_the_same_wall(owned, by, tess, rob, ann, sam, told):
    restrict(owned, by=by(tess), kind="legal", reason="For few.", people=[ann])
    Ticket.objects.filter(pk=owned.pk).update(status="cancelled")
    new = reply(owned, by=by(rob), body="It goes on.").ticket
    assert new != owned
    assert new in Ticket.objects.visible_to(ann)
    assert new not in Ticket.objects.visible_to(sam)
    assert "ticket.restricted" in told(new)


def test_looking_costs_no_statement_more(walled, opened, ann, django_assert_num_queries):
    other = opened(queue=QueueFactory(team=TeamFactory()))
    ann.forget_scope()
    with django_assert_num_queries(2):
        assert set(Ticket.objects.visible_to(ann)) == {walled, other}
