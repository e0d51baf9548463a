from django.db import transaction

from supportdesk import clock
from supportdesk.accounts.models import Person
from supportdesk.events.record import record

from .. import acting, subjects
from ..kinds import Kind
from ..models import Approval, State


@transaction.atomic
def hand_on(approvals, *, by):
    """What waits for an answer waits for whoever stands for the role now (INC-06): after a change of hands, in its
    transaction, so that no request is without somebody to answer it."""
    waiting = approvals.filter(state=State.ASKED).select_for_update(no_key=True).order_by("pk")
    for approval in waiting:
        thing = subjects.of(approval.subject).seen(Person.system()).filter(pk=approval.subject_id).first()
        before = (approval.answers_id, list(approval.roles))
        acting.put(approval, acting.holders(thing) if thing else {})
        if (approval.answers_id, approval.roles) == before:
            continue
        approval.save(update_fields=["answers", "roles"])
        about = {"approval": approval.pk, "action": approval.action, "answers": approval.answers_id}
        record(Kind.HANDED_ON, approval.thing, by=by, at=clock.now(), text={"words": approval.words}, **about)


def about(*things):
    """Every approval about these."""
    found = Approval.objects.none()
    for thing in things:
        found |= Approval.objects.about(thing)
    return found
