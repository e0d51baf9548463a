"""An escalation from its draft to its end: every state has its instant, every clock its end, every act its event."""

import pytest

from tickets.escalations.actions.receive import accept, acknowledge
from tickets.escalations.actions.verify import close, verify
from tickets.escalations.actions.work import offer_fix, report, work

pytestmark = pytest.mark.django_db


def states(escalation):
    return list(escalation.stays.values_list("state", flat=True))


def test_from_the_draft_to_the_verified_fix(submitted, by, ann, erin, news):
    ticket = submitted.ticket
    news(ticket)
    acknowledge(submitted, by=by(erin))
    accept(
        submitted, by=by(erin), ticks=dict.fromkeys(("reproducible", "evidence", "context", "impact", "reasoning"), 1)
    )
    work(submitted, by=by(erin))
    report(submitted, by=by(erin), words="The pool is too small.", useful=True)
    offer_fix(submitted, by=by(erin), fix_version="8.4.3", to_verify="Pay by card ten times.")
    verify(submitted.tasks.get(), by=by(ann), passed=True, place="staging", words="Ten of ten.", regression=True)
    close(submitted, by=by(ann), message="It is mended in 8.4.3.")
    assert states(submitted) == [
        "draft",
        "submitted",
        "acknowledged",
        "accepted",
        "in_work",
        "fix_available",
        "verified",
        "closed",
    ]
    assert (submitted.outcome, submitted.rating) == ("fixed", 5)
    assert not submitted.clocks.filter(stopped_at=None).exists()
    told = [kind for kind in news(ticket) if kind.startswith("escalation.")]
    assert told == [
        "escalation.clock_met",
        "escalation.acknowledged",
        "escalation.clock_met",
        "escalation.accepted",
        "escalation.rated",
        "escalation.work_begun",
        "escalation.clock_met",
        "escalation.reported",
        "escalation.fix_available",
        "escalation.verified",
        "escalation.clock_met",
        "escalation.clock_met",
        "escalation.closed",
    ]
    assert ticket.messages.latest("pk").body == "It is mended in 8.4.3."
