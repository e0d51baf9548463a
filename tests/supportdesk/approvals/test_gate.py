"""Between the matrix and the action: what nobody can ask about is refused as the matrix says it."""

import pytest

from supportdesk.accounts.matrix import matrix
from supportdesk.approvals import gate
from supportdesk.errors import NeedsApproval

pytestmark = pytest.mark.django_db
RULES = matrix("JA\nadd Q:SM+SO")


def test_both_are_asked_one_after_the_other(by, joe, ticket, service_desk):
    with pytest.raises(NeedsApproval) as refusal:
        gate.require(RULES, {}, by(joe), "add", ticket, {})
    assert refusal.value.steps == (("SM",), ("SO",))
    assert refusal.value.message == (
        f"Add T-{ticket.pk}: this needs the approval of a support manager, then a security officer."
    )


def test_what_no_approval_is_about_says_whom_to_turn_to(by, joe, first_line):
    with pytest.raises(NeedsApproval, match="SM\\+SO") as refusal:
        gate.require(RULES, {}, by(joe), "add", first_line, {})
    assert refusal.value.asks == {}
