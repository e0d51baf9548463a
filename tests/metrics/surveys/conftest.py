import pytest

from metrics.surveys.models import Survey
from metrics.surveys.subscribers import ask
from supportdesk.events.models import Event
from tests.tickets.desk.api.conftest import api
from tests.tickets.desk.web.conftest import browse, page, said

__all__ = ["api", "browse", "page", "said"]


@pytest.fixture
def asked(closed):
    """What Rob is asked once his case is over."""
    ask(Event.objects.order_by("pk"))
    return Survey.objects.get(ticket=closed)
