"""The demo's webhooks stand in every state that one may have."""

import pytest
from django.core.management import call_command

from supportdesk.outbound.models import Delivery, DeliveryState, StopReason, Webhook
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


def test_every_state_is_there_once_and_a_second_time_adds_nothing(capsys):
    PersonFactory(name="Olga", email="olga@demo.example", roles=["OA"])
    for _ in range(2):
        call_command("seed_webhooks")
    assert capsys.readouterr().err.split() == ["4", "webhooks.", "0", "webhooks."]
    assert set(Delivery.objects.values_list("state", flat=True)) == set(DeliveryState.values)
    states = {(bool(one.ended_at), one.stopped_why, bool(one.rests_until)) for one in Webhook.objects.all()}
    assert {(True, "", False), (False, StopReason.HAND, False), (False, "", False)} <= states
