from django.urls import path

from . import views

urlpatterns = [
    path("queues", views.Queues.as_view(), name="api-queues"),
    path("queues/<int:pk>", views.OneQueue.as_view(), name="api-queue"),
    path("types", views.Types.as_view(), name="api-types"),
    path("types/<int:pk>", views.OneType.as_view(), name="api-type"),
    path("categories", views.Categories.as_view(), name="api-categories"),
    path("categories/<int:pk>", views.OneCategory.as_view(), name="api-category"),
    path("components", views.Components.as_view(), name="api-components"),
    path("components/<int:pk>", views.OneComponent.as_view(), name="api-component"),
    path("tags", views.Tags.as_view(), name="api-tags"),
    path("tags/<int:pk>", views.OneTag.as_view(), name="api-tag"),
]
