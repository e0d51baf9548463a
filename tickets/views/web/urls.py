from django.urls import path

from . import pages

urlpatterns = [
    path("views/", pages.views, name="views"),
    path("views/strip", pages.strip, name="views-strip"),
    path("views/new", pages.new, name="view-new"),
    path("views/<int:pk>", pages.change, name="view"),
    path("find", pages.find, name="find"),
]
