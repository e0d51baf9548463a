from django.urls import path

from . import pages

urlpatterns = [path("set-up/<str:key>", pages.set_up, name="set-up")]
