"""Queues, types, categories, components and tags in the browser."""

import pytest

from supportdesk.catalogue.models import Category, Component, Queue, Tag, TicketType
from tests.factories import CategoryFactory

pytestmark = pytest.mark.django_db
PLACES = ("queues", "types", "categories", "components", "tags")


@pytest.fixture
def at(client):
    """`at(max, "queues/", name=…)` posts, `at(max, "queues/")` reads."""

    def asked(person, page, **given):
        client.force_login(person)
        address = f"/administration/{page}"
        return client.post(address, given) if given else client.get(address)

    return asked


@pytest.mark.parametrize("place", PLACES)
def test_the_office_reads_and_nobody_else_finds_it(at, place, olga, max, tess, ada, ann, rob, sue):
    for person in (olga, max, tess, ada):
        assert at(person, f"{place}/").status_code == 200
    for person in (ann, rob, sue):
        assert at(person, f"{place}/").status_code == 404


def test_a_manager_opens_renames_and_retires_a_queue(at, max, first_line, service_desk, recorded):
    """T-04: whoever keeps the catalogue does it in the browser."""
    at(max, "queues/", name="Field service", team=first_line.pk)
    made = Queue.objects.get(key="field-service")
    at(max, f"queues/{made.pk}", name="In the field", team=first_line.pk, seen=1)
    at(max, f"queues/{made.pk}/retire", successor=service_desk.pk)
    made.refresh_from_db()
    assert (made.name, made.version, made.successor) == ("In the field", 2, service_desk)
    assert made.retired_at
    page = at(max, "queues/").content.decode()
    assert "Retired, now Service desk" in page
    assert [event.kind for event in recorded()] == ["catalogue.added", "catalogue.changed", "catalogue.retired"]
    assert at(max, f"queues/{made.pk}", name="Again", team=first_line.pk, seen=2).status_code == 409


def test_two_of_one_name_get_keys_of_their_own(at, max, first_line):
    for _ in range(2):
        at(max, "queues/", name="Night shift", team=first_line.pk)
    assert set(Queue.objects.filter(name="Night shift").values_list("key", flat=True)) == {
        "night-shift",
        "night-shift-2",
    }


def test_whoever_comes_second_is_told_what_is_new(at, max, olga, service_desk, first_line):
    at(max, f"queues/{service_desk.pk}", name="The desk", team=first_line.pk, seen=1)
    late = at(max, f"queues/{service_desk.pk}", name="Help", team=first_line.pk, seen=1)
    assert late.status_code == 412
    assert "The desk" in late.content.decode()


def test_a_category_moves_below_another_and_never_two_levels_down(at, tess):
    top, sub, other = (CategoryFactory(key=key, name=key.title()) for key in ("estate", "printers", "screens"))
    at(tess, f"categories/{sub.pk}", name="Printers", parent=top.pk, seen=1)
    sub.refresh_from_db()
    assert sub.parent == top
    assert at(tess, f"categories/{other.pk}", name="Screens", parent=sub.pk, seen=1).status_code == 422
    assert at(tess, f"categories/{top.pk}", name="Estate", parent=other.pk, seen=1).status_code == 422
    at(tess, "categories/", name="Phones", parent=top.pk)
    assert Category.objects.get(key="phones").parent == top


def test_types_components_and_tags_are_kept_too(at, max, service_desk):
    chosen = CategoryFactory(key="screens", name="Screens")
    words = {"description": "Something was not right.", "categories": [chosen.pk]}
    at(max, "types/", name="Complaint", queue=service_desk.pk, **words)
    made = TicketType.objects.get(key="complaint")
    assert (made.queue, made.description, list(made.categories.all())) == (service_desk, words["description"], [chosen])
    at(max, "components/", name="Mail gateway")
    at(max, "tags/", name="on fire")
    assert Component.objects.get(key="mail-gateway")
    assert at(max, "tags/", name="On Fire").status_code == 422
    assert Tag.objects.filter(name__iexact="on fire").count() == 1


def test_an_admin_keeps_the_catalogue_only_while_there_is_no_manager(at, olga, first_line, request):
    """C 63, C 64: what an admin changes was approved by a manager; a desk that has none is being set up."""
    assert at(olga, "queues/", name="First", team=first_line.pk).status_code == 302
    assert at(olga, "categories/", name="Printers").status_code == 302
    request.getfixturevalue("max")
    assert at(olga, "queues/", name="Second", team=first_line.pk).status_code == 403
    assert at(olga, "categories/", name="Screens").status_code == 403
    assert "Add the queue" not in at(olga, "queues/").content.decode()


def test_a_lead_keeps_the_queues_of_the_own_team(at, tess, service_desk, engineering, first_line, engineering_team):
    assert at(tess, f"queues/{service_desk.pk}", name="Desk", team=first_line.pk, seen=1).status_code == 302
    assert at(tess, f"queues/{engineering.pk}", name="Mine", team=engineering_team.pk, seen=1).status_code == 403
    assert at(tess, "queues/", name="Theirs", team=engineering_team.pk).status_code == 403
    assert at(tess, f"queues/{service_desk.pk}", name="Desk", team=engineering_team.pk, seen=2).status_code == 403
    assert "Add the queue" in at(tess, "queues/").content.decode()


def test_an_auditor_reads_and_changes_nothing(at, ada, service_desk, recorded):
    assert "Retire it" not in at(ada, f"queues/{service_desk.pk}").content.decode()
    assert at(ada, f"queues/{service_desk.pk}/retire", successor="").status_code == 403
    assert recorded() == []
