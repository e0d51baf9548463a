"""A phone number is masked until somebody says why they need it; that they looked is told (SEC-06, C 73)."""

import pytest

from supportdesk.accounts.actions.change_profile import change_profile
from supportdesk.events.models import Payload
from tests.supportdesk.api.clients import Api

pytestmark = pytest.mark.django_db
NUMBER = "+49 30 123456"


@pytest.fixture
def reachable(rob, by, recorded):
    recorded()
    return change_profile(rob, by=by(rob), phone=NUMBER)


def test_a_masked_number_is_shown_to_whoever_says_why_and_masked_again(reachable, ann, recorded):
    """SEC-06: Given a masked phone number, when revealed, then reason and viewer are logged and it re-masks on
    reload."""
    client, address = Api(ann), f"/people/{reachable.pk}"
    assert client.get(address).json()["phone"] == "•••• 56"
    assert client.post(f"{address}/phone", {"reason": " "}).status_code in (400, 422)
    recorded()
    assert client.post(f"{address}/phone", {"reason": "He asked to be called."}).json() == {"phone": NUMBER}
    (event,) = [one for one in recorded() if one.kind == "person.revealed"]
    assert (event.actor_id, event.subject_id, event.data) == (ann.pk, reachable.pk, {"field": "phone"})
    assert event.words == {"reason": "He asked to be called."}
    assert client.get(address).json()["phone"] == "•••• 56"
    assert all(NUMBER not in answer.content.decode() for answer in (client.get("/people"), client.get(address)))


def test_its_owner_sees_it_and_the_log_does_not(reachable, rob, recorded):
    assert Api(rob).get("/me").json()["phone"] == NUMBER
    assert [event.words["changes"] for event in recorded() if event.kind == "person.profile_changed"] == [
        {"phone": ["", "•••• 56"]}
    ]
    assert not [one for one in Payload.objects.all() if "123456" in str(one.body)]


def test_engineers_admins_auditors_and_strangers_do_not_see_it(reachable, erin, olga, ada, sue, paula):
    body = {"reason": "Curious."}
    statuses = [
        Api(one).post(f"/people/{reachable.pk}/phone", body).status_code for one in (erin, olga, ada, paula, sue)
    ]
    assert statuses == [403, 403, 403, 403, 404]


def test_by_page(reachable, ann, owned, client):
    """SEC-06: on the ticket masked, and a page that asks why."""
    client.force_login(ann)
    assert "•••• 56" in client.get(f"/tickets/{owned.pk}/customer").content.decode()
    page = f"/accounts/people/{reachable.pk}/phone"
    assert NUMBER not in client.get(page).content.decode()
    assert NUMBER in client.post(page, {"reason": "To call him."}).content.decode()
    assert NUMBER not in client.get(page).content.decode()


@pytest.mark.parametrize("wrong", ["call me", "123", "+49 30 12x456"])
def test_what_is_no_number_is_refused_at_its_field(rob, wrong):
    answer = Api(rob).patch("/me", {"phone": wrong})
    assert answer.status_code in (400, 422)
    assert answer.json()["errors"][0]["pointer"] == "/phone"
