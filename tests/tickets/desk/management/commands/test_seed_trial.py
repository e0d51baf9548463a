"""Two organisations that must never hear of each other, and a key for everybody in them."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from supportdesk.accounts import tokens
from supportdesk.accounts.models import Organisation, Person, Role
from tickets.desk.models import Message, Note, Ticket

pytestmark = pytest.mark.django_db


def seed(number=1):
    out = StringIO()
    call_command("seed_trial", seed=number, stdout=out)
    return json.loads(out.getvalue())


def words_of(number):
    """Names, addresses and canaries of a trial, which is taken back at once."""
    with transaction.atomic():
        told = seed(number)
        transaction.set_rollback(True)
    people = [(person["email"], person["name"]) for each in told["organisations"] for person in each["people"]]
    return people, [each["canary"] for each in told["organisations"]]


def test_both_organisations_have_every_role_and_a_working_token_for_each():
    told = seed()

    assert len(told["organisations"]) == 2
    for organisation in told["organisations"]:
        assert {person["role"] for person in organisation["people"]} == set(Role)
        for person in organisation["people"]:
            token = tokens.find(person["token"])
            assert token.person.email == person["email"]
            assert token.person.organisation_id == organisation["id"]
            assert token.scopes == person["scopes"]


def test_nobody_sees_a_ticket_of_the_other_organisation():
    told = seed()

    for organisation in told["organisations"]:
        own = {ticket["id"] for ticket in organisation["tickets"]}
        seen = {
            person["role"]: set(
                Ticket.objects.visible_to(Person.objects.get(pk=person["id"])).values_list("pk", flat=True)
            )
            for person in organisation["people"]
        }
        assert all(ids <= own for ids in seen.values())
        assert seen[Role.TL] == own


def test_canaries_stand_in_title_messages_notes_and_identifiers_of_their_ticket_only():
    told = seed()

    for organisation in told["organisations"]:
        for ticket in organisation["tickets"]:
            row = Ticket.objects.get(pk=ticket["id"])
            said = Message.objects.filter(body__contains=f"{ticket['canary']}-")
            assert ticket["canary"] in row.title
            assert {message.ticket_id for message in said} == {row.pk}
            assert row.identifiers.get().value == f"{ticket['canary']}-identifier"
        assert Note.objects.filter(body__contains=organisation["canary"]).exists()
    assert {ticket["status"] for ticket in organisation["tickets"]} >= {"new", "in_progress", "closed"}


def test_the_same_seed_makes_the_same_people_and_texts():
    assert words_of(3) == words_of(3)
    assert words_of(3) != words_of(4)


def test_a_second_run_is_refused_with_a_reason():
    seed()

    with pytest.raises(CommandError, match="here already"):
        seed()
    assert Organisation.objects.count() == 2


def test_production_is_refused(settings):
    settings.PRODUCTION = True

    with pytest.raises(CommandError, match="production"):
        seed()
    assert not Organisation.objects.exists()
