from django.urls import path

from . import views

urlpatterns = [
    path("queues", views.Queues.as_view(), name="api-queues"),
    path("queues/<int:pk>", views.OneQueue.as_view(), name="api-queue"),
    path("queues/<int:pk>/retirement", views.QueueRetirement.as_view(), name="api-queue-retirement"),
    path("types", views.Types.as_view(), name="api-types"),
    path("types/<int:pk>", views.OneType.as_view(), name="api-type"),
    path("types/<int:pk>/retirement", views.TypeRetirement.as_view(), name="api-type-retirement"),
    path("categories", views.Categories.as_view(), name="api-categories"),
    path("categories/<int:pk>", views.OneCategory.as_view(), name="api-category"),
    path("categories/<int:pk>/retirement", views.CategoryRetirement.as_view(), name="api-category-retirement"),
    path("components", views.Components.as_view(), name="api-components"),
    path("components/<int:pk>", views.OneComponent.as_view(), name="api-component"),
    path("components/<int:pk>/retirement", views.ComponentRetirement.as_view(), name="api-component-retirement"),
    path("tags", views.Tags.as_view(), name="api-tags"),
    path("tags/<int:pk>", views.OneTag.as_view(), name="api-tag"),
    path("tags/<int:pk>/retirement", views.TagRetirement.as_view(), name="api-tag-retirement"),
]
