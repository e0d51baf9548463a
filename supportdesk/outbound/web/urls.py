from django.urls import path

from . import choices, hours

urlpatterns = [
    path("notices/hours", hours.hours, name="hearing-hours"),
    path("notices/choices", choices.choices, name="notice-choices"),
]
