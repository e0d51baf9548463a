"""Views in the browser, with and without script."""

import pytest

from tickets.views.models import View

pytestmark = pytest.mark.django_db


def test_ann_filters_saves_and_finds_it_over_her_list(browse, said, ann, opened):
    opened(title="Printer on fire")
    form = said(browse(ann).get("/views/new?q=printer&columns=status&group=owner"))
    assert 'value="printer"' in form
    given = {"name": "Printers", "filter": "printer", "audience": "mine", "columns": "status", "group": "owner"}
    answer = browse(ann).post("/views/new", given)
    assert (answer.status_code, answer["Location"]) == (302, "/tickets/?q=printer&group=owner&columns=status")
    assert "Printer on fire" in said(browse(ann).get(answer["Location"]))
    strip = said(browse(ann).fetch("/views/strip?q=printer&group=owner&columns=status"))
    assert 'aria-current="page"' in strip
    assert "<b>1</b>" in strip
    assert 'aria-current="page"' not in said(browse(ann).fetch("/views/strip?q=scanner"))


def test_with_script_saving_leads_to_the_list_and_faults_stay_in_the_dialogue(browse, said, ann):
    answer = browse(ann).send("/views/new", {"name": "All", "filter": "", "audience": "mine"})
    assert (answer.status_code, answer["HX-Redirect"]) == (200, "/tickets/?")
    wrong = browse(ann).send("/views/new", {"name": "All", "filter": "statsu:x", "audience": "mine"})
    assert wrong.status_code == 422
    assert "There is no field “statsu”" in said(wrong)


def test_ann_is_offered_no_other_audience_and_cannot_take_one(browse, said, ann, tess, first_line):
    assert "Team First line" in said(browse(tess).get("/views/new"))
    assert "Team First line" not in said(browse(ann).get("/views/new"))
    answer = browse(ann).post("/views/new", {"name": "A", "filter": "", "audience": f"team-{first_line.pk}"})
    assert answer.status_code == 422
    assert not View.objects.exists()


def test_changed_on_the_page_of_views(browse, said, kept, tess, first_line):
    view = kept("A", tess, owner=tess, filter="owner:me")
    browser = browse(tess)
    for act in (
        {"act": "rename", "name": "B"},
        {"act": "move", "position": "1"},
        {"act": "share", "audience": f"team-{first_line.pk}"},
    ):
        assert browser.post(f"/views/{view.pk}", act)["Location"] == "/views/"
    page = said(browser.get("/views/"))
    assert "Team First line" in page
    assert "owner:me" in page
    browser.post(f"/views/{view.pk}", {"act": "delete"})
    assert not View.objects.exists()


def test_what_is_not_ones_own_is_not_there(browse, kept, ann, sam, sue):
    view = kept("A", ann, owner=ann)
    assert browse(sam).post(f"/views/{view.pk}", {"act": "delete"}).status_code == 404
    for address in ("/views/", "/views/strip", "/views/new"):
        assert browse(sue).get(address).status_code == 404
    assert View.objects.get() == view


def test_the_palette_finds_tickets_people_views_and_pages(browse, kept, ticket, ann, max, sue):
    kept("Printers everywhere", max, filter="printer")

    def labels(person, text):
        groups = browse(person).get("/find", {"q": text}, headers={"Accept": "application/json"}).json()["groups"]
        return {one["label"] for group in groups for one in group["targets"]}

    assert labels(ann, "everywhere") == {"Printers everywhere"}
    assert labels(ann, ticket.reference) == {ticket.title}
    assert "Queue" in labels(ann, "queue")
    assert labels(sue, "everywhere") == labels(sue, ticket.reference) == set()
