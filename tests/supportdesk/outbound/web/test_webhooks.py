"""Webhooks under Administration (INT-03)."""

import pytest
from django.urls import reverse

from supportdesk.outbound.models import Delivery, Webhook
from tickets.desk.actions.note import note

pytestmark = pytest.mark.django_db


@pytest.fixture
def at(client):
    """`at(olga)`: her browser."""

    def sign_in(person):
        client.force_login(person)
        return client

    return sign_in


def test_olga_adds_one_sees_how_it_fares_and_sends_one_again(at, olga, receiver, leave, ticket, by, ann):
    """INT-03: by page."""
    page = at(olga)
    given = {"name": "Warehouse", "url": receiver.url, "kinds": "ticket.noted\nticket.replied"}
    made = page.post(reverse("administration-webhooks"), given)
    assert "whsec_" in made.content.decode()
    hook = Webhook.objects.get()
    assert hook.kinds == ["ticket.noted", "ticket.replied"]
    receiver.answers = [500]
    note(ticket, by=by(ann), body="x")
    leave()
    one = reverse("administration-webhook", args=[hook.pk])
    shown = page.get(one).content.decode()
    assert "Rests until" in shown
    delivery = Delivery.objects.get()
    looked = page.get(reverse("administration-webhook-delivery", args=[delivery.pk])).content.decode()
    assert "It answered 500." in looked
    assert "ticket.noted" in looked
    page.post(reverse("administration-webhook-delivery-skip", args=[delivery.pk]))
    page.post(reverse("administration-webhook-delivery-replay", args=[delivery.pk]))
    leave()
    assert "Delivered" in page.get(one).content.decode()
    page.post(reverse("administration-webhook-replay", args=[hook.pk]), {"since": "2020-01-01T00:00"})
    leave()
    assert len(receiver.taken) == 3
    for act in ("test", "secret", "stop", "resume", "end"):
        answer = page.post(reverse(f"administration-webhook-{act}", args=[hook.pk]))
        assert answer.status_code in (200, 302), act
    assert "Ended" in page.get(reverse("administration-webhooks")).content.decode()


def test_what_is_wrong_stands_at_its_field_with_what_was_typed(at, olga):
    page = at(olga).post(
        reverse("administration-webhooks"), {"name": "x", "url": "https://10.0.0.1/", "kinds": "tickets"}
    )
    assert page.status_code == 422
    assert "This address is inside" in page.content.decode()
    assert "https://10.0.0.1/" in page.content.decode()


def test_a_lead_finds_no_such_page_and_no_entry(at, tess):
    page = at(tess)
    assert page.get(reverse("administration-webhooks")).status_code == 404
    assert "Webhooks" not in page.get(reverse("administration-people")).content.decode()


def test_a_page_of_deliveries_asks_as_often_as_one(
    at, olga, hooked, ticket, by, ann, leave, django_assert_max_num_queries
):
    for number in range(15):
        note(ticket, by=by(ann), body=str(number))
    leave()
    page = at(olga)
    with django_assert_max_num_queries(12):
        page.get(reverse("administration-webhook", args=[hooked[0].pk]))
