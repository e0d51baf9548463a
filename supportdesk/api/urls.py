from django.urls import include, path, re_path

from supportdesk.api import docs, views

urlpatterns = [
    path("v1/", include("tickets.desk.api.urls")),
    path("v1/", include("tickets.automation.api.urls")),
    path("v1/", include("tickets.breaches.api.urls")),
    path("v1/", include("kb.articles.api.urls")),
    path("v1/", include("tickets.citations.api.urls")),
    path("v1/", include("incidents.response.api.urls")),
    path("v1/", include("incidents.response.api.outward_urls")),
    path("v1/", include("supportdesk.accounts.api.urls")),
    path("v1/", include("supportdesk.approvals.api.urls")),
    path("v1/", include("supportdesk.catalogue.api.urls")),
    path("v1/", include("supportdesk.configuration.api.urls")),
    path("v1/", include("supportdesk.files.api.urls")),
    path("v1/", include("supportdesk.outbound.api.urls")),
    path("v1/", include("tickets.views.api.urls")),
    path("v1/", include("tickets.intake.api.urls")),
    path("v1/", include("kb.macros.api.urls")),
    path("v1/", include("kb.playbooks.api.urls")),
    path("v1/", include("tickets.escalations.api.urls")),
    path("v1/", include("tickets.sla.api.policy_urls")),
    path("v1/", include("tickets.promises.api.urls")),
    path("v1/", include("tickets.sla.api.calendar_urls")),
    path("v1/", include("incidents.statuspage.api.urls")),
    path("v1/", include("incidents.problems.api.urls")),
    path("v1/", include("metrics.surveys.api.urls")),
    path("v1/", include("metrics.kpis.api.urls")),
    path("schema/", docs.Description.as_view(), name="api-schema"),
    path("docs/", docs.Docs.as_view(), name="api-docs"),
    re_path("", views.Nowhere.as_view(), name="api-nowhere"),
]
