from django.urls import path

from . import announced, updates

urlpatterns = [
    path("incidents/banner", announced.banner, name="incident-banner"),
    path("incidents/<int:pk>/updates", updates.updates, name="incident-updates"),
    path("incidents/<int:pk>/affected", announced.affected, name="incident-affected"),
    path("incident-updates/<int:pk>", updates.update, name="incident-update"),
    path("incident-updates/<int:pk>/drop", updates.drop, name="incident-update-drop"),
    path("tickets/<int:pk>/suspicion", announced.suspicion, name="ticket-suspicion"),
]
