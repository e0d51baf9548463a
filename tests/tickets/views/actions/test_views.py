"""Who keeps which view, and what the log says of it."""

import pytest

from supportdesk.errors import Conflict, NotAllowed, Refused
from supportdesk.events.models import Event
from tickets.views.actions.delete import delete_view
from tickets.views.actions.rename import rename_view
from tickets.views.actions.reorder import reorder_view
from tickets.views.actions.save import refine_view
from tickets.views.actions.share import share_view
from tickets.views.models import View

pytestmark = pytest.mark.django_db


def told(view):
    return list(Event.objects.filter(subject="view", subject_id=view.pk).order_by("pk").values_list("kind", flat=True))


def names(person):
    return [view.name for view in View.objects.visible_to(person)]


def test_ann_keeps_her_own_and_nobody_else_sees_it(kept, ann, sam, max, sue):
    view = kept("Printers", ann, owner=ann, filter='printer   status:open "paper jam"', order="-opened", group="owner")
    assert (view.filter, view.order, view.group) == ('printer "paper jam" status:open', "-opened", "owner")
    assert told(view) == ["view.saved"]
    assert names(ann) == ["Printers"]
    assert names(sam) == names(max) == names(sue) == []


def test_a_name_that_is_there_already_stands_for_the_new_address(kept, ann):
    before = kept("Mine", ann, owner=ann, filter="owner:me")
    after = kept(" Mine ", ann, owner=ann, filter="owner:me status:waiting", columns=["status", "due"])
    assert (after.pk, after.version, after.columns) == (before.pk, 2, "status,due")
    assert told(after) == ["view.saved", "view.saved"]


def test_tess_leads_the_first_line_and_keeps_its_views(kept, tess, ann, erin, first_line, engineering_team):
    kept("Unowned", tess, team=first_line, filter="owner:none")
    assert names(ann) == ["Unowned"]
    assert names(erin) == []
    with pytest.raises(NotAllowed):
        kept("Bugs", tess, team=engineering_team, filter="type:bug")
    with pytest.raises(NotAllowed):
        kept("Unowned", ann, team=first_line)


def test_max_keeps_those_for_everybody_and_requesters_have_none(kept, max, tess, ann, erin, ada, rob, sue):
    kept("Breached", max, filter="breached>week")
    assert names(ann) == names(erin) == names(ada) == ["Breached"]
    assert names(rob) == names(sue) == []
    for person in (tess, ann, sue):
        with pytest.raises(NotAllowed):
            kept("For all", person)
    for person in (sue, ada):
        with pytest.raises(NotAllowed):
            kept("Own", person, owner=person)


def test_nobody_keeps_what_is_another_persons(kept, by, ann, max, sam):
    view = kept("Printers", ann, owner=ann)
    for person in (max, sam):
        with pytest.raises(NotAllowed):
            rename_view(view, by=by(person), name="Mine now")
        with pytest.raises(NotAllowed):
            delete_view(view, by=by(person))
        with pytest.raises(NotAllowed):
            kept("Yours", person, owner=ann)
    assert told(view) == ["view.saved"]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"filter": "statsu:open"}, "filter"),
        ({"columns": ["colour"]}, "columns"),
        ({"group": "colour"}, "group"),
        ({"order": "--opened"}, "order"),
    ],
)
def test_what_the_list_does_not_know_is_refused_in_words(kept, ann, given, field):
    with pytest.raises(Refused) as refused:
        kept("Odd", ann, owner=ann, **given)
    assert refused.value.field == field
    assert not View.objects.exists()


def test_renamed_refined_moved_shared_and_forgotten(kept, by, tess, first_line):
    first, second = kept("A", tess, owner=tess), kept("B", tess, owner=tess)
    rename_view(second, by=by(tess), name=" Best   of all ")
    refine_view(second, by=by(tess), filter="owner:none")
    reorder_view(second, by=by(tess), position=1)
    assert names(tess) == ["Best of all", "A"]
    share_view(second, by=by(tess), team=first_line)
    assert (second.audience, second.version) == ("Team First line", 5)
    pk = second.pk
    delete_view(second, by=by(tess))
    assert names(tess) == [first.name]
    second.pk = pk
    assert told(second) == [f"view.{kind}" for kind in ("saved", "renamed", "saved", "moved", "shared", "deleted")]


def test_two_views_of_one_audience_have_two_names(kept, by, tess, first_line):
    kept("A", tess, owner=tess)
    view, shared = kept("B", tess, owner=tess), kept("A", tess, team=first_line)
    with pytest.raises(Refused, match="has that name"):
        rename_view(view, by=by(tess), name="A")
    with pytest.raises(Refused, match="already"):
        share_view(shared, by=by(tess), owner=tess)


def test_a_change_of_what_was_changed_meanwhile_is_a_conflict(kept, by, ann):
    view = kept("A", ann, owner=ann)
    rename_view(view, by=by(ann), name="B", seen=1)
    with pytest.raises(Conflict):
        delete_view(view, by=by(ann), seen=1)
    assert names(ann) == ["B"]
