from django.urls import path

from . import pages

urlpatterns = [path("settings/", pages.settings, name="administration-settings")]
