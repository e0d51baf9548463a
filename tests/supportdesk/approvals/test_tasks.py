"""The clock's entry point: safe to say at any time and twice."""

import pytest

from supportdesk import clock
from supportdesk.approvals.models import Approval
from supportdesk.approvals.tasks import sweep
from supportdesk.celery import SCHEDULE

pytestmark = pytest.mark.django_db


def test_the_beat_names_the_sweep_and_it_ends_what_is_over(asked, state, news, triaged):
    assert SCHEDULE["expire-approvals"]["task"] == sweep.name
    sweep()
    assert state(asked) == "asked"
    Approval.objects.update(expires_at=clock.now())
    news(triaged)
    sweep()
    sweep()
    assert state(asked) == "expired"
    assert news(triaged) == ["approval.expired"]
