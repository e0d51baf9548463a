import pytest

from tests.tickets.desk.api.conftest import api
from tests.tickets.desk.web.conftest import browse, said
from tickets.views.actions.save import save_view

__all__ = ["api", "browse", "said"]


@pytest.fixture
def kept(by):
    """`kept("Printers", ann, owner=ann, filter="printer")`: a saved view."""
    return lambda name, who, **given: save_view(name, by=by(who), **given)
