from django.urls import path

from . import hours

urlpatterns = [path("notices/hours", hours.hours, name="hearing-hours")]
