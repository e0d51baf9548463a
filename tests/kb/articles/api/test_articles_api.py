"""Articles over REST: the same actions as the pages'."""

import pytest

from kb.articles.models import Article
from tests.kb.articles.conftest import TEXTS

pytestmark = pytest.mark.django_db


def test_an_article_is_written_reviewed_published_and_retired(api, joe, tess, vpn):
    """KB-04: the whole life over REST, each step by somebody who may."""
    body = {"kind": "troubleshooting", "title": "VPN drops", "texts": TEXTS, "category": "vpn"}
    made = api(joe).post("/articles", body)
    assert made.status_code == 201
    one = made.json()
    address = f"/articles/{one['id']}"
    assert (one["state"], one["live"], one["working"]) == ("draft", None, 1)
    assert api(joe).post(f"{address}/moves", {"move": "publish"}).json()["code"] == "needs_approval"
    assert api(joe).post(f"{address}/moves", {"move": "submit"}).json()["state"] == "in_review"
    assert api(joe).post(f"{address}/reviews", {"answer": "approve"}).status_code == 403
    (waiting,) = api(tess).get(f"{address}/reviews").json()["results"]
    assert waiting["roles"] == ["SA", "TL"]
    assert api(tess).post(f"{address}/reviews", {"answer": "approve"}).json()["state"] == "approved"
    assert api(joe).post(f"{address}/moves", {"move": "publish"}).json()["live"] == 1
    assert api(tess).post(f"{address}/retirement", {"comment": "Old."}).json()["state"] == "retired"
    assert api(tess).post(f"{address}/moves", {"move": "publish"}).json()["code"] == "wrong_state"


def test_a_change_names_the_version_it_was_made_on(api, ann, drafted):
    one = drafted()
    address = f"/articles/{one.pk}/revisions"
    assert api(ann).post(address, {"title": "Other"}).status_code == 428
    assert api(ann).post(address, {"title": "Other"}, if_match='"1"').json()["working"] == 2
    refused = api(ann).post(address, {"title": "Third"}, if_match='"1"')
    assert refused.status_code == 412
    assert refused.json()["changes"][0]["now"] == "Other"
    assert [each["number"] for each in api(ann).get(address).json()["results"]] == [2, 1]
    again = api(ann).post(f"/articles/{one.pk}/restoration", {"number": 1}, if_match='"2"')
    assert (again.status_code, again.json()["title"]) == (201, one.working.title)


def test_an_article_is_not_merged_into_itself(api, sam, published):
    """KB-23: refused in words, and nothing half done."""
    one = published()
    refused = api(sam).post(f"/articles/{one.pk}/retirement", {"comment": "Twice.", "into": one.pk})
    assert refused.status_code == 422
    assert "into itself" in refused.json()["detail"]
    one.refresh_from_db()
    assert one.state == "published"


def test_a_kind_for_the_desk_does_not_go_outside(api, ann):
    body = {"kind": "runbook", "title": "Failover", "audience": "public"}
    refused = api(ann).post("/articles", body)
    assert refused.status_code == 422
    assert "for the desk only" in refused.json()["detail"]
    assert not Article.objects.exists()


@pytest.mark.parametrize("who", ["rob", "sue"])
def test_outside_there_is_no_such_address(api, public, who, request):
    person = request.getfixturevalue(who)
    for path in ("/articles", f"/articles/{public.pk}", f"/articles/{public.pk}/revisions"):
        assert api(person).get(path).status_code == 404
