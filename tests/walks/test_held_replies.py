"""A reply in its hold is said by a real worker and a real beat, once, though the worker dies meanwhile."""

import pytest

from tickets.desk.actions.hold import hold
from tickets.desk.models import Message, Outgoing

pytestmark = pytest.mark.services


def test_a_killed_worker_says_it_later_and_once(
    process, kill, until, ticket, by, ann, settings, desk, transactional_db
):
    settings.REPLY_HOLD = 2
    process("beat")
    worker = process("worker")
    held = [hold(ticket, by=by(ann), body=f"Line {number}") for number in range(20)]
    until(lambda: Outgoing.objects.filter(state="sent").exists(), 60, "the first word")
    kill(worker)
    process("worker")
    until(lambda: not Outgoing.objects.filter(state="held").exists(), 60, "the last word")
    for one in held:
        one.refresh_from_db()
        assert one.state == "sent"
        assert Message.objects.filter(body=one.body).count() == 1
