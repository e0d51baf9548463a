from django.urls import path

from . import approvals

urlpatterns = [
    path("approvals", approvals.Approvals.as_view(), name="api-approvals"),
    path("approvals/<int:pk>", approvals.OneApproval.as_view(), name="api-approval"),
    path("approvals/<int:pk>/decision", approvals.Decision.as_view(), name="api-approval-decision"),
    path("approvals/<int:pk>/withdrawal", approvals.Withdrawal.as_view(), name="api-approval-withdrawal"),
]
