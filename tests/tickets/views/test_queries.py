"""A view's figure counts exactly what its address shows its reader."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tickets.desk.actions.assign import assign
from tickets.views import queries
from tickets.views.models import View

pytestmark = pytest.mark.django_db


def figures(person, *views):
    return [queries.count(views, person)[view.pk].said for view in views]


def test_what_is_counted_is_what_its_reader_may_see(kept, opened, resolved, by, ann, max):
    mine, _ = opened(), opened()
    assign(mine, by=by(ann), seen=1, to=ann)
    asked = {"Mine": "owner:me", "All": "", "Ended": "status:ended"}
    views = [kept(name, max, filter=text) for name, text in asked.items()]
    assert figures(ann, *views) == ["1", "2", "1"]
    assert figures(max, *views) == ["0", "2", "1"]


def test_the_figure_is_the_number_of_rows_behind_the_address(kept, opened, browse, by, ann, max):
    for number in range(3):
        opened(title=f"Printer {number}")
    opened(title="Network")
    view = kept("Printers", max, filter="printer")
    rows = browse(ann).get(f"/tickets/?{view.query}").content.decode().count("data-row=")
    assert figures(ann, view) == [str(rows)] == ["3"]


def test_above_the_cap_and_beyond_the_time_a_figure_says_so(kept, opened, ann, max, monkeypatch):
    opened(), opened()
    view = kept("All", max)
    monkeypatch.setattr(queries, "CAP", 1)
    assert figures(ann, view) == ["1+"]
    monkeypatch.setattr(queries, "exact", lambda known: (_ for _ in ()).throw(queries.OperationalError))
    assert figures(ann, view)[0].startswith(("~", "1+"))


def test_a_filter_that_means_nothing_any_more_has_no_figure(kept, ann, max):
    view = kept("Gone", max, filter="owner:nobody-of-that-name")
    assert figures(ann, view) == ["?"]


def test_ten_views_are_counted_in_as_many_statements_as_two(kept, opened, ann, max):
    opened()
    for number in range(10):
        kept(f"View {number}", max, filter=f"status:open priority:{number % 4 + 1}")
    views = list(View.objects.visible_to(ann))
    spent = []
    for some in (views[:2], views):
        with CaptureQueriesContext(
            connection,
        ) as statements:
            queries.count(some, ann)
        spent.append(len(statements))
    assert spent[0] == spent[1]
