from django.urls import path

from . import what_ifs

urlpatterns = [
    path("administration/what-ifs/", what_ifs.what_ifs, name="administration-what-ifs"),
    path("administration/what-ifs/<int:pk>", what_ifs.what_if, name="administration-what-if"),
    path("administration/what-ifs/<int:pk>/stop", what_ifs.stop, name="administration-what-if-stop"),
]
