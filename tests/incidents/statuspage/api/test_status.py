"""The status page over REST: the same actions, the same refusals."""

import pytest

from incidents.statuspage.actions.notices import begin_notice
from supportdesk.approvals.actions.grant import grant
from supportdesk.approvals.models import Approval
from tests.factories import ComponentFactory

pytestmark = pytest.mark.django_db


def test_a_notice_from_its_draft_to_its_end(api, everybody, reads, ian, recorded):
    """INC-09: board and page over REST."""
    client = api(ian)
    component = ComponentFactory(key="mail")
    recorded()
    part = client.post("/status-parts", {"component": "mail", "name": "Mail"}).json()
    assert (part["component"], part["health"], part["shown"]) == (component.pk, "operational", True)
    notice = client.post("/status-notices", {"title": "Mail is late", "components": [part["id"]]}).json()
    assert (notice["stage"], notice["published_at"]) == (None, None)
    said = {"stage": "investigating", "body": "Late.", "health": [{"part": part["id"], "health": "degraded"}]}
    posted = client.post(f"/status-notices/{notice['id']}/posts", said)
    assert (posted.status_code, posted.json()["stage"], len(posted.json()["posts"])) == (201, "investigating", 1)
    assert client.get(f"/status-parts/{part['id']}").json()["health"] == "degraded"
    reads()
    public = everybody.get("/status/summary.json").json()
    assert (public["state"], public["notices"][0]["updates"][0]["text"]) == ("degraded", "Late.")
    client.post(f"/status-notices/{notice['id']}/posts", {"stage": "resolved", "body": "In time again."})
    reads()
    public = everybody.get("/status/summary.json").json()
    assert (public["state"], public["notices"], len(public["past"])) == ("operational", [], 1)
    kinds = ["status.component_kept", "status.notice_begun", "status.component_fares", "status.notice_posted"]
    assert [event.kind for event in recorded()] == [*kinds, "status.component_fares", "status.notice_posted"]


def test_a_senior_posts_with_a_commanders_word_for_those_very_words(api, by, sam, ian, joe, sign_in_part, reads):
    """C 43: Q:IC, and a junior not at all."""
    begun = begin_notice("Slow", by=by(sam), components=[sign_in_part])
    at, said = f"/status-notices/{begun.pk}/posts", {"stage": "investigating", "body": "We look into it."}
    assert api(joe).post(at, said).status_code == 403
    refused = api(sam).post(at, said)
    assert (refused.status_code, refused.json()["code"]) == (409, "needs_approval")
    asked = api(sam).post("/approvals", refused.json()["ask"]["body"] | {"reason": "Customers ask."})
    assert asked.status_code == 201, asked.content
    approval = Approval.objects.get()
    assert "We look into it." in approval.words
    grant(approval, by=by(ian))
    assert api(sam).post(at, said | {"body": "Other words."}).status_code == 409
    assert "We look into it." not in reads()
    assert api(sam).post(at, said).status_code == 201
    assert "We look into it." in reads()


def test_a_state_of_a_part_is_asked_for_alike(api, by, erin, ian, sign_in_part):
    at = f"/status-parts/{sign_in_part.pk}/health"
    refused = api(erin).post(at, {"health": "degraded"})
    api(erin).post("/approvals", refused.json()["ask"]["body"] | {"reason": "I see it."})
    grant(Approval.objects.get(), by=by(ian))
    assert api(erin).post(at, {"health": "degraded"}).json()["health"] == "degraded"
    assert api(ian).post(at, {"health": "degraded"}).json()["code"] == "wrong_state"


def test_what_makes_no_sense_is_refused_with_its_place(api, by, ian, rob, sign_in_part, shop_part):
    begun = begin_notice("Slow", by=by(ian), components=[sign_in_part])
    client, at = api(ian), f"/status-notices/{begun.pk}/posts"
    other = {"stage": "investigating", "body": "x", "health": [{"part": shop_part.pk, "health": "degraded"}]}
    assert client.post(at, other).json()["errors"][0]["pointer"] == "/health"
    assert client.post("/status-notices", {"title": "x", "components": []}).status_code == 422
    assert client.post("/status-notices", {"title": "x", "components": [10**12]}).status_code == 400
    part = f"/status-parts/{sign_in_part.pk}"
    assert client.patch(part, {"name": "Y"}).status_code == 428
    assert client.patch(part, {"name": "Y"}, If_Match='"9"').status_code == 412
    assert client.patch(part, {"name": "Getting in"}, If_Match='"1"').json()["version"] == 2
    assert api(rob).get(f"/status-notices/{begun.pk}").status_code == 404
    client.post(at, {"stage": "resolved", "body": "Over."})
    assert client.post(at, {"stage": "investigating", "body": "Again."}).json()["code"] == "wrong_state"
    assert client.post(f"/status-notices/{begun.pk}/withdrawal", {"reason": "A test"}).json()["withdrawn_at"]
    assert client.post(f"/status-notices/{begun.pk}/withdrawal", {"reason": "A test"}).status_code == 409
