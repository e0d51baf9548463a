from django.urls import path

from . import credit, reasons

urlpatterns = [
    path("tickets/<int:pk>/breaches", reasons.of_ticket, name="ticket-breaches"),
    path("tickets/<int:pk>/breaches/<int:reason_pk>", reasons.reason, name="breach-reason"),
    path("breach-reasons/", reasons.reasons, name="breach-reasons"),
    path("credit-reviews/", credit.reviews, name="credit-reviews"),
    path("credit-reviews/<int:pk>", credit.review, name="credit-review"),
]
