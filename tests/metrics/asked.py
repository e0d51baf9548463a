"""What Rob was asked about his ticket, for the tests that go through every address."""

from datetime import timedelta

import pytest

from metrics.surveys import links
from metrics.surveys.models import Survey
from supportdesk import clock


@pytest.fixture
def surveyed(owned, rob):
    now = clock.now()
    about = {"ticket": owned, "person": rob, "closing": 0, "scale": 5}
    survey = Survey.objects.create(sent_at=now, ends_at=now + timedelta(days=1), **about)
    shown = {"kpi": "KPI-01", "board": "week"}
    return {"survey": survey.pk, "rating": links.path(survey).rpartition("/")[2]} | shown
