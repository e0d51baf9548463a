from django.urls import path

from . import acts, doubts, office, pages, proposals

urlpatterns = [
    path("escalations/", pages.listed, name="escalations"),
    path("escalations/<int:pk>", pages.one, name="escalation"),
    path("escalations/<int:pk>/packet", pages.compose, name="escalation-packet"),
    path("escalations/<int:pk>/packet/worth", pages.worth, name="escalation-worth"),
    path("escalations/<int:pk>/packet/build", pages.build, name="escalation-build"),
    path("escalations/<int:pk>/hypotheses/<int:hypothesis_pk>", acts.hypothesis, name="escalation-hypothesis"),
    path("escalations/<int:pk>/tasks/<int:task_pk>", acts.task, name="escalation-task"),
    path("escalations/<int:pk>/acts/<slug:name>", acts.act, name="escalation-act"),
    path("escalations/<int:pk>/export", office.export, name="escalation-export"),
    path("escalations/matrix", office.matrix, name="escalation-matrix"),
    path("escalations/matrix/new", office.lane, name="escalation-lane-new"),
    path("escalations/matrix/<int:pk>", office.lane, name="escalation-lane"),
    path("escalations/matrix/<int:pk>/confirm", office.confirm, name="escalation-lane-confirm"),
    path("escalations/matrix/<int:pk>/retire", office.retire, name="escalation-lane-retire"),
    path("escalations/proposals/<int:proposal_pk>/force", proposals.force, name="escalation-proposal-force"),
    path("escalations/proposals/<int:proposal_pk>/drop", proposals.drop, name="escalation-proposal-drop"),
    path("escalations/trackers", office.trackers, name="escalation-trackers"),
    path("escalations/trackers/<int:pk>/secret", office.new_secret, name="escalation-tracker-secret"),
    path("tickets/<int:pk>/security-doubt", doubts.doubt, name="ticket-security-doubt"),
    path("tickets/<int:pk>/escalate", pages.escalate, name="ticket-escalate"),
]
