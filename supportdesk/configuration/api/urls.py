from django.urls import path

from . import views

urlpatterns = [
    path("settings", views.Settings.as_view(), name="api-settings"),
    path("settings/<str:key>", views.OneSetting.as_view(), name="api-setting"),
]
