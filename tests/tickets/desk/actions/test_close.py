from datetime import timedelta

import pytest

from supportdesk.accounts.actor import system
from supportdesk.errors import NotAllowed, Refused, WrongState
from tickets.desk.actions.cancel import cancel
from tickets.desk.actions.close import close, close_silent
from tickets.desk.actions.link import link
from tickets.desk.actions.resolve import resolve
from tickets.desk.actions.triage import triage
from tickets.desk.models import Ticket

pytestmark = pytest.mark.django_db


@pytest.fixture
def silent(resolved, turn_back):
    """Ann's ticket, resolved eight days ago; nobody has said a word since."""
    return turn_back(resolved, days=8)


def test_without_the_requesters_word_it_stays_open(resolved, by, ann):
    """T-28: no confirmation and no elapsed silence: close is refused."""
    with pytest.raises(Refused) as refusal:
        close(resolved, by=by(ann), seen=resolved.version, reason="Done.")
    assert (refusal.value.field, refusal.value.missing) == ("confirmation", ("confirmation",))
    assert Ticket.objects.get().status == "resolved"


def test_who_holds_the_right_overrides_with_a_reason_which_is_audited(resolved, by, tess, news, latest):
    """T-28: the actor who holds the override right closes, and that is audited."""
    with pytest.raises(Refused) as refusal:
        close(resolved, by=by(tess), seen=resolved.version)
    assert refusal.value.field == "reason"
    news(resolved)
    close(resolved, by=by(tess), seen=resolved.version, reason="He said so on the phone.")
    assert (resolved.status, resolved.close_at, resolved.confirmed_at) == ("closed", None, None)
    assert news(resolved) == ["ticket.closed"]
    event = latest(resolved)
    assert (event.actor_name, event.data["basis"]) == ("Tess", "override")
    assert event.words["reason"] == "He said so on the phone."


def test_after_the_silence_anybody_of_the_desk_closes(silent, by, joe, latest):
    close(silent, by=by(joe), seen=silent.version)
    assert latest(silent).data["basis"] == "silence"


def test_the_requesters_own_close_is_the_confirmation(resolved, by, rob, latest):
    close(resolved, by=by(rob), seen=resolved.version)
    assert resolved.confirmed_at == resolved.closed_at
    assert latest(resolved).data["basis"] == "confirmation"


def test_a_parent_closes_after_its_children(resolved, opened, by, tess):
    """T-28: open child tickets hold the parent."""
    child = opened(title="Scanner too")
    link(child, by=by(tess), kind="child_of", other=resolved)
    with pytest.raises(Refused) as refusal:
        close(resolved, by=by(tess), seen=resolved.version, reason="Done.")
    assert (refusal.value.field, refusal.value.message) == ("children", f"Child tickets are still open: T-{child.pk}.")
    cancel(child, by=by(tess), seen=child.version, reason="duplicate")
    assert close(resolved, by=by(tess), seen=resolved.version, reason="Done.").status == "closed"


def test_what_is_not_resolved_is_not_closed(owned, by, tess):
    with pytest.raises(WrongState, match="Permitted next states"):
        close(owned, by=by(tess), seen=owned.version, reason="Done.")


def test_from_new_straight_to_closed_is_refused(ticket, by, tess):
    """T-12: a direct move from "new" to "closed" is refused with the permitted next states."""
    with pytest.raises(WrongState) as refusal:
        close(ticket, by=by(tess), seen=ticket.version, reason="Done.")
    assert refusal.value.permitted == ("triage", "cancel")
    assert "Triaged, Cancelled" in refusal.value.message


@pytest.mark.parametrize("who", ["erin", "ian", "sue"])
def test_who_does_not_close(who, silent, by, request):
    with pytest.raises(NotAllowed):
        close(silent, by=by(request.getfixturevalue(who)), seen=silent.version)


def test_an_import_closes_as_it_was(resolved, latest):
    close(resolved, by=system("import"), seen=resolved.version, at=resolved.resolved_at)
    assert (resolved.closed_at, latest(resolved).data["basis"]) == (resolved.resolved_at, "import")


def test_the_clock_closes_what_met_with_silence(silent, news, latest):
    news(silent)
    assert close_silent(by=system("clock")) == 1
    silent.refresh_from_db()
    assert (silent.status, silent.close_at) == ("closed", None)
    assert news(silent) == ["ticket.closed"]
    event = latest(silent)
    assert (event.actor_kind, event.via, event.data["basis"]) == ("machine", "clock", "silence")
    assert close_silent(by=system("clock")) == 0


def test_the_clock_waits_for_the_silence_to_be_over(resolved):
    assert close_silent(by=system("clock")) == 0
    assert Ticket.objects.get().close_at > resolved.resolved_at + timedelta(days=4)


def test_the_clock_waits_for_the_children_too(silent, opened, by, tess):
    """T-28: silence does not close a parent whose child is still open."""
    child = opened(title="Scanner too")
    link(child, by=by(tess), kind="child_of", other=silent)
    assert close_silent(by=system("clock")) == 0
    cancel(child, by=by(tess), seen=child.version, reason="duplicate")
    assert close_silent(by=system("clock")) == 1


def test_the_clock_closes_in_batches(opened, by, ann, printing, resolution, turn_back):
    for _ in range(3):
        ticket = opened()
        triage(ticket, by=by(ann), seen=1, impact=3, urgency=3, category=printing)
        resolve(ticket, by=by(ann), seen=ticket.version, **resolution)
        turn_back(ticket, days=8)
    assert [close_silent(by=system("clock"), limit=2) for _ in range(3)] == [2, 1, 0]
