from django.urls import path

from . import outward_office as office

urlpatterns = [
    path("alert-sources/", office.sources, name="administration-alert-sources"),
    path("alert-sources/<int:pk>", office.source, name="administration-alert-source"),
    path("alert-sources/<int:pk>/secret", office.source_secret, name="administration-alert-source-secret"),
    path("alert-sources/<int:pk>/end", office.source_end, name="administration-alert-source-end"),
    path("update-wordings/", office.wordings, name="administration-update-wordings"),
    path("update-wordings/<int:pk>", office.wording, name="administration-update-wording"),
    path("update-wordings/<int:pk>/end", office.wording_end, name="administration-update-wording-end"),
]
