"""The address of a page's stream, signed anew for whoever may still hear what it names."""

import pytest
from django.test import Client

from supportdesk import live
from supportdesk.accounts.actions.deactivate import deactivate
from tickets.desk.actions.restrict import restrict
from tickets.desk.queries.timeline import public_name, writer_name

pytestmark = pytest.mark.django_db


def signed(*names):
    return live.address(names).rpartition("/")[2]


def renewed(client, *addresses):
    answer = client.get("/streams", {"of": addresses})
    return live.heard_by(answer.json()["address"].rpartition("/")[2]) if answer.status_code == 200 else None


@pytest.fixture
def at():
    def sign_in(person):
        client = Client()
        client.force_login(person)
        return client

    return sign_in


def test_list_and_ticket_come_back_as_one_address(at, ann, owned):
    ticket = f"ticket-{owned.pk}"
    assert renewed(at(ann), signed("ticket", ticket), signed(writer_name(owned.pk, ann.pk))) == sorted(
        ["ticket", ticket, writer_name(owned.pk, ann.pk)]
    )


def test_an_old_page_gets_a_new_address_for_a_working_day(at, ann, ticket, time_machine):
    client, old = at(ann), None
    time_machine.move_to("2030-11-20 08:00")
    client.force_login(ann)
    old = signed("ticket")
    time_machine.move_to("2030-11-20 19:00")
    assert renewed(client, old) == ["ticket"]
    client.force_login(ann)
    time_machine.move_to("2030-11-20 20:01")
    assert renewed(client, old) is None


def test_a_requester_hears_the_public_side_and_a_stranger_nothing(at, rob, sue, ticket):
    every = signed("ticket", f"ticket-{ticket.pk}", public_name(ticket.pk), writer_name(ticket.pk, rob.pk))
    assert renewed(at(rob), every) == sorted([public_name(ticket.pk), writer_name(ticket.pk, rob.pk)])
    assert renewed(at(sue), every) is None


def test_what_was_restricted_meanwhile_is_heard_no_more(at, sam, tess, by, ticket):
    client, before = at(sam), signed("ticket", f"ticket-{ticket.pk}")
    restrict(ticket, by=by(tess), kind="security", reason="A leak.", people=[])
    assert renewed(client, before) == ["ticket"]


def test_a_closed_account_gets_none(at, ann, olga, by, ticket):
    client = at(ann)
    deactivate(ann, by=by(olga))
    assert client.get("/streams", {"of": signed("ticket")}).status_code == 302


@pytest.mark.parametrize("forged", ["", "nonsense", "a:b:c"])
def test_only_what_a_page_was_given_is_signed_anew(at, ann, forged):
    assert at(ann).get("/streams", {"of": forged}).status_code == 404
