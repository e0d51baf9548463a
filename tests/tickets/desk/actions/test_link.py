import pytest

from supportdesk.errors import Refused
from tickets.desk.actions.link import link
from tickets.desk.states import LinkKind

pytestmark = pytest.mark.django_db


def test_both_tickets_tell_of_it(opened, by, ann, news, latest):
    """T-24: a ticket linked to another is listed on both sides."""
    one, other = opened(), opened(title="Scanner too")
    news(one), news(other)
    made = link(one, by=by(ann), kind="related", other=other)
    assert (list(one.links.all()), list(other.linked_from.all())) == ([made], [made])
    assert (news(one), news(other)) == (["ticket.linked"], ["ticket.linked"])
    assert latest(one).data == {"link": made.pk, "kind": "related", "other": other.pk}
    assert latest(other).data == {"link": made.pk, "kind": "related", "other": one.pk, "from_other": True}


def test_something_outside_by_reference_and_address(ticket, by, ann, latest):
    """T-24: a ticket linked to a bug is found by the bug."""
    made = link(ticket, by=by(ann), kind="bug", reference=" BUG-7 ", url="https://bugs.example.org/7")
    assert (made.reference, made.url, made.made_by) == ("BUG-7", "https://bugs.example.org/7", ann)
    assert latest(ticket).words == {"reference": "BUG-7", "url": "https://bugs.example.org/7"}
    assert type(ticket).objects.get(links__kind="bug", links__reference="BUG-7") == ticket


@pytest.mark.parametrize("kind", LinkKind.values)
def test_every_kind_of_t24_can_be_made(kind, opened, by, ann):
    """T-24: duplicate, related, child, evidence, known error, article, bug, release, change, vendor case."""
    assert link(opened(), by=by(ann), kind=kind, other=opened()).kind == kind


def test_twice_is_refused(opened, by, ann):
    one, other = opened(), opened()
    link(one, by=by(ann), kind="related", other=other)
    with pytest.raises(Refused) as refusal:
        link(one, by=by(ann), kind="related", other=other)
    assert refusal.value.field == "other"
    link(one, by=by(ann), kind="bug", reference="BUG-7")
    with pytest.raises(Refused) as refusal:
        link(one, by=by(ann), kind="bug", reference="BUG-7", url="https://bugs.example.org/7")
    assert refusal.value.field == "reference"


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"kind": "related"}, "other"),
        ({"kind": "bug"}, "reference"),
        ({"kind": "bug", "reference": "  "}, "reference"),
        ({"kind": "cousin", "reference": "BUG-7"}, "kind"),
    ],
)
def test_what_leads_nowhere_is_refused(words, field, ticket, by, ann):
    with pytest.raises(Refused) as refusal:
        link(ticket, by=by(ann), **words)
    assert refusal.value.field == field


def test_not_to_itself(ticket, by, ann):
    with pytest.raises(Refused) as refusal:
        link(ticket, by=by(ann), kind="related", other=ticket)
    assert refusal.value.field == "other"


def test_nobody_is_the_own_grandparent(opened, by, ann):
    child, parent, grandparent = (opened(title=title) for title in ("Child", "Parent", "Grandparent"))
    link(child, by=by(ann), kind="child_of", other=parent)
    link(parent, by=by(ann), kind="child_of", other=grandparent)
    with pytest.raises(Refused, match="own parent") as refusal:
        link(grandparent, by=by(ann), kind="child_of", other=child)
    assert refusal.value.field == "other"


def test_a_circle_through_the_second_parent_is_found_too(opened, by, ann):
    child, parent, step = (opened(title=title) for title in ("Child", "Parent", "Step-parent"))
    link(child, by=by(ann), kind="child_of", other=parent)
    link(child, by=by(ann), kind="child_of", other=step)
    with pytest.raises(Refused, match="own parent"):
        link(step, by=by(ann), kind="child_of", other=child)


def test_a_link_is_no_change_of_a_field(ticket, by, ann):
    before = ticket.version
    link(ticket, by=by(ann), kind="bug", reference="BUG-7")
    assert ticket.version == before
