"""The word of a colleague that a proposal needs: asked for by proposing, and anew when the words change."""

from supportdesk.approvals.actions.ask import ask
from supportdesk.approvals.actions.withdraw import withdraw
from supportdesk.approvals.models import OPEN, Approval, State
from supportdesk.errors import Refused

LONGEST = 500


def because(reason):
    """Why, on one line."""
    said = " ".join(reason.split())
    if not said:
        raise Refused("Say why.", field="reason", missing=("reason",))
    if len(said) > LONGEST:
        raise Refused(f"The reason is longer than {LONGEST} characters.", field="reason")
    return said


def ask_for(proposal, action, *, by):
    ask(proposal, by=by, action=action, arguments={"version": proposal.version}, reason=proposal.reason)


def withdraw_asked(proposal, *, by):
    """What one had asked for about the words before."""
    for one in Approval.objects.about(proposal).filter(asked_by=by.person, state__in=OPEN):
        withdraw(one, by=by)


def approver(proposal, by):
    """Whose word it was: of the grant that was used, or of whoever publishes what a colleague proposed."""
    used = Approval.objects.about(proposal).filter(state=State.USED).order_by("-used_at").first()
    if used:
        return used.decided_by
    return by.person if proposal.made_by_id != by.person.pk else None


def version_asked(given):
    """The arguments of such an approval, checked: the number of the proposal's changes."""
    number = given.get("version")
    if set(given) != {"version"} or type(number) is not int or not 0 < number < 2**31:
        raise Refused("Say which version of the proposal, and nothing else.", field="arguments")
    return {"version": number}
