from django.urls import path

from . import views

urlpatterns = [
    path("views", views.Views.as_view(), name="api-views"),
    path("views/<int:pk>", views.OneView.as_view(), name="api-view"),
]
