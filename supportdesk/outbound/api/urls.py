from django.urls import path

from . import hours

urlpatterns = [path("me/hearing-hours", hours.OwnHours.as_view(), name="api-hearing-hours")]
