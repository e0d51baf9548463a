"""The fifth similar ticket, filed over REST, before the desk's own worker and beat: a suspicion within ten seconds."""

from datetime import timedelta

import pytest

from incidents.response.models import Incident
from supportdesk.events.outbox import Outbox
from tests.factories import ComponentFactory
from tickets.desk.models import Ticket

AIM = timedelta(seconds=10)


@pytest.mark.django_db(transaction=True)
def test_the_fifth_similar_ticket_is_suspected_within_ten_seconds(process, until, rest, filed, ann, ian):
    """INC-02: raised within 10 s of the fifth, by the beat alone; nobody nudges."""
    ComponentFactory(key="vpn-gateway", name="VPN gateway")
    process("worker")
    process("beat")
    for number in range(4):
        filed(ann, title=f"VPN drops ({number})", component="vpn-gateway")
    until(lambda: not Outbox.objects.exists(), seconds=60, for_what="the relay")
    assert not Incident.objects.exists()
    fifth = filed(ann, title="VPN drops again", component="vpn-gateway")
    until(Incident.objects.exists, seconds=60, for_what="the suspicion")
    incident = Incident.objects.get()
    assert incident.detected_at - Ticket.objects.get(pk=fifth["id"]).opened_at <= AIM
    assert incident.links.live().count() == 5
    (told,) = rest(ian).get("/incidents").json()["results"]
    assert (told["id"], told["state"]) == (incident.pk, "suspected")
