"""What tickets are filed under, over REST."""

import pytest

from tests.factories import CategoryFactory, ComponentFactory, QueueFactory, TagFactory, TicketTypeFactory

pytestmark = pytest.mark.django_db

RETIRED = {"retired_at": "2026-01-01T00:00Z"}


def ids(answer):
    return {one["id"] for one in answer.json()["results"]}


@pytest.mark.parametrize(
    ("noun", "factory"),
    [
        ("queues", QueueFactory),
        ("types", TicketTypeFactory),
        ("categories", CategoryFactory),
        ("components", ComponentFactory),
        ("tags", TagFactory),
    ],
)
def test_what_is_offered_is_listed_and_what_is_retired_still_has_its_name(api, ann, noun, factory):
    """T-04."""
    name = {"name": "old"} if noun == "tags" else {"key": "old"}
    offered, retired = factory(), factory(**name, **RETIRED)
    client = api(ann)
    listed = ids(client.get(f"/{noun}"))
    assert offered.pk in listed
    assert retired.pk not in listed
    assert client.get(f"/{noun}/{retired.pk}").json()["retired_at"] == "2026-01-01T00:00:00Z"


def test_a_requester_sees_types_and_categories_but_no_queue_and_no_tag(api, rob, service_desk):
    kind, tag = TicketTypeFactory(key="incident"), TagFactory(name="vip")
    client = api(rob)
    assert kind.pk in ids(client.get("/types"))
    for path in ("/queues", "/tags"):
        assert ids(client.get(path)) == set()
    assert client.get(f"/queues/{service_desk.pk}").status_code == 404
    assert client.get(f"/tags/{tag.pk}").status_code == 404


def test_without_the_scope_there_is_no_catalogue(api, ann):
    for path in ("/queues", "/types", "/categories", "/components", "/tags"):
        assert api(ann, scopes=["tickets:read"]).get(path).json()["code"] == "scope"


def test_nothing_of_acme_is_there_for_the_staff_of_globex(api, acme, globex):
    from tests.factories import PersonFactory

    theirs = QueueFactory(key="acme-desk", organisation=acme)
    own = QueueFactory(key="globex-desk", organisation=globex)
    client = api(PersonFactory(name="Gwen", organisation=globex, roles=["AN"]))
    listed = ids(client.get("/queues"))
    assert own.pk in listed
    assert theirs.pk not in listed
    assert client.get(f"/queues/{theirs.pk}").status_code == 404
