from django.urls import path

from . import views

urlpatterns = [
    path("playbooks", views.Playbooks.as_view(), name="api-playbooks"),
    path("playbooks/<int:pk>", views.OnePlaybook.as_view(), name="api-playbook"),
    path("playbooks/<int:pk>/versions", views.PlaybookVersions.as_view(), name="api-playbook-versions"),
    path("playbooks/<int:pk>/tests", views.PlaybookTests.as_view(), name="api-playbook-tests"),
    path("playbooks/<int:pk>/retirement", views.PlaybookRetirement.as_view(), name="api-playbook-retirement"),
    path("playbook-proposals", views.PlaybookProposals.as_view(), name="api-playbook-proposals"),
    path("playbook-proposals/<int:pk>", views.OnePlaybookProposal.as_view(), name="api-playbook-proposal"),
    path(
        "playbook-proposals/<int:pk>/publication", views.PlaybookPublication.as_view(), name="api-playbook-publication"
    ),
]
