"""Who hears that something is asked, and what was said to it."""

import pytest

from supportdesk.accounts.actor import system
from supportdesk.accounts.models import Role
from supportdesk.approvals.actions.ask import ask
from supportdesk.approvals.actions.expire import expire
from supportdesk.approvals.actions.grant import grant
from supportdesk.approvals.actions.refuse import refuse
from supportdesk.approvals.models import Approval
from supportdesk.events import relay
from supportdesk.outbound.models import Notification
from tests.factories import PersonFactory, TeamFactory
from tickets.desk.actions.restrict import restrict

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(triaged, by, joe):
    return ask(triaged, by=by(joe), action="set_high", arguments={"priority": 1}, reason="Secret reason.")


@pytest.fixture
def heard():
    def since():
        relay.drain("people")
        notices = [(one.person.name, one.text) for one in Notification.objects.select_related("person")]
        Notification.objects.all().delete()
        return sorted(notices)

    return since


def test_the_teams_own_hear_first(tess, sam, asked, heard, triaged):
    PersonFactory(name="Theo", roles=[Role.TL], team=TeamFactory(name="Payroll"))
    text = f"Joe asks for your approval: Raise T-{triaged.pk} to P1"
    assert [notice for notice in heard() if "approval" in notice[1]] == [("Sam", text), ("Tess", text)]


def test_without_one_in_the_team_the_others_hear(asked, heard):
    PersonFactory(name="Theo", roles=[Role.TL], team=TeamFactory(name="Payroll"))
    assert [name for name, text in heard() if "approval" in text] == ["Theo"]


def test_the_asker_hears_the_answer_without_the_reason(asked, by, tess, heard, triaged):
    heard()
    grant(asked, by=by(tess), comment="Secret comment.")
    assert heard() == [("Joe", f"Tess: Raise T-{triaged.pk} to P1: granted")]


def test_and_the_no(asked, by, tess, heard, triaged):
    heard()
    refuse(asked, by=by(tess), comment="Secret comment.")
    assert heard() == [("Joe", f"Tess: Raise T-{triaged.pk} to P1: refused")]


def test_and_that_nobody_answered(asked, heard, triaged):
    heard()
    Approval.objects.update(expires_at=asked.asked_at)
    expire(by=system())
    assert heard() == [("Joe", f"Raise T-{triaged.pk} to P1: not answered or used in time")]


def test_after_the_first_of_two_the_next_one_hears(asked, by, tess, max, heard, triaged):
    Approval.objects.filter(pk=asked.pk).update(steps=[["TL"], ["SM"]], roles=["TL"])
    heard()
    asked.refresh_from_db()
    grant(asked, by=by(tess))
    assert heard() == [("Max", f"Joe asks for your approval: Raise T-{triaged.pk} to P1")]


def test_about_a_restricted_ticket_only_its_readers_hear(triaged, by, joe, ann, tess, sam, heard):
    restrict(triaged, by=by(joe), kind="hr", reason="For few.", people=[sam])
    heard()
    ask(triaged, by=by(joe), action="set_high", arguments={"priority": 1}, reason="x")
    assert heard() == [("Sam", triaged.reference)]
