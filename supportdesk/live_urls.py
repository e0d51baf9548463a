"""What the live process serves; the pages' addresses would bring 60 MB of forms, serializers and views into it."""

from django.urls import path

from supportdesk import health, live

urlpatterns = [
    path("live/<str:signed>", live.stream, name="live"),
    path("healthz", health.healthz, name="healthz"),
]

handler404 = live.nothing
