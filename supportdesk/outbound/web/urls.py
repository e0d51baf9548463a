from django.urls import path

from . import choices, hours, outbox

urlpatterns = [
    path("notices/hours", hours.hours, name="hearing-hours"),
    path("notices/choices", choices.choices, name="notice-choices"),
    path("outbox/", outbox.outbox, name="outbox"),
]
