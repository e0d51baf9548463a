"""Every act on an escalation by its own address."""

from typing import Any

from django.http import Http404

from supportdesk.accounts.models import Team
from supportdesk.api.shapes import Shape, read
from supportdesk.api.views import answer
from supportdesk.errors import Refused
from tickets.desk.models import Attachment, Ticket

from ..actions import bring_back, compose, issues, rate, receive, remind, send, verify, work
from ..models import Tracker
from . import shapes, shown, told
from .views import WRITE, EscalationRows, by


class Act(EscalationRows):
    scopes = {"POST": WRITE}
    tells = {"POST": (200, told.Escalation)}
    does: Any

    def post(self, request, pk):
        found = self.one(pk)
        type(self).does(found, by=by(self), **self.given(found, read(self.shapes["POST"], request)))
        return answer(self.shown(self.one(pk)))

    def given(self, escalation, said):
        return said


def act(name: str, shape: type[Shape], does: Any, **fixed: Any) -> type[Act]:
    """A view whose whole sense is its action."""

    def said(escalation, *, by, **given):
        return does(escalation, by=by, **fixed, **given)

    words = (does.__doc__ or "").strip()
    return type(name, (Act,), {"shapes": {"POST": shape}, "does": staticmethod(said), "__doc__": words})


Submission = act("EscalationSubmission", shapes.EmptyIn, send.submit)
Review = act("EscalationReview", shapes.EmptyIn, send.ask_review)
SendBack = act("EscalationSendBack", shapes.EscalationWordsIn, send.send_back)
Acknowledgement = act("EscalationAcknowledgement", shapes.EmptyIn, receive.acknowledge)
Acceptance = act("EscalationAcceptance", shapes.EscalationAcceptIn, receive.accept)
Return = act("EscalationReturn", shapes.EscalationReturnIn, bring_back.send_home)
Answers = act("EscalationAnswers", shapes.ReturnAnswersIn, send.answer)
Decline = act("EscalationDecline", shapes.DeclineIn, bring_back.decline)
Contest = act("EscalationContest", shapes.EscalationWordsIn, bring_back.contest)
Overrule = act("EscalationOverrule", shapes.EscalationWordsIn, bring_back.settle_contest, overrule=True)
Uphold = act("EscalationUphold", shapes.EscalationWordsIn, bring_back.settle_contest, overrule=False)
Work = act("EscalationWork", shapes.WorkIn, work.work)
Report = act("EscalationReport", shapes.ReportIn, work.report)
FollowUp = act("EscalationFollowUp", shapes.FollowUpIn, work.follow_up)
Fix = act("EscalationFix", shapes.FixIn, work.offer_fix)
Closure = act("EscalationClosure", shapes.EscalationCloseIn, verify.close)
Withdrawal = act("EscalationWithdrawal", shapes.EscalationWordsIn, send.withdraw)
Rating = act("EscalationRating", shapes.RatingIn, rate.rate)
Verdict = act("EscalationVerdict", shapes.JudgeIn, rate.judge)
Hypotheses = act("EscalationHypotheses", shapes.HypothesisIn, compose.hypothesise)


class Redirect(Act):
    """To another group; the matrix gets a task to be corrected."""

    shapes = {"POST": shapes.RedirectIn}
    does = staticmethod(receive.redirect)

    def given(self, escalation, said):
        group = Team.objects.visible_to(self.viewer).filter(pk=said["group"]).first()
        if group is None:
            raise Refused("There is no such team.", field="group")
        return said | {"group": group}


class Issues(Act):
    """Link a bug."""

    shapes = {"POST": shapes.IssueLinkIn}
    does = staticmethod(issues.link_issue)

    def given(self, escalation, said):
        tracker = Tracker.objects.filter(key=said["tracker"]).first()
        if tracker is None:
            raise Refused("There is no such tracker.", field="tracker")
        return said | {"tracker": tracker}


class Clearance(Act):
    """A file of the ticket is clean and may leave with the packet."""

    shapes = {"POST": shapes.ClearIn}
    does = staticmethod(compose.clear)

    def given(self, escalation, said):
        files = Attachment.objects.visible_to(self.viewer).present().select_related("file")
        attachment = files.filter(pk=said["attachment"]).first()
        if attachment is None:
            raise Refused("There is no such file.", field="attachment")
        return said | {"attachment": attachment}


class Attached(Act):
    """Another ticket with the same trouble."""

    shapes = {"POST": shapes.AttachIn}
    does = staticmethod(compose.attach_ticket)

    def given(self, escalation, said):
        other = Ticket.objects.visible_to(self.viewer).filter(pk=said["ticket"]).first()
        if other is None:
            raise Refused("There is no such ticket.", field="ticket")
        return {"other": other}


class Reminders(EscalationRows):
    """Too soon after the last one it is kept and reaches nobody."""

    scopes = {"POST": WRITE}
    shapes = {"POST": shapes.EmptyIn}
    tells = {"POST": (201, told.ReminderTold)}

    def post(self, request, pk):
        found = self.one(pk)
        read(shapes.EmptyIn, request)
        made = remind.remind(found, by=by(self))
        return answer({"suppressed": made.suppressed, "to": made.to_id, "at": made.at}, 201)


class OneHypothesis(EscalationRows):
    """Settle it: what was tried, and what came of it."""

    scopes = {"POST": WRITE}
    shapes = {"POST": shapes.HypothesisIn}
    tells = {"POST": (200, told.Hypothesis)}

    def post(self, request, pk, hypothesis_pk):
        found = self.one(pk)
        known = found.hypotheses.filter(pk=hypothesis_pk).first()
        if known is None:
            raise Http404
        return answer(
            shown.hypothesis(compose.hypothesise(found, by=by(self), known=known, **read(shapes.HypothesisIn, request)))
        )


class OneTask(EscalationRows):
    """Whether the fix works on this ticket."""

    scopes = {"POST": WRITE}
    shapes = {"POST": shapes.FixResultIn}
    tells = {"POST": (200, told.FixTask)}

    def post(self, request, pk, task_pk):
        found = self.one(pk)
        task = found.tasks.filter(pk=task_pk).first()
        if task is None:
            raise Http404
        task.escalation = found
        return answer(shown.task(verify.verify(task, by=by(self), **read(shapes.FixResultIn, request))))
