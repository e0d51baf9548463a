"""What was done on a ticket says its way back: one press, and it stands as it stood."""

import json

import pytest

from tests.factories import CategoryFactory, TagFactory
from tickets.desk.actions.retitle import retitle
from tickets.desk.models import Ticket

pytestmark = pytest.mark.django_db


@pytest.fixture
def done(browse, page):
    """`done(person, ticket, "title", title="…")`: say it; answers what the page is told."""

    def say(person, ticket, what, **given):
        answer = browse(person).send(page(ticket, what), {"seen": ticket.version} | given)
        ticket.refresh_from_db()
        return json.loads(answer.headers["HX-Trigger"])["said"]

    return say


@pytest.fixture
def undo(browse):
    """Press what was offered, as the page does."""

    def press(person, said, ticket):
        form: dict = {}
        for name, value in said["back"]["values"]:
            form.setdefault(name, []).append(value)
        answer = browse(person).send(said["back"]["to"], form)
        ticket.refresh_from_db()
        return answer

    return press


def test_a_ticket_that_was_taken_is_laid_down_and_taken_again(done, undo, ann, triaged, told):
    said = done(ann, triaged, "assignment", to=ann.pk)
    assert (triaged.owner, said["words"]) == (ann, "Owner: Ann.")
    again = json.loads(undo(ann, said, triaged).headers["HX-Trigger"])["said"]
    assert (triaged.owner, again["words"]) == (None, "Owner: nobody.")
    undo(ann, again, triaged)
    assert triaged.owner == ann
    assert told(triaged)[-3:] == ["ticket.assigned"] * 3


def test_priority_subject_and_classes_come_back_as_they_were(done, undo, ann, owned):
    def stands():
        levels = (owned.impact, owned.urgency, owned.priority, owned.priority_rationale)
        return owned.title, levels, owned.category, {tag.name for tag in owned.tags.all()}

    owned.tags.add(TagFactory(name="vip"))
    before = stands()
    classes = {"type": owned.type_id, "category": CategoryFactory().pk, "tags": [TagFactory(name="new").pk]}
    for what, given in {
        "triage": {"impact": 3, "urgency": 3},
        "title": {"title": "Something else"},
        "classification": classes,
    }.items():
        said = done(ann, owned, what, **given)
        assert stands() != before
        assert undo(ann, said, owned).status_code == 200
        assert stands() == before, what


def test_what_somebody_changed_meanwhile_is_not_undone_unseen(done, undo, ann, sam, by, owned):
    said = done(ann, owned, "title", title="Printer")
    retitle(owned, by=by(sam), seen=owned.version, title="Printer on three")
    assert undo(ann, said, owned).status_code == 412
    assert owned.title == "Printer on three"


def test_what_takes_a_reason_or_somebody_else_offers_no_way_back(done, ann, tess, sam, owned):
    assert done(tess, owned, "triage", impact=1, urgency=1) == "Priority changed."
    assert done(ann, owned, "assignment", to=sam.pk, reason="My shift ends.") == "Offered to Sam."
    assert Ticket.objects.get(pk=owned.pk).owner == ann
