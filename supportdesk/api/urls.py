from django.urls import include, path, re_path

from supportdesk.addresses import ByFirstWord
from supportdesk.api import docs, views

version_1 = [
    path("", include("tickets.desk.api.urls")),
    path("", include("tickets.automation.api.urls")),
    path("", include("tickets.breaches.api.urls")),
    path("", include("kb.articles.api.urls")),
    path("", include("tickets.citations.api.urls")),
    path("", include("incidents.response.api.urls")),
    path("", include("incidents.response.api.outward_urls")),
    path("", include("supportdesk.accounts.api.urls")),
    path("", include("supportdesk.approvals.api.urls")),
    path("", include("supportdesk.catalogue.api.urls")),
    path("", include("supportdesk.configuration.api.urls")),
    path("", include("supportdesk.files.api.urls")),
    path("", include("supportdesk.outbound.api.urls")),
    path("", include("tickets.views.api.urls")),
    path("", include("tickets.intake.api.urls")),
    path("", include("tickets.intake.api.mail_urls")),
    path("", include("tickets.intake.api.chat_urls")),
    path("", include("kb.macros.api.urls")),
    path("", include("kb.playbooks.api.urls")),
    path("", include("tickets.escalations.api.urls")),
    path("", include("tickets.sla.api.policy_urls")),
    path("", include("tickets.promises.api.urls")),
    path("", include("tickets.sla.api.calendar_urls")),
    path("", include("incidents.statuspage.api.urls")),
    path("", include("incidents.problems.api.urls")),
    path("", include("metrics.surveys.api.urls")),
    path("", include("metrics.kpis.api.urls")),
]

urlpatterns = [
    path("v1/", include([ByFirstWord(version_1)])),
    path("schema/", docs.Description.as_view(), name="api-schema"),
    path("docs/", docs.Docs.as_view(), name="api-docs"),
    re_path("", views.Nowhere.as_view(), name="api-nowhere"),
]
