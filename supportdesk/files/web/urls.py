from django.urls import path

from . import views

urlpatterns = [path("files/<str:file_link>", views.content, name="file-content")]
