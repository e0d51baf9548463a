"""Articles on tickets over REST."""

import pytest

pytestmark = pytest.mark.django_db


def test_an_article_is_cited_listed_and_taken_off(api, ann, published, owned, sue):
    """KB-07: over REST, with the same counts."""
    one = published()
    address = f"/tickets/{owned.pk}/articles"
    made = api(ann).post(address, {"article": one.pk, "role": "solved"})
    assert made.status_code == 201
    assert [each["role"] for each in api(ann).get(address).json()["results"]] == ["solved"]
    assert api(ann).get(f"/articles/{one.pk}").json()["solved"] == 1
    assert api(ann).post(address, {"article": 999999, "role": "solved"}).status_code == 400
    assert api(sue).get(address).status_code == 404
    assert api(ann).delete(f"{address}/{made.json()['id']}").status_code == 204
    assert api(ann).get(f"/articles/{one.pk}").json()["solved"] == 0


def test_a_draft_that_nobody_reads_is_not_cited(api, ann, drafted, owned):
    refused = api(ann).post(f"/tickets/{owned.pk}/articles", {"article": drafted().pk, "role": "solved"})
    assert refused.json()["code"] == "wrong_state"


def test_a_ticket_is_written_up(api, ann, resolved):
    """T-54: over REST."""
    made = api(ann).post(f"/tickets/{resolved.pk}/article-draft", {"kind": "how_to"})
    assert made.status_code == 201
    one = api(ann).get(f"/articles/{made.json()['article']}").json()
    assert one["state"] == "draft"
    assert "Renewed the certificate" in str(one["revision"]["sections"])
