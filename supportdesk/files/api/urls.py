from django.urls import path

from . import views

urlpatterns = [
    path("files", views.Files.as_view(), name="api-files"),
    path("files/<int:pk>", views.OneFile.as_view(), name="api-file"),
    path("files/content/<str:file_link>", views.Content.as_view(), name="api-file-content"),
]
