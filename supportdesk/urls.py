"""Every address, in one place."""

from django.urls import include, path

from supportdesk import health, pages
from supportdesk.addresses import ByFirstWord

everything = [
    path("", pages.home, name="home"),
    path("preferences", pages.preferences, name="preferences"),
    path("streams", pages.streams, name="streams"),
    path("tickets/<int:pk>/rooms", pages.ticket_rooms, name="ticket-rooms"),
    path("", include("tickets.desk.web.urls")),
    path("", include("tickets.automation.web.urls")),
    path("", include("tickets.breaches.web.urls")),
    path("", include("tickets.views.web.urls")),
    path("", include("tickets.intake.web.mail_urls")),
    path("", include("tickets.escalations.web.urls")),
    path("", include("tickets.promises.web.urls")),
    path("", include("tickets.intake.web.urls")),
    path("", include("kb.articles.web.urls")),
    path("", include("tickets.citations.web.urls")),
    path("", include("incidents.response.web.outward_urls")),
    path("", include("incidents.response.web.urls")),
    path("", include("kb.macros.web.urls")),
    path("", include("kb.playbooks.web.urls")),
    path("", include("supportdesk.files.web.urls")),
    path("", include("supportdesk.outbound.web.urls")),
    path("", include("supportdesk.approvals.web.urls")),
    path("", include("incidents.statuspage.web.urls")),
    path("", include("incidents.problems.web.urls")),
    path("", include("metrics.surveys.web.urls")),
    path("", include("metrics.kpis.web.urls")),
    path("administration/", pages.administration, name="administration"),
    path("administration/", include("supportdesk.accounts.web.office")),
    path("administration/", include("supportdesk.catalogue.web.urls")),
    path("administration/", include("incidents.response.web.office_urls")),
    path("administration/", include("supportdesk.configuration.web.urls")),
    path("administration/", include("supportdesk.outbound.web.office_urls")),
    path("administration/", include("tickets.desk.web.office_urls")),
    path("administration/", include("tickets.intake.web.mailbox_urls")),
    path("administration/", include("tickets.sla.web.calendar_urls")),
    path("administration/", include("tickets.sla.web.policy_urls")),
    path("", include("supportdesk.setup.web.urls")),
    path("api/", include("supportdesk.api.urls")),
    path("", include("supportdesk.live_urls")),
    path("accounts/", include("supportdesk.accounts.web.urls")),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", health.figures, name="prometheus"),
]

urlpatterns = [ByFirstWord(everything)]
