import pytest

from tickets.sla import presets
from tickets.sla.actions.drafts import begin_draft
from tickets.sla.models import Calendar


@pytest.fixture(autouse=True)
def promises(db):
    presets.install()


@pytest.fixture
def drafted(by, request):
    """`drafted(zone="Europe/Berlin", reason="We moved.")`: a draft of the business hours, every policy moving."""

    def begun(who=None, policies=("p3", "p4", "standard"), key="business-hours", reason="We moved.", **given):
        about = {name: given.pop(name) for name in ("effective_from",) if name in given}
        content = Calendar.objects.filter(key=key).latest("version").plain() | given
        moves = dict.fromkeys(policies, True)
        return begin_draft(
            key,
            by=by(who or request.getfixturevalue("max")),
            what="calendar",
            content=content,
            reason=reason,
            policies=moves,
            **about,
        )

    return begun
