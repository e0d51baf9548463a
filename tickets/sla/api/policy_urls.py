from django.urls import path

from . import policies

urlpatterns = [
    path("sla-policies", policies.SlaPolicies.as_view(), name="api-sla-policies"),
    path("sla-policies/<slug:policy>", policies.OneSlaPolicy.as_view(), name="api-sla-policy"),
    path("sla-policies/<slug:policy>/versions", policies.SlaPolicyVersions.as_view(), name="api-sla-policy-versions"),
    path("sla-proposals", policies.SlaProposals.as_view(), name="api-sla-proposals"),
    path("sla-proposals/<int:policy_draft>", policies.OneSlaProposal.as_view(), name="api-sla-proposal"),
    path("sla-lint", policies.SlaLint.as_view(), name="api-sla-lint"),
    path("sla-example", policies.SlaExample.as_view(), name="api-sla-example"),
]
