from django.urls import path

from . import approvals

urlpatterns = [
    path("approvals/", approvals.approvals, name="approvals"),
    path("approvals/<int:pk>/decision", approvals.decision, name="approval-decision"),
    path("approvals/<int:pk>/withdrawal", approvals.withdrawal, name="approval-withdrawal"),
    path("approvals/delegations", approvals.delegations, name="approval-delegations"),
    path("approvals/delegations/<int:delegation_pk>/end", approvals.delegation_end, name="approval-delegation-end"),
]
