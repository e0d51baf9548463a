from django.urls import path

from . import alerts, outward

urlpatterns = [
    path("alerts/<slug:key>", alerts.Alerts.as_view(), name="api-alerts"),
    path("alerts/<slug:key>/alertmanager", alerts.AlertmanagerAlerts.as_view(), name="api-alertmanager"),
    path("alert-sources", alerts.AlertSources.as_view(), name="api-alert-sources"),
    path("alert-sources/<int:pk>", alerts.OneAlertSource.as_view(), name="api-alert-source"),
    path("alert-sources/<int:pk>/secret", alerts.AlertSourceSecret.as_view(), name="api-alert-source-secret"),
    path("alert-sources/<int:pk>/end", alerts.AlertSourceEnd.as_view(), name="api-alert-source-end"),
    path("update-wordings", outward.UpdateWordings.as_view(), name="api-update-wordings"),
    path("update-wordings/<int:pk>", outward.OneUpdateWording.as_view(), name="api-update-wording"),
    path("update-wordings/<int:pk>/end", outward.UpdateWordingEnd.as_view(), name="api-update-wording-end"),
    path("incidents/<int:pk>/updates", outward.IncidentUpdates.as_view(), name="api-incident-updates"),
    path("incidents/<int:pk>/alerts", outward.IncidentAlerts.as_view(), name="api-incident-alerts"),
    path("incidents/<int:pk>/affected", outward.IncidentAffected.as_view(), name="api-incident-affected"),
    path("incident-updates/<int:pk>", outward.OneIncidentUpdate.as_view(), name="api-incident-update"),
    path("incident-updates/<int:pk>/sending", outward.UpdateSending.as_view(), name="api-update-sending"),
    path("incident-updates/<int:pk>/drop", outward.UpdateDrop.as_view(), name="api-update-drop"),
    path("live-incidents", outward.LiveIncidents.as_view(), name="api-live-incidents"),
    path("tickets/<int:pk>/suspicion", outward.TicketSuspicion.as_view(), name="api-ticket-suspicion"),
]
