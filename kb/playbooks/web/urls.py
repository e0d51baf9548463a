from django.urls import path

from . import pages

urlpatterns = [
    path("playbooks/", pages.playbooks, name="playbooks"),
    path("playbooks/new", pages.new, name="playbook-new"),
    path("playbooks/<int:pk>", pages.playbook, name="playbook"),
    path("playbooks/<int:pk>/change", pages.change, name="playbook-change"),
    path("playbooks/<int:pk>/tests", pages.test, name="playbook-test"),
    path("playbooks/<int:pk>/retirement", pages.retirement, name="playbook-retirement"),
    path("playbooks/proposals/<int:playbook_proposal_pk>", pages.proposal, name="playbook-proposal"),
    path("playbooks/proposals/<int:playbook_proposal_pk>/publication", pages.publish, name="playbook-publish"),
    path("playbooks/proposals/<int:playbook_proposal_pk>/withdrawal", pages.withdrawal, name="playbook-withdraw"),
]
