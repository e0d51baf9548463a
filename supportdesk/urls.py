"""Every address, in one place."""

from django.urls import include, path

from supportdesk import health

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", health.metrics, name="prometheus"),
    path("accounts/", include("allauth.urls")),
]
