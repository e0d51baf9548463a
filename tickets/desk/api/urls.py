from django.urls import path

from . import tickets

urlpatterns = [
    path("tickets", tickets.Tickets.as_view(), name="api-tickets"),
    path("tickets/<int:pk>", tickets.OneTicket.as_view(), name="api-ticket"),
]
