import pytest

from supportdesk.errors import Conflict, NeedsApproval, NotAllowed, Refused, WrongState


@pytest.mark.parametrize(
    ("refusal", "status", "code"),
    [
        (Refused("No."), 422, "refused"),
        (NotAllowed("close_silent"), 403, "not_allowed"),
        (NeedsApproval("set_p1", "TL"), 409, "needs_approval"),
        (WrongState("Closed already.", permitted=["reopen"]), 409, "wrong_state"),
        (Conflict(3, 5, []), 412, "conflict"),
    ],
)
def test_every_refusal_is_caught_as_one_and_knows_its_answer(refusal, status, code):
    with pytest.raises(Refused) as caught:
        raise refusal
    assert (caught.value.status, caught.value.code) == (status, code)
    assert str(caught.value) == caught.value.message != ""


def test_a_refusal_names_the_field_or_what_is_missing():
    refusal = Refused("Say why.", field="rationale", missing=["impact", "urgency"])
    assert (refusal.field, refusal.missing) == ("rationale", ("impact", "urgency"))


def test_a_forbidden_action_is_named_in_words():
    assert "close silent" in NotAllowed("close_silent").message


def test_an_approval_names_whom_to_ask():
    refusal = NeedsApproval("set_p1", "TL")
    assert refusal.role == "TL"
    assert "TL" in refusal.message


def test_a_conflict_carries_both_versions_and_what_changed():
    change = {"field": "title", "was": "Printer", "now": "Printer, 3rd floor", "by": "Ann", "at": "2026-03-02T12:00Z"}
    refusal = Conflict(3, 5, [change])
    assert (refusal.seen, refusal.current, refusal.changes) == (3, 5, [change])
