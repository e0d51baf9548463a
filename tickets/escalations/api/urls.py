from django.urls import path

from . import acts, office, views
from .views import EscalationRows

ONE = "escalations/<int:pk>"
ACTS: dict[str, type[EscalationRows]] = {
    "submission": acts.Submission,
    "review": acts.Review,
    "send-back": acts.SendBack,
    "acknowledgement": acts.Acknowledgement,
    "acceptance": acts.Acceptance,
    "return": acts.Return,
    "answers": acts.Answers,
    "redirect": acts.Redirect,
    "decline": acts.Decline,
    "contest": acts.Contest,
    "overrule": acts.Overrule,
    "uphold": acts.Uphold,
    "work": acts.Work,
    "report": acts.Report,
    "follow-ups": acts.FollowUp,
    "fix": acts.Fix,
    "reminders": acts.Reminders,
    "closure": acts.Closure,
    "withdrawal": acts.Withdrawal,
    "rating": acts.Rating,
    "verdict": acts.Verdict,
    "issues": acts.Issues,
    "clearance": acts.Clearance,
    "tickets": acts.Attached,
    "hypotheses": acts.Hypotheses,
}
urlpatterns = [
    path("escalations", views.Escalations.as_view(), name="api-escalations"),
    path(ONE, views.OneEscalation.as_view(), name="api-escalation"),
    path(f"{ONE}/packet", views.OnePacket.as_view(), name="api-escalation-packet"),
    path(f"{ONE}/packet/build", views.PacketBuild.as_view(), name="api-escalation-build"),
    path(f"{ONE}/export", views.PacketExport.as_view(), name="api-escalation-export"),
    path(f"{ONE}/course", views.EscalationCourse.as_view(), name="api-escalation-course"),
    *(path(f"{ONE}/{name}", view.as_view(), name=f"api-escalation-{name}") for name, view in ACTS.items()),
    path(f"{ONE}/hypotheses/<int:hypothesis_pk>", acts.OneHypothesis.as_view(), name="api-escalation-hypothesis"),
    path(f"{ONE}/tasks/<int:task_pk>", acts.OneTask.as_view(), name="api-escalation-task"),
    path("tickets/<int:pk>/escalations", views.TicketEscalations.as_view(), name="api-ticket-escalations"),
    path("escalation-matrix", office.Lanes.as_view(), name="api-escalation-matrix"),
    path("escalation-matrix/<int:pk>", office.OneLane.as_view(), name="api-escalation-lane"),
    path("escalation-matrix/<int:pk>/confirmation", office.LaneConfirmation.as_view(), name="api-lane-confirmation"),
    path("trackers", office.Trackers.as_view(), name="api-trackers"),
    path("trackers/<int:pk>/secret", office.TrackerSecret.as_view(), name="api-tracker-secret"),
    path("trackers/<slug:key>/events", office.TrackerEvents.as_view(), name="api-tracker-events"),
]
