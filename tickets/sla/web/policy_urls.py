from django.urls import path

from . import policies, policy_drafts

DRAFT = "policies/drafts/<int:policy_draft>"
urlpatterns = [
    path("policies/", policies.policies, name="administration-policies"),
    path("policies/drafts/new", policies.new_policy, name="administration-policy-new"),
    path(DRAFT, policy_drafts.draft, name="administration-policy-draft"),
    path(f"{DRAFT}/discard", policies.draft_discard, name="administration-policy-draft-discard"),
    path("policies/<slug:policy>", policies.one_policy, name="administration-policy"),
    path("policies/<slug:policy>/begin", policies.policy_begin, name="administration-policy-begin"),
    path("policies/<slug:policy>/move", policies.policy_move, name="administration-policy-move"),
]
